"""The HTML of a body is harmless wherever it is printed, however it came into the database."""

import pytest
from django.db.models import TextField, Value
from django.urls import reverse

from portal.core.content import State
from portal.core.richtext import clean_html
from portal.core.workflow import actions
from tests.contract.pages import parse
from tests.contract.stages import on_stages
from tests.factories import make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

ATTACKS = {
    "script": "<script>alert(1)</script>",
    "script without end": "<script src=//xau.example/x.js>",
    "broken script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "picture": '<img src="x" onerror="alert(1)">',
    "picture in capitals": "<IMG SRC=x OnErRoR=alert(1)>",
    "address": '<a href="javascript:alert(1)">xem</a>',
    "address with a tab": '<a href="java\tscript:alert(1)">xem</a>',
    "address in entities": '<a href="&#106;avascript&colon;alert(1)">xem</a>',
    "data address": '<a href="data:text/html,<script>alert(1)</script>">xem</a>',
    "frame": '<iframe src="https://xau.example/"></iframe>',
    "frame with source": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "object": '<object data="x.swf"></object><embed src="x.swf">',
    "drawing": "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "drawing in a link": '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "formula": '<math><mtext><table><mglyph><style><img src=x onerror="alert(1)"></style>',
    "no script": '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "style": "<style>@import url(https://xau.example/x.css)</style>",
    "style attribute": '<p style="background:url(https://xau.example/x)">x</p>',
    "form": '<form action="https://xau.example/"><input name="p"><button>Gửi</button></form>',
    "base": '<base href="https://xau.example/">',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://xau.example/">',
    "comment": "<!--><img src=x onerror=alert(1)>-->",
    "end of the page": "</div></article></main></body><script>alert(1)</script>",
    "handler": '<p onclick="alert(1)" onmouseover=alert(1)>x</p>',
    "remote picture": '<img src="https://xau.example/dem.gif" alt="">',
    "template": "<template><script>alert(1)</script></template>",
    "end of a text field": "</textarea><script>alert(1)</script>",
}
SWALLOWING = {"script without end", "formula"}
"""Attacks that take all that follows for their own; each of them ends a text of its own."""
MARK = "<p>Trước.</p>"
STRANGERS = {"iframe", "object", "embed", "base", "form", "style", "svg", "math", "template"}


def _texts() -> list[str]:
    ended = "".join(f"{MARK}{text}" for name, text in ATTACKS.items() if name not in SWALLOWING)
    return [f"{ended}<p>Sau.</p>", *(f"{MARK}{ATTACKS[name]}" for name in sorted(SWALLOWING))]


TEXTS = _texts()
"""Bodies that hold all attacks between them, each behind a mark, so that none goes missing."""


def assert_harmless(html: str) -> None:
    """Fail when a browser that shows `html` would run, load or send anything."""
    page = parse(html)
    assert page.handlers == []
    assert not [element for element in page.elements if element.tag in STRANGERS]
    assert not [element for element in page.elements if element["style"]]
    assert not [element for element in page.elements if "xau.example" in element["src"]]
    assert not page.all("meta", **{"http-equiv": "refresh"})


def smuggled(stage, text: str) -> None:
    """Write a body behind the application's back, as a restored dump may."""
    # As a value of no field: the field itself would clean it.
    body = Value(text, output_field=TextField())
    assert type(stage.item).objects.filter(pk=stage.item.pk).update(body=body)
    assert text == type(stage.item).objects.get(pk=stage.item.pk).body


def assert_harmless_and_whole(html: str, text: str) -> None:
    """Fail when `html` does any harm, or when part of the body `text` is missing in it."""
    assert_harmless(html)
    assert html.count("Trước.") == text.count("Trước.")


def article_of(html: str) -> str:
    """Return the part of a page that the item fills; the frame has a form of its own.

    Every type prints its body in `<div class="prose">`, within an `<article>`.
    """
    begin = html.index('<div class="prose">')
    return html[begin : html.index("</article>", begin)]


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_nothing_is_left_of_an_attack_that_is_cleaned(attack):
    assert_harmless(clean_html(f"{MARK}{attack}<p>Sau.</p>"))


@on_stages(State.LIVE)
def test_nothing_in_a_body_runs_where_it_is_shown(stage, client):
    for text in TEXTS:
        smuggled(stage, text)
        page = client.get(stage.item.get_absolute_url()).content.decode()
        assert_harmless_and_whole(article_of(page), text)
        assert parse(page).handlers == []
        found = client.get(reverse("front:search"), {"q": "Trước Sau"}).content.decode()
        assert parse(found).handlers == []


@on_stages(State.LIVE, having=("JSON feed",))
def test_nothing_in_a_body_runs_in_a_feed(stage, client):
    for text in TEXTS:
        smuggled(stage, text)
        entries = client.get(reverse("front:json-feed")).json()["items"]
        contents = [entry["content_html"] for entry in entries]
        assert [html for html in contents if html.count("Trước.") == text.count("Trước.")]
        for html in contents:
            assert_harmless(html)


@on_stages(State.DRAFT)
def test_nothing_in_a_body_runs_on_the_desk(stage, desk):
    for text in TEXTS:
        smuggled(stage, text)
        preview = desk.get(stage.contract.desk("preview_page", stage.item.pk)).content.decode()
        assert_harmless_and_whole(article_of(preview), text)
        form = parse(desk.get(stage.contract.desk("change", stage.item.pk)).content.decode())
        assert form.handlers == []
        (field,) = form.all("textarea", name="body")
        assert field.text.count("Trước.") == text.count("Trước.")


@on_stages(State.DRAFT)
def test_a_body_is_clean_in_the_database_already(stage):
    for text in TEXTS:
        item = type(stage.item).objects.get(pk=stage.item.pk)
        item.body = text
        actions.save(item, by=make_superuser())
        assert_harmless_and_whole(type(stage.item).objects.get(pk=stage.item.pk).body, text)
