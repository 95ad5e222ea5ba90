"""Backups in a bucket, as operators meet them: commands, the doctor, the first page of the desk."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.core.doctor.findings import Severity
from portal.core.identity.models import Identity
from portal.core.ops import doctor
from portal.core.ops.backups import child, encryption, folder
from portal.core.ops.models import Kind, Outcome, Run
from tests.core.s3_server import Bucket
from tests.dashboard.first_page import first_page
from tests.factories import make_superuser
from tests.ops.buckets import PREFIX, whole_backups
from tests.ops.conftest import uploads
from tests.ops.portals import fill

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]


def said(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.fixture
def key(settings, tmp_path: Path) -> Path:
    path = tmp_path / "khoa.txt"
    settings.BACKUP_PUBLIC_KEY = encryption.make_key(path)
    return path


@pytest.fixture
def children(monkeypatch) -> list[tuple[str, ...]]:
    """Start no process; tell which would have been."""
    started: list[tuple[str, ...]] = []

    def run(*arguments: str, **environment: str) -> child.Ended:
        started.append(arguments)
        return child.Ended(0, "")

    monkeypatch.setattr(child, "run", run)
    return started


def test_an_encrypted_backup_goes_to_the_bucket_and_comes_back_to_an_empty_machine(
    bucket: Bucket, upload, key, children, settings, tmp_path
):
    fill()
    upload("anh/2026/cong-lang.webp", b"cong lang")
    upload("tai-lieu/Đơn đăng ký.txt", b"")
    told = said("backup")
    name = folder.latest().name
    assert "Đã chép lên kho S3 “cong”: gửi " in told
    assert Run.objects.last_of_each()[Kind.COPY, Outcome.GOOD].name == name
    assert whole_backups(bucket.objects) == {name}
    assert all(b"cong lang" not in data for data in bucket.objects.values())
    files = uploads()
    settings.BACKUP_DIR = tmp_path / "another machine"
    assert f"  {name}  " in said("restore", "--list").partition("Ở kho S3 “cong”:\n")[2]
    told = said("restore", "--verify", "--from-s3", f"--key={key}")
    assert "Lấy từ kho S3." in told
    assert [each[0] for each in children] == ["restore", "check", "verify_audit"]
    assert children[0][1].endswith(f"/{name}")
    Identity.objects.update(agency="Viết sau khi sao lưu")
    default_storage.delete("anh/2026/cong-lang.webp")
    said("restore", "--from-s3", name, "--replace", f"--key={key}")
    assert uploads() == files
    assert Identity.objects.get().agency != "Viết sau khi sao lưu"
    assert [each.name.endswith(folder.BEFORE_RESTORE) for each in folder.backups()] == [True]


def test_a_copy_that_fails_is_an_error_and_spoils_nothing_here(bucket: Bucket):
    bucket.left = 4
    with pytest.raises(CommandError, match=r"KHO S3 CHƯA XONG; bản sao ở máy này vẫn tốt.*quyền"):
        said("backup")
    last = Run.objects.last_of_each()
    assert {*last} == {(Kind.BACKUP, Outcome.GOOD), (Kind.COPY, Outcome.FAILED)}
    assert last[Kind.COPY, Outcome.FAILED].name == folder.latest().name
    bucket.left = None
    said("backup")
    assert len(whole_backups(bucket.objects)) == 1
    bad = f"{PREFIX}backups/20260101-000000/manifest.json"
    bucket.objects[bad] = b"{"
    with pytest.raises(CommandError, match="đã ở kho, nhưng chưa bỏ được bản cũ. Không đọc được"):
        said("backup")
    assert "20260101-000000  Không đọc được" in said("restore", "--list")


def test_what_is_not_there_or_not_clear_is_refused(bucket: Bucket, settings):
    with pytest.raises(CommandError, match="không cả hai"):
        said("restore", "/srv/x", "--from-s3", "20260101-000000")
    with pytest.raises(CommandError, match="--list"):
        said("restore", "--from-s3")
    with pytest.raises(CommandError, match="DIỄN TẬP HỎNG. Kho S3 “cong” chưa có"):
        said("restore", "--verify", "--from-s3")
    settings.BACKUP_S3 = {}
    with pytest.raises(CommandError, match="đặt các biến BACKUP_S3_"):
        said("restore", "--from-s3", "20260101-000000")
    told = said("restore", "--list")
    assert "chưa có bản nào" in told
    assert "S3" not in told


def test_the_doctor_and_the_first_page_tell_how_old_the_copy_is(bucket: Bucket, settings):
    def seen() -> tuple[Severity | None, list[str]]:
        finding = doctor.backup_copy()
        titles = first_page(chief).titles("Sao lưu cần xem lại")
        return finding.severity if finding else None, titles

    chief = make_superuser()
    assert doctor.backup_copy() is None
    Run.objects.note(Kind.BACKUP, Outcome.GOOD, "x", "")
    Run.objects.note(Kind.DRILL, Outcome.GOOD, "x", "")
    assert seen() == (Severity.BAD, ["Kho S3 chưa có bản sao lưu nào"])
    copied = Run.objects.note(Kind.COPY, Outcome.GOOD, "x", "")
    assert seen() == (Severity.NOTE, [])
    assert any("lên kho S3" in words for words in first_page(chief).quiet)
    settings.BACKUP_PUBLIC_KEY = "age1…"
    assert seen() == (Severity.GOOD, [])
    settings.MEDIA_S3 = settings.BACKUP_S3
    assert seen() == (Severity.WARNING, [])
    Run.objects.note(Kind.COPY, Outcome.FAILED, "y", "vì sao")
    assert seen() == (Severity.WARNING, ["Lần chép lên kho S3 gần nhất hỏng"])
    Run.objects.filter(pk=copied.pk).update(ended_at=timezone.now() - timedelta(days=3))
    assert seen()[0] == Severity.BAD
    assert "Bản sao lưu ở kho S3 đã cũ" in seen()[1]
    settings.BACKUP_S3 = {}
    assert seen() == (None, [])
