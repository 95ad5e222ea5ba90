"""Which pages may do what: the editor's exception is for the pages that show it, and no others."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, reverse

from news.models import Article
from portal.core.content import State
from portal.core.richtext import EDITOR_CONFIG
from portal.sections.pages.models import Page
from tests.core.test_richtext_media import EMBED
from tests.factories import make_article, make_page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

STRICT = {
    "default-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
EDITING = STRICT | {
    "script-src-attr": "'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
}
FRAMED = {"frame-ancestors": "'self'"}
WITH_A_FILM = STRICT | {"frame-src": "https://www.youtube-nocookie.com"}


IN_FRAMES = ("preview_page", "preview_cards")


def policy(client: Client, address: str) -> dict[str, str]:
    return policy_of(client.get(address))


def policy_of(answer: Any) -> dict[str, str]:
    header = answer.headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


def address_of(name: str) -> str:
    """Return the address of a page of the desk; "" where a table has no such page."""
    try:
        return reverse(f"admin:{name}")
    except NoReverseMatch:
        return ""


def desk_pages() -> dict[str, str]:
    """Return the pages of the desk by their names: of every type, and of one item of each kind."""
    names = [
        f"{model._meta.app_label}_{model._meta.model_name}_{page}"
        for model in admin.site._registry
        for page in ("changelist", "add")
    ]
    pages = {name: address for name in names if (address := address_of(name))}
    for item in (make_article(State.DRAFT), make_page(State.DRAFT)):
        for page in ("change", "preview", "history", "delete", *IN_FRAMES):
            name = f"{item._meta.app_label}_{item._meta.model_name}_{page}"
            pages[name] = reverse(f"admin:{name}", args=[item.pk])
    return pages | {"index": reverse("admin:index"), "password": reverse("admin:password_change")}


def test_just_the_forms_that_show_the_editor_have_its_exception(desk):
    answers = {name: desk.get(address) for name, address in desk_pages().items()}
    policies = {name: policy_of(answer) for name, answer in answers.items()}
    framed = {name for name in policies if name.endswith(IN_FRAMES)}
    assert [policies.pop(name) for name in framed] == 4 * [STRICT | FRAMED]
    editing = {name for name, found in policies.items() if found != STRICT}
    assert editing == {
        *("news_article_add", "news_article_change"),
        *("pages_page_add", "pages_page_change"),
    }
    assert all(policies[name] == EDITING for name in editing)
    shown = {name for name, answer in answers.items() if b"ckeditor-init" in answer.content}
    assert shown == editing


@pytest.mark.parametrize("make", [make_article, make_page])
def test_a_page_with_a_film_from_elsewhere_lets_that_player_in_and_nothing_else(client, make):
    assert policy(client, make().get_absolute_url()) == STRICT
    with_film = make(body=f"<p>Một.</p>{EMBED}").get_absolute_url()
    assert policy(client, with_film) == WITH_A_FILM


@pytest.mark.parametrize("model", [Article, Page])
def test_a_preview_with_a_film_shows_it_as_readers_will_see_it(desk, model):
    make = make_article if model is Article else make_page
    item = make(State.DRAFT, body=EMBED)
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_preview_page"
    assert policy(desk, reverse(name, args=[item.pk])) == WITH_A_FILM | FRAMED


@pytest.mark.parametrize("address", ["/", "/tim-kiem/", "/rss.xml", "/khong-co/", "/robots.txt"])
def test_every_public_answer_has_the_strict_policy(client, address):
    assert policy(client, address) == STRICT


def test_the_editor_neither_asks_for_versions_nor_lets_its_filter_be_switched_off():
    assert EDITOR_CONFIG["versionCheck"] is False
    assert not {"allowedContent", "fullPage"} & set(EDITOR_CONFIG)
