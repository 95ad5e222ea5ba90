"""The one way in which templates print stored HTML."""

import pytest
from django.template import Context, Template

from news.models import Article
from tests.core.test_richtext_hostile import HOSTILE
from tests.core.markup import dangers

TABLE = "<table><tbody><tr><td>ô</td></tr></tbody></table>"
REGION = '<div class="table-scroll" role="region" aria-label="Bảng" tabindex="0">'


def printed(markup: str) -> str:
    template = Template("{% load richtext %}{% richtext body %}")
    return template.render(Context({"body": markup}))


def test_stored_html_is_printed_as_html():
    assert printed("<p>Chữ &amp; số</p>") == "<p>Chữ &amp; số</p>"


@pytest.mark.parametrize("payload", HOSTILE[:20])
def test_what_got_into_the_database_behind_the_portals_back_is_harmless(payload: str):
    assert dangers(printed(payload)) == []


def test_a_table_scrolls_in_a_region_of_its_own():
    assert printed(f"<p>Giá</p>{TABLE}") == f"<p>Giá</p>{REGION}{TABLE}</div>"


def test_every_table_has_its_own_region():
    assert printed(TABLE + TABLE).count(REGION) == 2


def test_a_table_within_a_table_breaks_nothing():
    nested = f"<table><tbody><tr><td>{TABLE}</td></tr></tbody></table>"
    assert printed(nested).count("<div") == printed(nested).count("</div>") == 1
    assert printed(nested).endswith("</table></div>")


def test_a_missing_body_prints_nothing():
    assert printed("") == ""
    assert printed(Article().body) == ""
