"""Nothing of an item that is not live reaches the public: no word, no address, no number."""

import pytest
from django.urls import reverse

from portal.core.content import State
from portal.core.workflow import actions
from tests.contract.registry import COMMON_WORD, Part
from tests.contract.stage import SECRETS
from tests.contract.stages import HIDDEN, on_stages
from tests.factories import make_superuser

pytestmark = pytest.mark.django_db

NEVER_PUBLIC = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.SCHEDULED)
ONCE_PUBLIC = (State.WITHDRAWN, State.EXPIRED)


def told(text: str, stage) -> list[str]:
    """Return the words, and the address, of the item on `stage` that stand in `text`."""
    text = text.lower()
    return [word for word in (*SECRETS, stage.contract.mark_of(stage.item)) if word in text]


@on_stages(*HIDDEN)
def test_a_hidden_item_appears_nowhere(stage, read):
    # What the reader typed may be said back; for the item's own page that is its address.
    pages = {p: read(stage.url(p)).replace(stage.url(p), "") for p in stage.contract.places}
    leaks = {place: leak for place, text in pages.items() if (leak := told(text, stage))}
    assert not leaks


@on_stages(State.LIVE)
def test_the_note_for_colleagues_appears_nowhere(stage, read):
    note = SECRETS[-1]
    leaks = [place for place in stage.contract.places if note in read(stage.url(place))]
    assert not leaks


@on_stages(*NEVER_PUBLIC)
def test_the_address_of_an_item_that_was_never_public_is_not_found(stage, client):
    assert client.get(stage.item.get_absolute_url()).status_code == 404


@on_stages(*ONCE_PUBLIC)
def test_the_address_of_an_item_that_was_public_is_gone(stage, client):
    assert client.get(stage.item.get_absolute_url()).status_code == 410


@on_stages(State.SCHEDULED)
def test_an_item_that_was_withdrawn_before_its_time_is_not_found(stage, client):
    """Gone would tell that there was something."""
    item = type(stage.item).objects.get(pk=stage.item.pk)
    actions.withdraw(item, by=make_superuser(), reason="Hoãn lễ.")
    assert client.get(item.get_absolute_url()).status_code == 404


@on_stages(*HIDDEN)
def test_a_mistyped_address_does_not_tell_the_title_of_a_hidden_item(stage, client):
    answer = client.get(stage.mistyped)
    is_known = stage.state in ONCE_PUBLIC and stage.contract.has(Part.NUMBER)
    assert answer.status_code == (410 if is_known else 404)
    assert "Location" not in answer
    assert not told(answer.content.decode().replace(stage.mistyped, ""), stage)


@on_stages(*HIDDEN)
@pytest.mark.parametrize("word", SECRETS)
def test_search_does_not_admit_that_a_hidden_word_exists(stage, word, client):
    text = client.get(reverse("front:search"), {"q": word}).content.decode()
    assert "Không tìm thấy nội dung nào" in text
    assert stage.contract.mark_of(stage.item) not in text


@on_stages(*HIDDEN)
def test_a_search_that_only_a_hidden_item_answers_counts_nothing(stage, client):
    text = client.get(reverse("front:search"), {"q": COMMON_WORD}).content.decode()
    assert "kết quả" not in text


@on_stages(State.LIVE)
def test_search_finds_a_live_item_by_its_text_but_not_by_its_note(stage, client):
    answers = [client.get(reverse("front:search"), {"q": word}) for word in SECRETS]
    shown = [stage.is_shown("search", answer.content.decode()) for answer in answers]
    assert shown == [True, True, True, False]
