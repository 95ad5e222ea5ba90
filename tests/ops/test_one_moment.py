"""The connection by which a backup reads."""

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.core.ops.backups.aliases import of_one_moment
from portal.core.ops.backups.tables import kept_tables
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def further_connections(monkeypatch) -> None:
    """Allow them: Django's own test cases do so for databases of the settings alone."""

    def connect(wrapper: BaseDatabaseWrapper) -> None:
        if wrapper.connection is None:
            wrapper.connect()

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", connect)


def read_everything(using: str) -> bytes:
    """Return all rows as that connection sees them."""
    return b"".join(line for table in kept_tables() for line in table.lines(using))


@pytest.mark.only_database("sqlite")
def test_reading_waits_for_nobody_who_writes_and_sees_nothing_half_done():
    """The transaction of this test has the only write lock."""
    make_user(username="chua-luu-xong")
    with of_one_moment() as using:
        assert b"chua-luu-xong" not in read_everything(using)
    assert b"chua-luu-xong" in read_everything("default")
    assert using not in connections.databases


@pytest.mark.only_database("postgres")
def test_one_moment_is_one_moment_and_is_only_read():
    make_user(username="chua-luu-xong")
    with of_one_moment() as using:
        assert b"chua-luu-xong" not in read_everything(using)
        with connections[using].cursor() as cursor:
            cursor.execute("SHOW transaction_isolation")
            assert cursor.fetchone() == ("repeatable read",)
            cursor.execute("SHOW transaction_read_only")
            assert cursor.fetchone() == ("on",)
    assert using not in connections.databases
