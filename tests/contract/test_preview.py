"""The preview: the page as readers will see it, which says that it is none, for the desk only."""

import pytest

from portal.core.content import State
from tests.contract.pages import parse
from tests.contract.stages import on_stages
from tests.factories import make_superuser

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_database("sqlite"),
    on_stages(State.DRAFT, State.SCHEDULED, State.LIVE),
]


@pytest.fixture
def answer(stage, sign_in):
    """Return the answer of the preview."""
    return sign_in(make_superuser()).get(stage.contract.desk("preview_page", stage.item.pk))


def test_a_preview_shows_the_text(answer, stage):
    page = parse(answer.content.decode())
    assert page.all("h1")[0].text == stage.item.title
    assert stage.item.body in answer.content.decode()


def test_a_preview_says_that_it_is_one_and_in_which_state_the_item_is(answer, stage):
    banner = parse(answer.content.decode()).all("aside", **{"aria-label": "Bản xem trước"})
    assert stage.state.label in banner[0].text


def test_a_preview_is_kept_by_nobody(answer):
    robots = parse(answer.content.decode()).all("meta", name="robots")
    assert [each["content"] for each in robots] == ["noindex, nofollow"]
    assert "no-store" in answer["Cache-Control"]
