"""Every installed content type is under contract, and its places do show it."""

import pytest

from portal.core.content import State, content_models
from tests.contract.registry import CONTRACTS, COMMON_WORD
from tests.contract.stages import on_places, on_stages

pytestmark = pytest.mark.django_db


def test_every_installed_content_type_has_a_contract():
    assert {contract.model for contract in CONTRACTS} == set(content_models())


@on_stages(*State)
def test_a_contract_makes_items_in_every_state(stage, request):
    _, state, _ = request.node.callspec.params["stage"]
    assert type(stage.item).objects.get(pk=stage.item.pk).state() is state


@on_places(State.LIVE)
def test_a_live_item_appears_in_every_place(stage, place, client):
    page = client.get(stage.url(place))
    assert page.status_code == {"page that is not found": 404, "page that is gone": 410}.get(
        place, 200
    )
    text = page.content.decode()
    assert stage.item.get_absolute_url() in text
    assert COMMON_WORD in text or place == "site map for machines"
