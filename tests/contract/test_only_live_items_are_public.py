"""Nothing of an item that is not live reaches the public: no word, no address, no number.

On one stage stands an item in every state that is hidden, so that each page is read once for all.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import reverse

from portal.core.content import State
from portal.core.workflow import actions
from tests.contract.registry import COMMON_WORD, Part
from tests.contract.stage import SECRETS, Stage, with_item
from tests.contract.stages import HIDDEN, on_contracts
from tests.factories import make_superuser

pytestmark = [pytest.mark.django_db, on_contracts("hidden")]

ONCE_PUBLIC = (State.WITHDRAWN, State.EXPIRED)


@pytest.fixture(scope="module")
def hidden(request, companies) -> Iterator[dict[State, Stage]]:
    """The same stage with its item in each of the hidden states."""
    around = companies.of(request.param)
    with transaction.atomic():
        yield {state: with_item(around, state) for state in HIDDEN}
        transaction.set_rollback(True)


def told(text: str, *stages: Stage) -> set[str]:
    """Return the words, and the addresses, of the items on `stages` that stand in `text`."""
    text = text.lower()
    marks = {stage.contract.mark_of(stage.item) for stage in stages}
    return {word for word in {*SECRETS, *marks} if word in text}


def test_a_hidden_item_appears_nowhere(hidden, read):
    urls = {stage.url(place) for stage in hidden.values() for place in stage.contract.places}
    # What the reader typed may be said back; for the item's own page that is its address.
    texts = {url: read(url).replace(url, "") for url in urls}
    leaks = {url: leak for url, text in texts.items() if (leak := told(text, *hidden.values()))}
    assert not leaks


def test_the_address_of_an_item_that_was_public_is_gone_and_any_other_is_not_found(hidden, client):
    answers = {s: client.get(on.item.get_absolute_url()).status_code for s, on in hidden.items()}
    assert answers == {state: 410 if state in ONCE_PUBLIC else 404 for state in HIDDEN}


def test_an_item_that_was_withdrawn_before_its_time_is_not_found(hidden, client):
    """Gone would tell that there was something."""
    scheduled = hidden[State.SCHEDULED].item
    item = type(scheduled).objects.get(pk=scheduled.pk)
    actions.withdraw(item, by=make_superuser(), reason="Hoãn lễ.")
    assert client.get(item.get_absolute_url()).status_code == 404


def test_a_mistyped_address_does_not_tell_the_title_of_a_hidden_item(hidden, client):
    for state, stage in hidden.items():
        answer = client.get(stage.mistyped)
        is_known = state in ONCE_PUBLIC and stage.contract.has(Part.NUMBER)
        assert answer.status_code == (410 if is_known else 404), state
        assert "Location" not in answer, state
        assert not told(answer.content.decode().replace(stage.mistyped, ""), stage), state


@pytest.mark.parametrize("word", SECRETS)
def test_search_does_not_admit_that_a_hidden_word_exists(hidden, word, client):
    text = client.get(reverse("front:search"), {"q": word}).content.decode()
    assert "Không tìm thấy nội dung nào" in text
    assert told(text.replace(word, ""), *hidden.values()) == set()


def test_a_search_that_only_hidden_items_answer_counts_nothing(hidden, client):
    text = client.get(reverse("front:search"), {"q": COMMON_WORD}).content.decode()
    assert "kết quả" not in text
