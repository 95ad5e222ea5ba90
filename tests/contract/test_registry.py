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
def test_a_contract_makes_items_in_every_state_with_the_address_that_it_says(contract, state):
    item = contract.make(state)
    assert type(item).objects.get(pk=item.pk).state() is state
    assert item.get_absolute_url() == contract.address_of(item.pk, item.slug)


@on_stages(State.LIVE)
def test_a_live_item_appears_in_every_place_and_each_is_a_page_that_exists(stage, client):
    answers = {place: client.get(stage.url(place)) for place in stage.contract.places}
    texts = {place: answer.content.decode() for place, answer in answers.items()}
    assert [place for place, text in texts.items() if not stage.is_shown(place, text)] == []
    others = {"page that is not found": 404, "page that is gone": 410}
    wrong = {p: a.status_code for p, a in answers.items() if a.status_code != others.get(p, 200)}
    assert wrong == {}


@each_contract
def test_the_lists_are_places(contract):
    assert set(contract.lists) <= set(contract.places)
    assert contract.own_page in contract.places
