"""A backup of a portal with a little of everything, made once for each module."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from portal.core.ops.backups import folder, making
from portal.core.ops.backups.making import Made
from portal.core.ops.backups.tables import all_tables
from tests.core.s3_server import Bucket, s3_server


@contextmanager
def the_transaction_of_the_test() -> Iterator[str]:
    """Stand in for `of_one_moment`: a second connection would not see what a test has made."""
    yield "default"


@pytest.fixture(autouse=True)
def backups(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test its own folder of backups."""
    settings.BACKUP_DIR = tmp_path / "backups"
    monkeypatch.setattr(making, "of_one_moment", the_transaction_of_the_test)
    return folder.top()


@pytest.fixture
def upload() -> Callable[[str, bytes], None]:
    """Return a function that puts a file among the uploads, in place of one of that name."""

    def put(name: str, content: bytes) -> None:
        if default_storage.exists(name):
            default_storage.delete(name)
        assert default_storage.save(name, ContentFile(content)) == name

    return put


@pytest.fixture
def made(upload: Callable[[str, bytes], None]) -> Made:
    """A backup of what the module has made, with two uploads."""
    upload("anh/2026/cong-lang.webp", b"cong lang".ljust(5_000))
    upload("tai-lieu/to-khai.pdf", b"to khai".ljust(3_000))
    return making.make()


def uploads() -> dict[str, bytes]:
    """Return every upload with its content."""
    from portal.core.ops.backups import media

    found = {}
    for name in media.names():
        with default_storage.open(name) as file:
            found[name] = file.read()
    return found


def every_row() -> dict[str, list[bytes]]:
    """Return all rows of all tables, as a backup writes them."""
    return {table.name: list(table.lines("default")) for table in all_tables()}


@pytest.fixture(scope="session")
def s3() -> Iterator[Bucket]:
    with s3_server() as bucket:
        yield bucket


@pytest.fixture
def bucket(s3: Bucket, settings) -> Bucket:
    """Have finished backups copied to a bucket; return what is in it."""
    s3.clear()
    settings.BACKUP_S3 = {
        "bucket_name": s3.name,
        "endpoint_url": s3.address,
        "access_key": "ten",
        "secret_key": "mat-khau",
        "location": "/minhgiang/",
    }
    return s3
