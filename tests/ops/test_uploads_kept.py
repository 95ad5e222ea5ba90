"""Uploads in a backup: copied once, linked after; encrypted where a key is set."""

import os

import pytest
from django.core.files.storage import default_storage, storages

from portal.core.ops.backups import encryption, folder, making, manifest, media
from portal.core.ops.backups.encryption import Key
from portal.core.ops.backups.refusal import Refusal
from portal.core.ops.backups.restoring import restore
from tests.ops.conftest import uploads
from tests.ops.portals import fill

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_database("sqlite"),
    pytest.mark.usefixtures("portal_with_content"),
]

PICTURE = "anh/2026/cong-lang.webp"


@pytest.fixture(scope="module")
def portal_with_content(module_db) -> None:
    fill()


@pytest.fixture
def later(monkeypatch) -> None:
    """Whatever is made now is newer than what was made before."""
    names = iter(f"20990101-00000{number}" for number in range(10))
    monkeypatch.setattr(folder, "new_name", lambda ending="": next(names))


@pytest.mark.usefixtures("later")
def test_what_has_not_changed_is_linked_and_what_has_is_copied(made, upload):
    upload("tai-lieu/to-khai.pdf", b"another form")
    again = making.make()
    assert (made.copied, again.copied) == (2, 1)
    first, second = (each.path / media.FOLDER / PICTURE for each in (made, again))
    assert first.samefile(second)
    assert (again.path / media.FOLDER / "tai-lieu/to-khai.pdf").read_bytes() == b"another form"
    folder.remove(made.path)
    restore(again.path, replace=True)
    assert making.make(anew=True).copied == 2


@pytest.mark.usefixtures("later")
def test_a_disk_without_links_is_copied_to(made, monkeypatch):
    def refuse(*args: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    assert making.make().copied == 2


@pytest.mark.usefixtures("later")
def test_what_was_restored_counts_as_unchanged(made):
    default_storage.delete(PICTURE)
    before = restore(made.path, replace=True).before
    assert before is not None
    folder.remove(before)
    assert making.make().copied == 0


def test_what_is_deleted_meanwhile_is_left_out(made, monkeypatch):
    listed = [*media.names(), "anh/2026/vua-xoa.webp"]
    monkeypatch.setattr(folder, "new_name", lambda ending="": "20990101-000000")
    monkeypatch.setattr(media, "names", lambda: listed)
    again = making.make()
    assert (again.vanished, again.manifest.media_files) == (1, 2)


def test_a_store_that_is_no_disk_is_kept_and_restored_as_well(settings, upload):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    upload(PICTURE, b"picture")
    backup = making.make().path
    upload(PICTURE, b"another picture under the same address")
    upload("anh/khac.webp", b"later")
    storages["default"].delete("tai-lieu/to-khai.pdf")
    restore(backup, replace=True)
    assert uploads()[PICTURE] == b"picture"


@pytest.fixture
def key(settings, tmp_path) -> Key:
    path = tmp_path / "khoa.txt"
    settings.BACKUP_PUBLIC_KEY = encryption.make_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    return Key(path)


def test_an_encrypted_backup_shows_nothing_and_comes_back_with_its_key(key, made):
    tables = (made.path / "database").iterdir()
    files = [*tables, made.path / media.FOLDER / f"{PICTURE}.age"]
    assert all(path.read_bytes().startswith(b"age-encryption.org/v1") for path in files)
    before = uploads()
    default_storage.delete(PICTURE)
    with pytest.raises(Refusal, match="--key"):
        restore(made.path, replace=True)
    restore(made.path, replace=True, key=key)
    assert uploads() == before


@pytest.mark.usefixtures("key", "later")
def test_an_encrypted_file_is_linked_too_but_never_one_of_another_key(made, settings, tmp_path):
    assert making.make().copied == 0
    settings.BACKUP_PUBLIC_KEY = encryption.make_key(tmp_path / "moi.txt")
    assert making.make().copied == 2


def test_another_key_opens_nothing(key, made, tmp_path):
    encryption.make_key(tmp_path / "khac.txt")
    with pytest.raises(Refusal, match="không mở được"):
        restore(made.path, replace=True, key=Key(tmp_path / "khac.txt"))


def test_keys_that_are_none_are_told_before_the_work(settings, tmp_path):
    settings.BACKUP_PUBLIC_KEY = "age1khong-phai"
    with pytest.raises(Refusal, match="BACKUP_PUBLIC_KEY"):
        making.make()
    (tmp_path / "x").write_text("khóa")
    for path in (tmp_path / "x", tmp_path / "khong-co"):
        with pytest.raises(Refusal, match="Không đọc được khóa"):
            Key(path)
    with pytest.raises(Refusal, match="Không tạo được"):
        encryption.make_key(tmp_path / "x")


def test_a_backup_of_before_tells_when_it_was_made(made):
    assert folder.latest() == made.path
    assert manifest.read(folder.latest()).rows == made.manifest.rows
    assert folder.begun_at(made.path.name).year >= 2026
