"""What is stored of a person is handed out whole, and goes when the person asks."""

import json
from io import StringIO

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from news.models import Article
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.accounts.sessions.models import DeskSession
from portal.core.audit.chain import record
from portal.core.audit.models import AuditEntry
from portal.core.audit.verbs import Verb
from portal.core.content import State
from portal.core.drafts.models import Autosave
from portal.core.notices.models import Mail
from portal.core.privacy.people import Person, digits_of, find
from portal.sections.reports.models import ErrorReport, ReportState
from tests.factories import make_article, make_author, make_category, make_superuser, make_user
from tests.reports.letters import make_report

pytestmark = pytest.mark.django_db

PHONE = "0912345678"


@pytest.fixture
def lan() -> User:
    """Return an account that has left a trace in many tables."""
    category = make_category()
    lan = make_user(
        AccountRole.EDITOR,
        edits=(category,),
        username="lan",
        full_name="Trần Thị Lan",
        phone="+84 912 345 678",
    )
    make_author("Thị Lan", user=lan)
    make_article(State.DRAFT, by=lan, category=category)
    Client().force_login(lan)
    kind = ContentType.objects.get_for_model(User)
    Autosave.objects.create(
        user=lan, window="a" * 32, content_type=kind, title="Chữ đang gõ", saved_at=timezone.now()
    )
    Mail.objects.create(to="LAN@minhgiang.example", subject="Bài chờ duyệt", text="Lan ơi")
    make_report(contact="0912.345.678")
    LogEntry.objects.create(
        user=make_superuser(), content_type=kind, object_id=str(lan.pk), object_repr="Trần Thị Lan",
        action_flag=CHANGE,
    )  # fmt: skip
    record(Verb.LOGIN, by=lan, about=lan)
    return lan


def run(*args: object) -> str:
    out = StringIO()
    call_command("personal_data", *args, stdout=out)
    return out.getvalue()


def exported(tmp_path, who: str) -> dict:
    path = tmp_path / "du-lieu.json"
    run(who, "--export", path)
    return json.loads(path.read_text())


def tables_of(answer: dict) -> dict[str, list]:
    return {table["table"]: table["rows"] for table in answer["tables"]}


# Finding ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["lan", "Lan@minhgiang.example", "0912 345 678", "+84912345678"])
def test_a_person_is_found_by_name_address_or_number(lan, who):
    assert find(who).account == lan


@pytest.mark.parametrize(
    ("text", "digits"),
    [("0912.345.678", PHONE), ("+84 912 345 678", PHONE), ("0084912345678", PHONE), ("113", "")],
)
def test_a_number_is_the_same_however_it_is_written(text, digits):
    assert digits_of(text) == digits


def test_nobody_is_told_from_two_who_share_an_address(lan):
    User.objects.filter(pk=make_user(username="hai").pk).update(email=lan.email)
    with pytest.raises(CommandError, match="Nhiều tài khoản"):
        run(lan.email)
    with pytest.raises(CommandError, match="Không có tài khoản"):
        run("khongcoai")


# Handing out -----------------------------------------------------------------------------------


def test_all_that_is_stored_of_a_person_is_handed_out(lan, tmp_path):
    rows = tables_of(exported(tmp_path, "lan"))
    assert rows["accounts.User"][0]["điện thoại"] == "+84 912 345 678"
    assert rows["drafts.Autosave"][0]["tiêu đề đang gõ"] == "Chữ đang gõ"
    assert rows["notices.Mail"][0]["nội dung"] == "Lan ơi"
    assert rows["reports.ErrorReport"][0]["liên hệ"] == "0912.345.678"
    assert rows["news.Author"][0]["họ và tên"] == "Thị Lan"
    assert rows["news.Article"][0]["người tạo"] == "Trần Thị Lan"
    assert rows["audit.AuditEntry"]


