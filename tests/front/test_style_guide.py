"""The developers' page shows every component, and citizens never see it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context
from django.template.base import Template
from django.utils.safestring import SafeString

from portal.front.views.style_guide import style_guide

COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"
NOT_SHOWN = {
    "article_groups.html": "months of cards, which are shown",
    "newest.html": "a list of headlines, which is shown",
}


@pytest.fixture
def rendered(rf, monkeypatch):
    """The page, and the names of the templates that it is made of."""
    names: set[str] = set()

    def render(self: Template, context: Context) -> SafeString:
        names.add(f"{self.name}".rpartition("/")[2])
        return self.nodelist.render(context)

    monkeypatch.setattr(Template, "_render", render)
    answer = style_guide(rf.get("/kieu-dang/"))
    assert answer.status_code == 200
    return answer.content.decode(), names


@pytest.mark.django_db
def test_every_component_is_shown(rendered):
    _, names = rendered
    components = {path.name for path in COMPONENTS.glob("*.html")}
    assert components - names == set(NOT_SHOWN)


@pytest.mark.django_db
def test_no_two_parts_of_it_have_one_name(rendered):
    text, _ = rendered
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) > 20
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.django_db
def test_citizens_do_not_find_it(client):
    assert client.get("/kieu-dang/").status_code == 404
