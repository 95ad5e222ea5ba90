"""Of what is live, too, the note for colleagues stays at the desk."""

import pytest
from django.urls import reverse

from portal.core.content import State
from tests.contract.stage import SECRETS
from tests.contract.stages import on_stages

pytestmark = [pytest.mark.django_db, on_stages(State.LIVE)]


@pytest.mark.any_database("sqlite")
def test_the_note_for_colleagues_appears_nowhere(stage, read):
    note = SECRETS[-1]
    leaks = [place for place in stage.contract.places if note in read(stage.url(place))]
    assert not leaks


def test_search_finds_a_live_item_by_its_text_but_not_by_its_note(stage, client):
    answers = [client.get(reverse("front:search"), {"q": word}) for word in SECRETS]
    shown = [stage.is_shown("search", answer.content.decode()) for answer in answers]
    assert shown == [True, True, True, False]
