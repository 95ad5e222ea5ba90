"""Pages as files: shared, bounded, and nothing that a disk does takes the portal down."""

import logging
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from portal.core.pagecache.pages import Page
from portal.core.pagecache.stores import files
from portal.core.pagecache.stores.files import FileStore

pytestmark = pytest.mark.any_database("sqlite")


def a_page(**fields: object) -> Page:
    """Return a page of some kind."""
    told = {
        "version": "v", "made_at": 1.0, "until": 61.0, "boundary": 1e10, "status": 200,
        "headers": [("Content-Type", "text/html")], "digest": "abc", "body": b"\x1f\x8b\n\x00",
    }  # fmt: skip
    return Page(**{**told, **fields})  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "pages", "release", limit=2**20)


KEY = "ab" * 20


def test_a_page_comes_back_as_it_was_stored(store: FileStore):
    store.put(KEY, a_page())
    assert store.page(KEY) == a_page()
    assert store.page("cd" * 20) is None


def test_two_processes_have_one_version_and_the_same_pages(store: FileStore, tmp_path: Path):
    other = FileStore(tmp_path / "pages", "release", limit=2**20)
    store.put(KEY, a_page())
    assert other.page(KEY) == a_page()
    assert other.version() == store.version()
    store.bump()
    assert other.version() == store.version()


def test_two_releases_have_one_version_and_each_its_pages(store: FileStore, tmp_path: Path):
    newer = FileStore(tmp_path / "pages", "newer", limit=2**20)
    store.put(KEY, a_page())
    assert newer.page(KEY) is None
    newer.bump()
    assert store.version() == newer.version()


def test_every_bump_is_a_version_never_seen_before(store: FileStore):
    seen = {store.version()}
    for _ in range(20):
        assert store.bump()
        seen.add(store.version())
    assert len(seen) == 21


def test_a_version_that_was_removed_is_not_given_again(store: FileStore, tmp_path: Path):
    before = store.version()
    (tmp_path / "pages" / "version").unlink()
    assert store.version() not in {before, None}


def test_a_file_that_is_no_page_is_no_page(store: FileStore, tmp_path: Path):
    path = tmp_path / "pages" / "release" / KEY[:2] / KEY
    store.put(KEY, a_page())
    whole = path.read_bytes()
    for broken in (b"", b"\n", b"[]\n", b'{"version": 1}\nx', whole[:20]):
        path.write_bytes(broken)
        assert store.page(KEY) is None


def test_one_at_a_time_makes_a_page(store: FileStore):
    lease = store.take_lease(KEY)
    assert lease is not None
    assert store.take_lease(KEY) is None
    lease.release()
    again = store.take_lease(KEY)
    assert again is not None
    again.release()


def test_whoever_hangs_does_not_keep_the_others_from_making_it(store: FileStore, tmp_path: Path):
    lease = store.take_lease(KEY)
    (lock,) = (tmp_path / "pages" / "locks").iterdir()
    os.utime(lock, (1, 1))
    second = store.take_lease(KEY)
    assert second is not None
    second.release()
    lease.release()


def test_the_oldest_pages_make_room(tmp_path: Path):
    store = FileStore(tmp_path / "pages", "release", limit=5 * 4096)
    for number in range(10):
        key = f"{number:02x}" * 20
        store.put(key, a_page())
        os.utime(tmp_path / "pages" / "release" / key[:2] / key, (number, number))
    store.sweep()
    left = [number for number in range(10) if store.page(f"{number:02x}" * 20)]
    assert left == [5, 6, 7, 8, 9]


def test_there_is_a_look_at_how_much_there_is_now_and_then(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(files, "SWEEP_EVERY", 3)
    store = FileStore(tmp_path / "pages", "release", limit=0)
    for number in range(3):
        store.put(f"{number:02x}" * 20, a_page())
    assert not list((tmp_path / "pages" / "release").rglob("0*/*"))


@pytest.mark.django_db
@pytest.mark.usefixtures("page_store")
def test_where_nothing_can_be_stored_pages_are_made_for_everybody(settings, tmp_path, caplog):
    Path(settings.PAGE_CACHE_DIR).write_text("a file where the folder should be")
    reader = Client()
    with caplog.at_level(logging.ERROR):
        for _ in range(2):
            answer = reader.get("/")
            assert (answer.status_code, answer["X-Cache"]) == (200, "miss")
    assert len([record for record in caplog.records if "page cache" in record.message]) == 1
    with pytest.raises(CommandError, match="Không ghi được"):
        call_command("forget_pages")


@pytest.mark.django_db
def test_an_operator_can_have_all_pages_made_anew(reader: Client, page_store: FileStore, capsys):
    reader.get("/")
    call_command("forget_pages")
    assert reader.get("/")["X-Cache"] == "miss"
    assert "Đã quên mọi trang" in capsys.readouterr().out


def test_a_full_disk_keeps_neither_pages_nor_changes_back(
    store: FileStore, monkeypatch, caplog: pytest.LogCaptureFixture
):
    store.bump()
    before = store.version()

    def full(path: str, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_write", full)
    with caplog.at_level(logging.ERROR):
        store.put(KEY, a_page())
        store.put(KEY, a_page())
    assert store.page(KEY) is None
    assert store.bump()
    assert store.version() != before
    assert len(caplog.records) == 1
