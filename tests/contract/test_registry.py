"""Every installed content type is under contract, and its places do show it."""

import pytest

from portal.core.content import State, content_models
from tests.contract.registry import CONTRACTS
from tests.contract.stages import on_stages

pytestmark = pytest.mark.django_db

each_contract = pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)


def test_every_installed_content_type_has_a_contract():
    assert {contract.model for contract in CONTRACTS} == set(content_models())


@each_contract
@pytest.mark.parametrize("state", State)
def test_a_contract_makes_items_in_every_state(contract, state):
    item = contract.make(state)
    assert type(item).objects.get(pk=item.pk).state() is state


@on_stages(State.LIVE)
def test_a_live_item_appears_in_every_place(stage, read):
    pages = {place: read(stage.url(place)) for place in stage.contract.places}
    missing = [place for place, text in pages.items() if not stage.is_shown(place, text)]
    assert not missing


@each_contract
def test_the_lists_are_places(contract):
    assert set(contract.lists) <= set(contract.places)
    assert contract.own_page in contract.places


@each_contract
@pytest.mark.parametrize("state", State)
def test_the_address_of_an_item_is_as_the_contract_says(contract, state):
    item = contract.make(state)
    assert item.get_absolute_url() == contract.address_of(item.pk, item.slug)


@on_stages(State.LIVE)
def test_the_places_are_pages_that_exist(stage, client):
    answers = {place: client.get(stage.url(place)).status_code for place in stage.contract.places}
    expected = {"page that is not found": 404, "page that is gone": 410}
    assert answers == {place: expected.get(place, 200) for place in answers}