def test_no_password_no_key_and_no_colleague_is_handed_out(lan, tmp_path):
    chief = make_superuser(full_name="Phạm Văn Sếp")
    record(Verb.ACCOUNT_CHANGED, by=chief, about=lan, after="điện thoại")
    record(Verb.ACCOUNT_CHANGED, by=lan, about=chief, after="điện thoại")
    make_report(contact="ban-doc@example.com", handled_by=lan, state=ReportState.FIXED)
    text = json.dumps(exported(tmp_path, "lan"), ensure_ascii=False)
    assert "người khác" in text
    for secret in (lan.password, chief.full_name, "ban-doc@example.com"):
        assert secret not in text


def test_a_file_that_is_there_already_is_not_written_over(lan, tmp_path):
    path = tmp_path / "du-lieu.json"
    path.write_text("của người khác")
    with pytest.raises(CommandError, match="Không ghi được"):
        run("lan", "--export", path)
    assert path.read_text() == "của người khác"


def test_the_file_is_for_the_eyes_of_its_owner(lan, tmp_path):
    exported(tmp_path, "lan")
    assert (tmp_path / "du-lieu.json").stat().st_mode & 0o077 == 0


# Forgetting ------------------------------------------------------------------------------------


def test_nothing_is_erased_before_it_was_said_what(lan):
    told = run("lan", "--erase")
    assert "Chưa xóa gì" in told
    assert "tên dưới bài đã đăng ở lại" in told
    lan.refresh_from_db()
    assert lan.full_name == "Trần Thị Lan"


def test_what_can_go_goes(lan):
    assert DeskSession.objects.exists()
    run("lan", "--erase", "--yes")
    lan.refresh_from_db()
    assert (lan.username, str(lan)) == (f"da-xoa-{lan.pk}", "Người dùng đã xóa")
    assert (lan.email, lan.phone, lan.is_active) == ("", "", False)
    assert not lan.has_usable_password()
    assert not lan.groups.exists()
    for model in (DeskSession, Autosave, Mail, ErrorReport, LogEntry):
        assert not model.objects.exists(), model


def test_what_must_stay_stays_and_tells_less(lan):
    article, entry = Article.objects.get(), AuditEntry.objects.filter(actor=lan).last()
    run("lan", "--erase", "--yes")
    article.refresh_from_db()
    author = lan.author
    assert str(article.created_by) == "Người dùng đã xóa"
    author.refresh_from_db()
    assert (author.name, author.user) == ("Thị Lan", None)
    entry.refresh_from_db()
    call_command("verify_audit", stdout=StringIO())


def test_the_trail_tells_that_somebody_was_erased_but_not_who(lan):
    run("lan", "--erase", "--yes")
    entry = AuditEntry.objects.newest_first().first()
    assert entry.action == Verb.PERSONAL_DATA_ERASED
    assert "Lan" not in f"{entry.title} {entry.before} {entry.after}"
    assert entry.object_id == lan.pk


def test_other_peoples_rows_stay(lan):
    make_report(contact="0912345679")
    Mail.objects.create(to="khac@minhgiang.example", subject="x", text="y")
    run("lan", "--erase", "--yes")
    assert ErrorReport.objects.get().contact == "0912345679"
    assert Mail.objects.get().to == "khac@minhgiang.example"


def test_a_reader_without_an_account_is_forgotten_by_what_was_left(tmp_path):
    make_report(contact="bandoc@example.com")
    make_report(contact="0987 654 321")
    assert len(tables_of(exported(tmp_path, "BanDoc@example.com"))["reports.ErrorReport"]) == 1
    run("bandoc@example.com", "--erase", "--yes")
    run("0987654321", "--erase", "--yes")
    assert not ErrorReport.objects.exists()
    assert "bandoc" not in str(list(AuditEntry.objects.values_list("title", "after")))


def test_the_last_who_could_open_the_rest_is_not_erased():
    only = make_superuser(username="duy-nhat")
    with pytest.raises(CommandError, match="quản trị hệ thống duy nhất"):
        run("duy-nhat", "--erase", "--yes")
    only.refresh_from_db()
    assert only.is_active
    make_superuser()
    run("duy-nhat", "--erase", "--yes")
    assert Person.of(User.objects.get(pk=only.pk)).is_erased
