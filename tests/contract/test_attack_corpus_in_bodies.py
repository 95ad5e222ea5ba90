"""The whole corpus of attacks in bodies: on every way into the database, on every way out."""

import json

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db.models import TextField, Value
from django.test import Client
from django.urls import reverse

from portal.core.checks.findings import Level
from portal.core.checks.rules.pictures import MissingAlt
from portal.core.content import State
from portal.core.richtext import clean_html
from portal.core.workflow import actions
from tests.contract.harmless import body_of, harm
from tests.contract.pages import parse
from tests.contract.stages import on_stages
from tests.core.attack_corpus import MARK, batches
from tests.core.markup import dangers
from tests.factories import make_superuser, renew
from tests.news.desk_forms import send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

TEXTS = batches()
LARGE = [text.strip() for text in TEXTS if len(text) > 1_000]
"""Nearly all attacks; the others take all that follows for words, each in a text of its own."""
# Hostile too, but in a body only: the portal's own frame has them as well.
FOREIGN = {"svg", "form", "input", "button", "select", "textarea", "template", "marquee"}


@pytest.fixture(autouse=True)
def described_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pictures without description through: what is stored of an attack is to be seen."""
    monkeypatch.setattr(MissingAlt, "level", Level.WARN)


@pytest.fixture(scope="module")
def browser(stage) -> Client:
    client = Client()
    client.force_login(make_superuser())
    return client


def fresh(stage):
    """Return the item as it is stored."""
    return type(stage.item).objects.get(pk=stage.item.pk)


def by_the_form(stage, text, browser, folder):
    copy = actions.revise(fresh(stage), by=make_superuser())
    answer = send(browser, stage.contract.desk("change", copy.pk), "publish", body=text)
    assert answer.status_code == 302


def by_the_action(stage, text, browser, folder):
    item = fresh(stage)
    item.body = text
    renew(item)


def by_the_model(stage, text, browser, folder):
    item = fresh(stage)
    item.body = text
    item.save()


def by_an_update(stage, text, browser, folder):
    type(stage.item).objects.filter(pk=stage.item.pk).update(body=text)


def by_a_bulk_update(stage, text, browser, folder):
    item = fresh(stage)
    item.body = text
    type(stage.item).objects.bulk_update([item], ["body"])


def by_a_fixture(stage, text, browser, folder):
    (row,) = json.loads(serializers.serialize("json", [fresh(stage)]))
    row["fields"]["body"] = text
    path = folder / "bai.json"
    path.write_text(json.dumps([row]))
    call_command("loaddata", str(path), verbosity=0)


@on_stages(State.LIVE)
@pytest.mark.parametrize(
    "way",
    [by_the_form, by_the_action, by_the_model, by_an_update, by_a_bulk_update, by_a_fixture],
)
def test_what_is_stored_is_clean_whoever_writes(stage, way, browser, tmp_path):
    for text in LARGE:
        way(stage, text, browser, tmp_path)
        assert fresh(stage).body == clean_html(text)
        assert dangers(fresh(stage).body) == []


@on_stages(State.LIVE)
def test_a_search_that_finds_an_attack_shows_words(stage, client):
    for text in LARGE:
        by_the_action(stage, text, None, None)
        page = client.get(reverse("front:search"), {"q": MARK}).content.decode()
        assert stage.item.get_absolute_url() in page
        assert harm(page) == []


def smuggled(stage, text) -> None:
    """Write behind the application's back, as a restored dump or a manual UPDATE may."""
    # PostgreSQL stores no NUL.  As a value of no field: the field itself would clean it.
    body = Value(text.replace("\x00", ""), output_field=TextField())
    assert type(stage.item).objects.filter(pk=stage.item.pk).update(body=body)


def assert_only_words(html: str) -> None:
    """Fail when a text that is shown holds anything but words, links and the portal's media."""
    assert harm(html) == []
    assert not [element.tag for element in parse(html).elements if element.tag in FOREIGN]


@on_stages(State.LIVE)
def test_nothing_runs_for_readers_that_was_written_behind_the_portals_back(stage, client):
    for text in TEXTS:
        smuggled(stage, text)
        page = client.get(stage.item.get_absolute_url()).content.decode()
        assert harm(page) == []
        assert MARK in body_of(page)
        assert_only_words(body_of(page))


@on_stages(State.LIVE)
def test_nothing_runs_in_a_preview_that_was_written_behind_the_portals_back(stage, browser):
    for text in LARGE:
        smuggled(stage, text)
        page = browser.get(stage.contract.desk("preview_page", stage.item.pk)).content.decode()
        assert harm(page) == []
        assert_only_words(body_of(page))


@on_stages(State.DRAFT)
def test_the_editor_is_handed_clean_text_even_where_the_row_is_not(stage, browser):
    for text in LARGE:
        smuggled(stage, text)
        form = browser.get(stage.contract.desk("change", stage.item.pk)).content.decode()
        assert harm(form) == []
        handed = parse(form).all("textarea", name="body")[0].text.strip()
        assert handed == clean_html(text.replace("\x00", ""))


@on_stages(State.DRAFT)
def test_a_form_with_a_mistake_comes_back_with_clean_text(stage, browser):
    for text in LARGE:
        answer = send(browser, stage.contract.desk("change", stage.item.pk), body=text, title="")
        assert answer.status_code == 200
        assert harm(answer.content.decode()) == []
        assert dangers(parse(answer.content.decode()).all("textarea", name="body")[0].text) == []


@on_stages(State.LIVE)
def test_lists_and_histories_of_the_desk_show_words(stage, browser):
    for text in LARGE:
        by_the_action(stage, text, None, None)
        smuggled(stage, text)
        pages = [stage.contract.desk("changelist"), stage.contract.desk("history", stage.item.pk)]
        for address in pages:
            answer = browser.get(address)
            assert answer.status_code == 200
            assert harm(answer.content.decode()) == []


@on_stages(State.LIVE, having=("JSON feed",))
def test_feeds_hold_words(stage, client):
    for text in LARGE:
        smuggled(stage, text)
        entries = client.get(reverse("front:json-feed")).json()["items"]
        assert [entry for entry in entries if MARK in entry["content_html"]]
        for entry in entries:
            assert_only_words(entry["content_html"])
        for name in ("front:rss", "front:atom"):
            assert MARK not in client.get(reverse(name)).content.decode()


@on_stages(State.LIVE, having=("JSON feed",))
def test_an_article_that_readers_keep_holds_words(stage, client):
    address = reverse("news:saved", args=[stage.item.slug, stage.item.pk])
    for text in LARGE:
        smuggled(stage, text)
        page = client.get(address).content.decode()
        article = page[page.index("<article>") : page.index("</article>")]
        assert MARK in article
        assert_only_words(article)
