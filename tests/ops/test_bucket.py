"""Backups in a bucket: each whole and nothing twice, whatever breaks a copy off."""

import hashlib
import shutil
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from boto3.s3.transfer import TransferConfig

from portal.core.ops.backups import folder, media
from portal.core.ops.backups.bucket import copying, fetching, lock, rotating
from portal.core.ops.backups.bucket import store as stores
from portal.core.ops.backups.bucket.opening import opened
from portal.core.ops.backups.bucket.store import Store
from portal.core.ops.backups.refusal import Refusal
from tests.core.s3_server import Bucket
from tests.ops.buckets import PREFIX, contents, make_backup, object_key, whole_backups

UPLOADS = {
    "anh/2026/cổng làng.webp": b"cong lang",
    unicodedata.normalize("NFD", "tài-liệu/Tờ khai số 1+2 (100%).pdf"): b"to khai",
    "tài-liệu/trống.txt": b"",
    "tài-liệu/chép.txt": b"to khai",
}
NIGHTS = [f"202605{day}-013000" for day in (17, 18, 19, 20)]


@pytest.fixture
def store(bucket: Bucket) -> Store:
    return opened()


@pytest.fixture
def place(tmp_path: Path) -> Callable[[], Path]:
    """Return a function that gives an empty folder."""
    numbers = iter(range(100))

    def make() -> Path:
        made = tmp_path / f"lay-ve-{next(numbers)}"
        made.mkdir()
        return made

    return make


def copy_and_rotate(store: Store, backup: Path) -> list[str]:
    with lock.alone(store):
        copying.copy(store, backup)
        return rotating.rotate(store)


def test_what_comes_back_is_what_was_sent_whatever_its_name_and_length(
    store, bucket, place, monkeypatch
):
    parts = TransferConfig(2**20, multipart_chunksize=5 * 2**20, use_threads=False)
    monkeypatch.setattr(stores, "_TRANSFER", parts)
    film = bytes(range(256)) * 24 * 1024
    backup = make_backup(NIGHTS[0], {**UPLOADS, "phim.mp4": film})
    bucket.busy = 2
    shown: list[tuple[str, int, int]] = []
    copied = copying.copy(store, backup, lambda *told: shown.append(told))
    assert (copied.sent, copied.files) == (7, 8)
    assert bucket.requests[-1].startswith(f"PUT {PREFIX}backups/{NIGHTS[0]}/manifest.json")
    assert any("partNumber=2" in request for request in bucket.requests)
    assert all(key.isascii() and "%" not in key for key in bucket.objects)
    assert shown[-1] == ("Chép lên kho S3 (MB)", 7, 7)
    assert all(done < 7 for _, done, _ in shown[:-1])
    back = fetching.fetch(store, "", place(), lambda *told: shown.append(told))
    assert back.name == NIGHTS[0]
    assert contents(back) == contents(backup)
    assert shown[-1] == ("Lấy từ kho S3 (MB)", 7, 7)


def test_what_the_bucket_has_is_not_sent_again(store, bucket):
    first = copying.copy(store, make_backup(NIGHTS[0], UPLOADS))
    assert (first.sent, first.files) == (6, 7)
    changed = {**UPLOADS, "anh/2026/cổng làng.webp": b"cong lang moi"}
    again = copying.copy(store, backup := make_backup(NIGHTS[1], changed))
    assert again.sent == 2  # the picture, and the list
    bucket.objects[object_key(hashlib.sha256(b"to khai").hexdigest())] = b"cut"
    assert copying.copy(store, backup).sent == 1
    assert copying.copy(store, backup, anew=True).sent == 6
    assert whole_backups(bucket.objects) == {*NIGHTS[:2]}


def test_whichever_request_is_the_last_every_backup_in_the_bucket_is_whole(store, bucket, settings):
    settings.BACKUP_KEEP_DAYS = settings.BACKUP_KEEP_WEEKS = settings.BACKUP_KEEP_MONTHS = 0
    for number, night in enumerate(NIGHTS[:3]):
        copying.copy(store, make_backup(night, {**UPLOADS, "dem.txt": bytes([number])}))
    last = make_backup(NIGHTS[3], {**UPLOADS, "moi.txt": b"moi"})
    before, seen = dict(bucket.objects), set()
    for left in range(100):
        bucket.clear()
        bucket.objects.update(before)
        bucket.left = left
        try:
            assert copy_and_rotate(store, last) == NIGHTS[:1]
        except Refusal:
            there = whole_backups(bucket.objects)
            assert there >= {*NIGHTS[1:3]}
            seen.add((NIGHTS[0] in there, NIGHTS[3] in there))
            sent = len(bucket.objects)
            bucket.left = None
            copy_and_rotate(store, last)
            assert len(bucket.objects) <= sent + 4
        bucket.objects = {key: data for key, data in bucket.objects.items() if "/locks/" not in key}
        assert whole_backups(bucket.objects) == {*NIGHTS[1:]}
        assert len(bucket.objects) == 3 + 11  # manifests; each content of theirs, and no other
        if bucket.left is not None and bucket.left >= 0:
            break
    assert left > 15
    assert seen == {(True, False), (True, True), (False, True)}


