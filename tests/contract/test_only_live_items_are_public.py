"""Nothing of an item that is not live reaches the public: no word, no address, no number."""

import pytest
from django.urls import reverse

from portal.core.content import State
from tests.contract.registry import COMMON_WORD
from tests.contract.stage import SECRETS
from tests.contract.stages import HIDDEN, on_places, on_stages

pytestmark = pytest.mark.django_db


def assert_tells_nothing(text: str, stage) -> None:
    """Fail when `text` holds a word or the address of the item on `stage`."""
    text = text.lower()
    leaked = [word for word in (*SECRETS, f"-{stage.item.pk}.html") if word in text]
    assert not leaked


@on_places(*HIDDEN)
def test_a_hidden_item_appears_nowhere(stage, place, read):
    if place == stage.contract.own_page:
        url = stage.url(place)
        assert_tells_nothing(read(url).replace(url, ""), stage)
    else:
        assert_tells_nothing(read(stage.url(place)), stage)


@on_stages(State.DRAFT, State.SUBMITTED, State.RETURNED, State.SCHEDULED)
def test_the_address_of_an_item_that_was_never_public_is_not_found(stage, client):
    assert client.get(stage.item.get_absolute_url()).status_code == 404


@on_stages(State.WITHDRAWN, State.EXPIRED)
def test_the_address_of_an_item_that_was_public_is_gone(stage, client):
    assert client.get(stage.item.get_absolute_url()).status_code == 410


@on_stages(*HIDDEN)
def test_a_mistyped_address_does_not_lead_to_the_title_of_a_hidden_item(stage, client):
    answer = client.get(f"/doan-mo-{stage.item.pk}.html")
    assert answer.status_code in {404, 410}
    assert "Location" not in answer
    assert_tells_nothing(answer.content.decode().replace(f"-{stage.item.pk}.html", ""), stage)


@on_stages(*HIDDEN)
@pytest.mark.parametrize("word", SECRETS)
def test_search_does_not_admit_that_a_hidden_word_exists(stage, word, client):
    text = client.get(reverse("front:search"), {"q": word}).content.decode()
    assert "Không tìm thấy tin nào" in text
    assert f"-{stage.item.pk}.html" not in text


@on_stages(State.LIVE)
def test_search_finds_a_live_item_by_title_summary_and_body_but_not_by_its_note(stage, client):
    found = [
        stage.item.get_absolute_url()
        in client.get(reverse("front:search"), {"q": word}).content.decode()
        for word in SECRETS
    ]
    assert found == [True, True, True, False]


@on_places(State.LIVE)
def test_the_internal_note_of_a_live_item_appears_nowhere(stage, place, read):
    assert SECRETS[-1] not in read(stage.url(place))


@on_stages(*HIDDEN)
def test_a_search_for_the_words_of_all_items_counts_no_hidden_one(stage, client):
    text = client.get(reverse("front:search"), {"q": COMMON_WORD}).content.decode()
    assert "kết quả" not in text
