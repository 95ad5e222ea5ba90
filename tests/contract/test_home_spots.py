"""Every spot of the home page asks by itself; none shows what is not live.

Below each other stand the featured lead, the newest, and the blocks of the categories.  The
stage of the other tests reaches the newest only; here every state tries each spot.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from categories.models import Category
from portal.core.content import State
from tests.contract.pages import addresses
from tests.contract.registry import Contract, Part
from tests.contract.stage import MINUTE, NOW, PUBLISHED, TOMORROW
from tests.contract.stages import HIDDEN, on_contracts
from tests.crowds import make_more
from tests.factories import make_category, make_superuser

pytestmark = [pytest.mark.django_db, on_contracts("contract", Part.HOME_SPOTS)]

NEWEST_SHOWN = 14
"""The home page lists so many; what is older stands in the block of its category only."""


@dataclass
class Spots:
    """An item in each state, each in a category of its own that has a block."""

    items: dict[State, Any]
    blocks: dict[State, Category]


@pytest.fixture(scope="module")
def contract(request, module_db, frozen) -> Iterator[Contract]:
    with transaction.atomic():
        yield request.param
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def newer_items(contract):
    """Fill the upper half of the home page."""
    first = contract.make(State.LIVE, category=make_category("Tin mới"), at=PUBLISHED)
    make_more(first, NEWEST_SHOWN - 1)


def one_in_each_state(contract: Any, published_at: Any, **fields: Any) -> Spots:
    by = make_superuser()
    blocks = {state: make_category(f"Mục {state}", show_on_home=True) for state in State}
    fields["published_at"] = published_at
    items = {
        state: contract.make(
            state,
            by=by,
            category=blocks[state],
            at=TOMORROW if state is State.SCHEDULED else published_at,
            **fields,
        )
        for state in State
    }
    return Spots(items, blocks)


def on_home(read, spots: Spots) -> set[State]:
    """Return the states of the items to which the home page has a link."""
    linked = addresses(read(reverse("front:home")))
    return {state for state, item in spots.items.items() if item.get_absolute_url() in linked}


def test_only_the_live_one_stands_among_the_newest(contract, read):
    spots = one_in_each_state(contract, NOW - 2 * MINUTE)
    Category.objects.update(show_on_home=False)
    assert on_home(read, spots) == {State.LIVE}


def test_only_the_live_one_stands_in_the_block_of_its_category(contract, newer_items, read):
    spots = one_in_each_state(contract, NOW - timedelta(days=3))
    assert on_home(read, spots) == {State.LIVE}


def test_a_category_without_live_items_has_no_block(contract, newer_items, read):
    spots = one_in_each_state(contract, NOW - timedelta(days=3))
    headings = addresses(read(reverse("front:home")), within="h2")
    shown = {s for s, category in spots.blocks.items() if category.get_absolute_url() in headings}
    assert shown == {State.LIVE}


def test_only_the_live_one_is_featured(contract, newer_items, read):
    spots = one_in_each_state(contract, NOW - timedelta(days=3), featured_until=TOMORROW)
    Category.objects.update(show_on_home=False)
    assert on_home(read, spots) == {State.LIVE}


def test_what_was_featured_until_now_is_so_no_longer(contract, newer_items, read):
    spots = one_in_each_state(contract, NOW - timedelta(days=3), featured_until=NOW)
    Category.objects.update(show_on_home=False)
    assert on_home(read, spots) == set()


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_items_take_no_place_from_the_live_one(contract, newer_items, state, read):
    """A block has few places: were hidden items left out after counting, it would be empty."""
    by = make_superuser()
    category = make_category("Một mục", show_on_home=True, show_in_sidebar=True)
    past = NOW - timedelta(days=3)
    live = contract.make(State.LIVE, by=by, category=category, at=past)
    at = (TOMORROW if state is State.SCHEDULED else past) + 2 * MINUTE
    hidden = contract.make(state, by=by, category=category, at=at, published_at=at)
    make_more(hidden, 8)
    elsewhere = Category.objects.get(name="Tin mới")
    for url in (reverse("front:home"), elsewhere.get_absolute_url()):
        assert live.get_absolute_url() in addresses(read(url))