def test_nothing_goes_while_what_stays_cannot_be_read(store, bucket, settings):
    settings.BACKUP_KEEP_DAYS = settings.BACKUP_KEEP_WEEKS = settings.BACKUP_KEEP_MONTHS = 0
    for number, night in enumerate(NIGHTS):
        copying.copy(store, make_backup(night, {**UPLOADS, "dem.txt": bytes([number])}))
    kept_by_hand = f"{PREFIX}backups/giu-lai/manifest.json"
    bucket.objects[kept_by_hand] = bucket.objects[f"{PREFIX}backups/{NIGHTS[0]}/manifest.json"]
    before = dict(bucket.objects)
    listed = next(key for key, data in before.items() if data.startswith(b'{"name"'))
    for key, harm in ((f"{PREFIX}backups/{NIGHTS[3]}/manifest.json", b"{"), (listed, b"")):
        shutil.rmtree(folder.top(), ignore_errors=True)  # a new machine: no list is here
        bucket.objects[key] = harm
        with pytest.raises(Refusal):
            rotating.rotate(store)
        assert bucket.objects.keys() == before.keys()
        bucket.objects.update(before)
    assert rotating.rotate(store) == NIGHTS[:1]
    assert whole_backups(bucket.objects) == {*NIGHTS[1:], "giu-lai"}


def test_an_upload_that_is_itself_such_a_list_hides_nothing(store, bucket):
    listed = make_backup(NIGHTS[1], UPLOADS) / media.LIST
    for backup in (make_backup(NIGHTS[0], {"ke.jsonl": listed.read_bytes()}), listed.parent):
        copying.copy(store, backup)
    assert rotating.rotate(store) == []
    assert whole_backups(bucket.objects) == {*NIGHTS[:2]}


def test_a_file_that_went_bad_on_this_disk_is_not_sent(store, bucket):
    backup = make_backup(NIGHTS[0], UPLOADS)
    (backup / "media/anh/2026/cổng làng.webp").write_bytes(b"CONG LANG")
    with pytest.raises(Refusal, match="đã hỏng.*--anew"):
        copying.copy(store, backup)
    assert whole_backups(bucket.objects) == set()


def test_two_machines_do_not_write_at_once(store, bucket):
    mark = f"{PREFIX}locks/may-khac"
    bucket.objects[mark] = b""
    with pytest.raises(Refusal, match="locks/may-khac"), lock.alone(store):
        pytest.fail("both write")
    assert [*bucket.objects] == [mark]
    bucket.changed[mark] = datetime(2026, 5, 20, tzinfo=UTC) - timedelta(days=1)
    with lock.alone(store):
        assert len(bucket.objects) == 2
        with lock.alone(opened()):  # one's own mark, of a run that was killed
            pass


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"bucket_name": "khac"}, "“khac”: không có bucket này"),
        ({"endpoint_url": "http://127.0.0.1:1"}, "không kết nối được"),
        ({"bucket_name": "Tên sai"}, "Tên sai"),
        ({"endpoint_url": "http://"}, "BACKUP_S3_… không dùng được"),
    ],
)
def test_operators_are_told_what_is_wrong_with_the_bucket(
    bucket, settings, monkeypatch, options: dict[str, Any], words: str
):
    monkeypatch.setattr(stores, "_ATTEMPTS", 1)
    settings.BACKUP_S3 = {**settings.BACKUP_S3, **options}
    with pytest.raises(Refusal, match=words):
        copying.copy(opened(), make_backup(NIGHTS[0], UPLOADS), anew=True)


def test_what_cannot_be_fetched_is_told(store, bucket, place, settings, monkeypatch):
    with pytest.raises(Refusal, match="chưa có bản sao lưu nào"):
        fetching.fetch(store, "", place())
    copying.copy(store, make_backup(NIGHTS[0], UPLOADS))
    with pytest.raises(Refusal, match="không có bản 20260101-000000.*--list"):
        fetching.fetch(store, "20260101-000000", place())
    manifest = f"{PREFIX}backups/{NIGHTS[0]}/manifest.json"
    strange = bucket.objects[manifest].replace(b"settings.env", b"../../x")
    before = dict(bucket.objects)
    for key, harm, words in (
        (manifest, strange, "không được phép: '../../x'"),
        (object_key(hashlib.sha256(b"to khai").hexdigest()), None, "không còn tệp ấy"),
        (object_key(list_of(bucket)), b"", "Danh sách tệp .* đã bị đổi"),
    ):
        if harm is None:
            del bucket.objects[key]
        else:
            bucket.objects[key] = harm
        with pytest.raises(Refusal, match=words):
            fetching.fetch(store, NIGHTS[0], place())
        bucket.objects.update(before)
    usage = shutil.disk_usage(folder.top())._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(Refusal, match="Không đủ chỗ"):
        fetching.fetch(store, NIGHTS[0], place())
    settings.BACKUP_S3 = {}
    with pytest.raises(Refusal, match="BACKUP_S3_"):
        opened()


def list_of(bucket: Bucket) -> str:
    """Return the hash of the only list of uploads."""
    (listed,) = {key for key, data in bucket.objects.items() if data.startswith(b'{"name"')}
    return listed.rpartition("/")[2]
