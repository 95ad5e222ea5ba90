"""The one way in which templates print stored HTML."""

import pytest
from django.template import Context, Template

from news.models import Article
from tests.core.markup import dangers
from tests.core.test_richtext_hostile import HOSTILE

TABLE = "<table><tbody><tr><td>ô</td></tr></tbody></table>"


def region(label: str) -> str:
    return f'<div class="table-scroll" role="region" aria-label="{label}" tabindex="0">'


def printed(markup: str) -> str:
    template = Template("{% load richtext %}{% richtext body %}")
    return template.render(Context({"body": markup}))


def test_stored_html_is_printed_as_html():
    assert printed("<p>Chữ &amp; số</p>") == "<p>Chữ &amp; số</p>"


@pytest.mark.parametrize("payload", HOSTILE[:20])
def test_what_got_into_the_database_behind_the_portals_back_is_harmless(payload: str):
    assert dangers(printed(payload)) == []


def test_a_table_scrolls_in_a_region_of_its_own():
    assert printed(f"<p>Giá</p>{TABLE}") == f"<p>Giá</p>{region('Bảng 1')}{TABLE}</div>"


def test_regions_of_one_text_have_names_of_their_own():
    html = printed(TABLE + TABLE)
    assert region("Bảng 1") in html
    assert region("Bảng 2") in html


def test_a_region_has_the_name_of_its_table():
    named = TABLE.replace(
        "<tbody>", "<caption>Giá đất <strong>&quot;2026&quot;</strong></caption><tbody>"
    )
    assert region("Giá đất &quot;2026&quot;") in printed(named)


def test_a_table_within_a_table_breaks_nothing():
    nested = f"<table><tbody><tr><td>{TABLE}</td></tr></tbody></table>"
    assert f"{region('Bảng 1')}{TABLE}</div>" in printed(nested)
    assert printed(nested).count("<div") == printed(nested).count("</div>") == 1


def test_a_missing_body_prints_nothing():
    assert printed("") == ""
    assert printed(Article().body) == ""
