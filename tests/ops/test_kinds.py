"""Values of columns, written and read again."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models

from portal.core.ops.backups.kinds import _SPECIAL, kind_of, line_of
from portal.core.ops.backups.refusal import Refusal
from portal.core.ops.backups.tables import all_tables, is_left_out

VALUES = {
    "DateTimeField": datetime(2026, 3, 1, 7, 30, 15, 123456, tzinfo=UTC),
    "DateField": date(2026, 2, 28),
    "TimeField": time(23, 59, 59, 999999),
    "DurationField": timedelta(days=-3, microseconds=1),
    "DecimalField": Decimal("12.50"),
    "UUIDField": UUID(int=7),
    "BinaryField": b"\x00\xff\n",
    "JSONField": {"b": [1, 2.5, None], "a": "“đ”"},
    "GenericIPAddressField": "2001:db8::1",
}


def test_every_kind_has_an_example():
    assert VALUES.keys() == _SPECIAL.keys()


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_comes_back_as_it_was(kind):
    value = VALUES[kind]
    again = _SPECIAL[kind].decode(_SPECIAL[kind].encode(value))
    assert (again, type(again)) == (value, type(value))


def test_equal_rows_make_equal_lines_whatever_their_database_made_of_them():
    """PostgreSQL orders the keys of JSON anew, and tells the time of its own zone."""
    kinds = ["JSONField", "DateTimeField"]
    east = timezone(timedelta(hours=7))
    one = line_of([{"b": 1, "a": 2}, datetime(2026, 1, 1, tzinfo=UTC)], kinds)
    other = line_of([{"a": 2, "b": 1}, datetime(2026, 1, 1, 7, tzinfo=east)], kinds)
    assert one == other == b'[{"a":2,"b":1},"2026-01-01T00:00:00+00:00"]\n'


def test_a_row_is_one_line_whatever_is_in_it():
    line = line_of(["một\nhai\r\u2028", None], ["TextField", "DateField"])
    assert line.count(b"\n") == 1
    assert line.splitlines() == [line[:-1]]


def test_a_column_of_a_kind_that_nobody_knows_is_refused():
    class PolygonField(models.Field):
        """What a library may bring along."""

    with pytest.raises(Refusal, match="PolygonField"):
        kind_of(PolygonField())


def test_every_column_of_the_portal_can_be_kept():
    tables = all_tables()
    assert all(table.columns for table in tables)
    every = {each._meta.db_table for each in apps.get_models(include_auto_created=True)}
    assert {table.name for table in tables} == every


def test_what_is_left_out_is_what_must_not_come_back():
    left_out = {table.name for table in all_tables() if is_left_out(table)}
    of_this_machine = {"doctor_checkresult", "doctor_commandrun", "ops_run"}
    of_a_moment = {"accounts_linkrequest", "django_session", "drafts_presence"}
    assert left_out == of_a_moment | of_this_machine


def test_a_reference_is_of_the_kind_of_what_it_points_at():
    assert kind_of(apps.get_model("news.Rank")._meta.get_field("article")) == "BigAutoField"
    assert isinstance(models.BigAutoField(), models.AutoField)
