"""The checks of the window: the table keeps them, a save asks for them where they may fail."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from portal.core.content import State, Status
from tests.contract.stage import NOW
from tests.contract.stages import on_stages

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

MOMENTS = (None, NOW - timedelta(days=1), NOW, NOW + timedelta(days=1))
WINDOWS = list(product(Status, MOMENTS, MOMENTS))


def broken_checks(item) -> set[str]:
    """Return the names of the check constraints that the database says `item` breaks."""
    names = set()
    for check in type(item)._meta.constraints:
        if isinstance(check, models.CheckConstraint):
            try:
                check.validate(type(item), item)
            except ValidationError:
                names.add(check.name)
    return names


@pytest.fixture
def item(stage):
    """An item that a test may change."""
    return type(stage.item).objects.get(pk=stage.item.pk)


def asked(item) -> set[str]:
    """Return the names of the check constraints for which a save asks the database."""
    return {
        check.name
        for _model, checks in item.get_constraints()
        for check in checks
        if isinstance(check, models.CheckConstraint)
    }


@on_stages(State.DRAFT)
def test_a_check_is_left_out_only_where_the_database_agrees_that_it_holds(item):
    missed = {}
    for window in WINDOWS:
        item.status, item.published_at, item.expires_at = window
        missed[window] = broken_checks(item) - asked(item)
    assert {window: checks for window, checks in missed.items() if checks} == {}


@on_stages(State.DRAFT)
def test_a_window_in_order_is_asked_nothing_for(item):
    item.status, item.published_at, item.expires_at = Status.PUBLISHED, NOW, None
    assert asked(item) == set()


@on_stages(State.DRAFT)
@pytest.mark.parametrize(
    ("status", "published_at", "expires_at"),
    [(Status.PUBLISHED, None, None), (Status.DRAFT, NOW, NOW)],
    ids=["published without a date", "window that ends as it begins"],
)
def test_a_broken_window_is_refused_in_words_and_by_the_table(
    item, status, published_at, expires_at
):
    item.status, item.published_at, item.expires_at = status, published_at, expires_at
    with pytest.raises(ValidationError, match="đăng"):
        item.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()
