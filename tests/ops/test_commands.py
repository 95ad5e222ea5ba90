"""What the commands say, how they end, and what the first page of the desk tells of it."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.urls import reverse

from portal.core.accounts.roles import AccountRole
from portal.core.ops.backups import child, drill, folder, making, moving
from portal.core.ops.backups.refusal import Refusal, words_of
from portal.core.ops.models import Kind, Outcome, Run
from portal.settings.buckets import bucket
from tests.dashboard.first_page import FirstPage, first_page
from tests.factories import make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

NOW = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)


def said(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.fixture
def children(monkeypatch) -> list[tuple[str, ...]]:
    """Start no process; tell which would have been."""
    started: list[tuple[str, ...]] = []

    def run(*arguments: str, **environment: str) -> child.Ended:
        started.append(arguments)
        return child.Ended(0, "")

    monkeypatch.setattr(child, "run", run)
    return started


def test_a_backup_tells_where_it_is_and_is_noted():
    told = said("backup")
    backup = folder.latest()
    assert f"Đã sao lưu vào {backup}" in told
    run = Run.objects.get()
    assert (run.kind, run.outcome, run.name) == (Kind.BACKUP, Outcome.GOOD, backup.name)
    assert "bảng" in run.words


def test_a_backup_that_fails_is_noted_and_ends_with_an_error(monkeypatch):
    def full(*args: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "make", full)
    with pytest.raises(CommandError, match="CHƯA SAO LƯU ĐƯỢC.* đĩa đã đầy"):
        said("backup")
    assert Run.objects.get().outcome == Outcome.FAILED


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(13, "Permission denied", "/srv/x"), "Hệ thống báo: không có quyền: /srv/x."),
        (OperationalError("database is locked"), "đang bận"),
        (OperationalError("canceling statement due to lock timeout"), "đang bận"),
        (OperationalError("connection refused"), "connection refused"),
        (Refusal("Nói sao để vậy."), "Nói sao để vậy."),
    ],
)
def test_operators_are_told_in_their_language_what_is_known(error, words):
    assert words in words_of(error)


def test_two_do_not_work_at_once():
    with folder.alone(), pytest.raises(CommandError, match="đang chạy"):
        said("backup")


def test_a_drill_restores_checks_and_reads_the_trail(children):
    said("backup")
    told = said("restore", "--verify")
    assert [each[0] for each in children] == ["restore", "check", "verify_audit"]
    assert "đúng như lúc sao lưu" in told
    assert Run.objects.last_of_each()[Kind.DRILL, Outcome.GOOD].name == folder.latest().name


def test_a_drill_keeps_away_from_the_bucket_of_uploads(monkeypatch):
    def run(*arguments: str, **environment: str) -> child.Ended:
        with monkeypatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            assert bucket("MEDIA_S3") == {}
        return child.Ended(0, "")

    said("backup")
    monkeypatch.setattr(child, "run", run)
    monkeypatch.setitem(os.environ, "MEDIA_S3_BUCKET", "cong")
    monkeypatch.setitem(os.environ, "MEDIA_S3_ENDPOINT", "https://s3.example.vn")
    said("restore", "--verify")


def test_a_drill_that_fails_says_at_which_command(monkeypatch):
    said("backup")
    monkeypatch.setattr(child, "run", lambda *args, **options: child.Ended(1, "đứt ở dòng 7"))
    with pytest.raises(CommandError, match="hỏng ở lệnh restore: đứt ở dòng 7"):
        said("restore", "--verify")
    assert Run.objects.last_of_each()[Kind.DRILL, Outcome.FAILED].words.endswith("dòng 7")


def test_a_drill_without_room_or_without_a_backup_is_a_failure(monkeypatch, children):
    with pytest.raises(CommandError, match="Chưa có bản sao lưu nào"):
        said("restore", "--verify")
    said("backup")
    monkeypatch.setattr(drill, "_ROOM", 10**12)
    with pytest.raises(CommandError, match="Không đủ chỗ"):
        said("restore", "--verify")


def test_a_drill_without_the_key_says_what_it_could_not_try(settings, tmp_path, children):
    public_key = said("backup", f"--new-key={tmp_path / 'khoa'}").split("\n")[0].partition("=")[2]
    settings.BACKUP_PUBLIC_KEY = public_key
    assert "mã hóa" in said("backup")
    assert "không có khóa" in said("restore", "--verify")
    assert children == []
    assert (Kind.DRILL, Outcome.PARTIAL) in Run.objects.last_of_each()


def test_a_restore_must_be_told_which(children):
    with pytest.raises(CommandError, match="Hãy ghi thư mục"):
        said("restore")


def test_moving_tells_every_table(children):
    told = said("move_database", "--to=sqlite:////khong/ai-dung.sqlite3")
    assert "news_article " in told
    assert "django_session " in told
    assert children[0][0] == "restore"


@pytest.mark.parametrize("url", ["mysql://a/b", "news.sqlite3", "postgres://["])
def test_a_place_that_is_no_database_is_refused(url):
    with pytest.raises(CommandError, match="Địa chỉ phải là"):
        said("move_database", f"--to={url}")


def test_moving_to_where_one_is_is_refused(monkeypatch):
    here = {"ENGINE": "django.db.backends.sqlite3", "NAME": "/o/day.sqlite3"}

    class Connection:
        settings_dict = here

    monkeypatch.setattr(moving, "connections", {"default": Connection})
    with pytest.raises(CommandError, match="đang dùng"):
        said("move_database", "--to=sqlite:////o/day.sqlite3")


def test_a_target_that_refuses_is_told(monkeypatch):
    monkeypatch.setattr(child, "run", lambda *args, **options: child.Ended(1, "không trống"))
    with pytest.raises(CommandError, match="đang dùng không đổi. không trống"):
        said("move_database", "--to=sqlite:////khong/ai-dung.sqlite3")


def test_only_so_many_records_stay():
    first = Run.objects.note(Kind.BACKUP, Outcome.GOOD, "x", "")
    Run.objects.create(pk=first.pk + 1_000, kind=Kind.DRILL, outcome=Outcome.GOOD)
    last = Run(pk=first.pk + 1_001, kind=Kind.DRILL, outcome=Outcome.GOOD)
    Run.objects.make_room(last)
    assert list(Run.objects.values_list("pk", flat=True)) == [first.pk + 1_000]


@pytest.fixture
def seen() -> Callable[..., FirstPage]:
    """Return a function that notes runs, each so many days ago, and looks at the first page."""

    def look(*runs: tuple[Kind, Outcome, float]) -> FirstPage:
        for kind, outcome, days in runs:
            Run.objects.create(
                kind=kind, outcome=outcome, ended_at=NOW - timedelta(days=days), words="vì sao"
            )
        with time_machine.travel(NOW, tick=False):
            return first_page(make_superuser())

    return look


GOOD = (Kind.BACKUP, Outcome.GOOD, 0.3)
DRILLED = (Kind.DRILL, Outcome.GOOD, 3)


@pytest.mark.parametrize(
    ("runs", "lines"),
    [
        ((), ["Cổng chưa có bản sao lưu nào"]),
        ((GOOD,), ["Chưa thử khôi phục bản sao lưu lần nào"]),
        ((GOOD, DRILLED), []),
        (((Kind.BACKUP, Outcome.GOOD, 3), DRILLED), ["Bản sao lưu gần nhất đã cũ"]),
        ((GOOD, (Kind.BACKUP, Outcome.FAILED, 0), DRILLED), ["Lần sao lưu gần nhất hỏng"]),
        (((Kind.BACKUP, Outcome.FAILED, 1), GOOD, DRILLED), []),
        ((GOOD, DRILLED, (Kind.DRILL, Outcome.FAILED, 0)), ["Diễn tập khôi phục hỏng"]),
        ((GOOD, (Kind.DRILL, Outcome.GOOD, 20)), ["Lần diễn tập khôi phục gần nhất đã lâu"]),
        ((GOOD, (Kind.DRILL, Outcome.PARTIAL, 1)), []),
    ],
)
def test_the_first_page_says_what_is_wrong(seen, runs, lines):
    assert seen(*runs).titles("Sao lưu cần xem lại") == lines


def test_the_first_page_says_how_it_stands_when_all_is_well(seen):
    (told,) = [words for words in seen(GOOD, DRILLED).quiet if words.startswith("Sao lưu")]
    assert "diễn tập" in told
    assert told.endswith(": tốt")


def test_others_hear_nothing_of_it(sign_in):
    chief = make_user(AccountRole.CHIEF)
    assert "ao lưu" not in first_page(chief).html
    assert sign_in(chief).get(reverse("admin:ops_run_changelist")).status_code == 403


def test_the_list_shows_what_each_said(sign_in):
    Run.objects.note(Kind.DRILL, Outcome.FAILED, "20260101-013000", "thiếu một tệp")
    page = sign_in(make_superuser()).get(reverse("admin:ops_run_changelist"))
    assert "thiếu một tệp" in page.content.decode()
