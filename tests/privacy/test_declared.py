"""Whatever tells something of a person is declared: what for, for how long, what deletes it."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from portal.core.accounts.models import User
from portal.core.privacy.declaring import OnRequest
from portal.core.privacy.describing import tables
from portal.core.privacy.holdings import Holding, holdings

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "du-lieu-ca-nhan.md"
OF_PERSONS = re.compile(
    r"(^|_)(e?mail|phone|tel|mobile|address|contact|ip|browser|agent|birth\w*|born|gender|citizen"
    r"|cccd|full_name|pen_name|actor_name|first_name|last_name|sender|recipient|responsible_name"
    r"|credit|to)($|_)"
)
"""How columns are called that tell something of a person."""


def every_holding() -> list[Holding]:
    return holdings()


def by_name(each: Holding) -> str:
    return each.table


def tells_of_a_person(field: models.Field) -> bool:
    if field.is_relation:
        return field.related_model is User
    is_address = isinstance(field, models.EmailField | models.GenericIPAddressField)
    return is_address or OF_PERSONS.search(field.name) is not None


def test_no_column_that_tells_of_a_person_is_undeclared():
    """Declare it in `personal_data` of its application: see portal/core/privacy/declaring.py."""
    declared = {(each.model, name) for each in every_holding() for name in each.declared.fields}
    undeclared = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if tells_of_a_person(field) and (model, field.name) not in declared
    }
    assert undeclared == set()


@pytest.mark.parametrize(
    ("field", "tells"),
    [
        (models.EmailField(name="reach"), True),
        (models.GenericIPAddressField(name="seen_at"), True),
        (models.ForeignKey(User, models.CASCADE, name="by"), True),
        (models.CharField(name="home_address"), True),
        (models.CharField(name="contact"), True),
        (models.CharField(name="birthday"), True),
        (models.CharField(name="title"), False),
        (models.DateTimeField(name="published_at"), False),
    ],
)
def test_a_column_that_tells_of_a_person_is_recognised(field, tells):
    assert tells_of_a_person(field) is tells


@pytest.mark.parametrize("each", every_holding(), ids=by_name)
def test_a_declaration_is_whole(each):
    declared = each.declared
    words = (declared.whose, declared.purpose, each.kept, declared.deleted_by)
    assert all(word.strip() and "{" not in word for word in words)
    for name in (*declared.fields, *declared.owner, *declared.clears, *declared.context):
        each.model._meta.get_field(name)
    if declared.on_request is not OnRequest.DELETED:
        assert declared.because, "whoever asks to be forgotten is told why it stays"


@pytest.mark.parametrize("each", every_holding(), ids=by_name)
def test_what_delete_outdated_is_said_to_delete_it_deletes(each):
    assert (each.declared.deleted_by == "`delete_outdated`") is (each.forget is not None)


def test_each_table_is_declared_once():
    names = [each.table for each in every_holding()]
    assert len(names) == len(set(names))


def test_the_document_has_the_tables_of_the_code():
    """Write them anew: manage.py personal_data --table"""
    assert tables() in DOCUMENT.read_text()


def test_the_log_of_the_web_server_is_kept_as_long_as_citizens_are_told(settings):
    rotated = re.search(r"rotate (\d+)", (ROOT / "deploy" / "logrotate.conf").read_text())
    assert rotated is not None
    assert int(rotated[1]) == settings.SERVER_LOG_DAYS


def test_what_is_outdated_is_deleted_every_night():
    assert "cong-nightly@delete_outdated.timer" in (ROOT / "deploy" / "install.sh").read_text()
