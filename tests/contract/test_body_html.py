"""The HTML of a body is harmless wherever it is printed, however it came into the database."""

import pytest
from django.db.models import TextField, Value
from django.test import Client
from django.urls import reverse

from portal.core.content import State
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
STRANGERS = {"iframe", "object", "embed", "base", "form", "style", "svg", "math", "template"}
each_attack = pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)


def assert_harmless(html: str) -> None:
    """Fail when a browser that shows `html` would run, load or send anything."""
    page = parse(html)
    assert page.handlers == []
    assert not [element for element in page.elements if element.tag in STRANGERS]
    assert not [element for element in page.elements if element["style"]]
    assert not [element for element in page.elements if "xau.example" in element["src"]]
    assert not page.all("meta", **{"http-equiv": "refresh"})


def saved(stage, attack: str) -> None:
    """Write the attack as the desk does."""
    item = type(stage.item).objects.get(pk=stage.item.pk)
    item.body = f"<p>Trước.</p>{attack}<p>Sau.</p>"
    actions.save(item, by=make_superuser())


def smuggled(stage, attack: str) -> None:
    """Write the attack behind the application's back, as a restored dump may."""
    # As a value of no field: the field itself would clean it.
    body = Value(f"<p>Trước.</p>{attack}<p>Sau.</p>", output_field=TextField())
    assert type(stage.item).objects.filter(pk=stage.item.pk).update(body=body)
    assert attack in type(stage.item).objects.get(pk=stage.item.pk).body


def article_of(html: str) -> str:
    """Return the part of a page that the item fills; the frame has a form of its own.

    Every type prints its body in `<div class="prose">`, within an `<article>`.
    """
    begin = html.index('<div class="prose">')
    return html[begin : html.index("</article>", begin)]


@on_stages(State.LIVE)
@each_attack
def test_nothing_in_a_body_runs_where_it_is_shown(stage, attack, client):
    smuggled(stage, attack)
    page = client.get(stage.item.get_absolute_url()).content.decode()
    assert_harmless(article_of(page))
    assert parse(page).handlers == []
    found = client.get(reverse("front:search"), {"q": "Trước Sau"}).content.decode()
    assert parse(found).handlers == []


@on_stages(State.LIVE, having=("JSON feed",))
@each_attack
def test_nothing_in_a_body_runs_in_a_feed(stage, attack, client):
    smuggled(stage, attack)
    entries = client.get(reverse("front:json-feed")).json()["items"]
    contents = [entry["content_html"] for entry in entries]
    assert [html for html in contents if "Trước." in html]
    for html in contents:
        assert_harmless(html)


@pytest.fixture(scope="module")
def browser(stage) -> Client:
    client = Client()
    client.force_login(make_superuser())
    return client


@on_stages(State.LIVE)
@each_attack
def test_nothing_in_a_body_runs_on_the_desk(stage, attack, browser):
    smuggled(stage, attack)
    preview = browser.get(stage.contract.desk("preview", stage.item.pk)).content.decode()
    assert_harmless(article_of(preview))
    form = parse(browser.get(stage.contract.desk("change", stage.item.pk)).content.decode())
    assert form.handlers == []
    assert "Trước." in form.all("textarea", name="body")[0].text


@on_stages(State.LIVE)
@each_attack
def test_a_body_is_clean_in_the_database_already(stage, attack):
    saved(stage, attack)
    assert_harmless(type(stage.item).objects.get(pk=stage.item.pk).body)
