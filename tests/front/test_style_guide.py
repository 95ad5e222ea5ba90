"""The developers' page shows every component, and citizens never see it."""

import re

import pytest

from portal.front.views.style_guide import style_guide
from tests.architecture.public_templates import TREES, reached

NOT_SHOWN = {
    "components/article_groups.html": "months of cards, which are shown",
    "components/newest_stories.html": "a list of headlines, which is shown",
}


@pytest.fixture
def text(rf) -> str:
    """The page."""
    answer = style_guide(rf.get("/kieu-dang/"))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_every_component_is_shown():
    components = {name for name in TREES if name.startswith("components/")}
    assert components - reached("front/style_guide.html") == set(NOT_SHOWN)


@pytest.mark.django_db
def test_no_two_parts_of_it_have_one_name(text):
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) > 20
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.django_db
def test_citizens_do_not_find_it(client):
    assert client.get("/kieu-dang/").status_code == 404
