"""What every public page has, and what none has."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.core.content import State
from tests.contract.pages import parse
from tests.contract.stages import on_stages
from tests.factories import make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite"), on_stages(State.LIVE)]

NOT_HTML = ("RSS", "Atom", "JSON feed", "site map for machines")
NO_CONTENT = ("search", "page that is not found", "page that is gone")
"""Pages that are no address of their own: search engines shall not keep them."""

VERSIONS = re.compile(r"django|python|gunicorn|nginx|ckeditor|x-powered-by|generator", re.I)


@pytest.fixture(scope="module")
def answers(stage):
    """Return the answer of every public page by its name."""
    urls = {
        "page that is not found": "/khong-co-trang-nay/",
        "page that is gone": stage.gone.get_absolute_url(),
    }
    urls |= {place: stage.url(place) for place in stage.contract.places}
    urls |= {"site map": reverse("front:site-map"), "empty search": reverse("front:search")}
    return {name: Client().get(url) for name, url in urls.items()}


@pytest.fixture(scope="module")
def pages(answers):
    """Return every HTML page by its name, taken apart."""
    return {
        name: parse(answer.content.decode())
        for name, answer in answers.items()
        if not name.startswith(NOT_HTML)
    }


def test_no_public_page_sets_a_cookie(answers):
    assert not [name for name, answer in answers.items() if answer.cookies]


def test_no_feed_depends_on_a_cookie(answers):
    feeds = {name: answer for name, answer in answers.items() if name.startswith(NOT_HTML)}
    assert feeds
    assert not [name for name, a in feeds.items() if "cookie" in a.get("Vary", "").lower()]


def test_pages_know_no_cookie_but_that_of_the_display(stage, answers, sign_in):
    """Who is signed in reads what everybody reads, so one cached page serves all."""
    browser = sign_in(make_superuser())
    browser.cookies["_ga"] = "GA1.1.123"
    different = []
    for place in stage.contract.places:
        answer = browser.get(stage.url(place))
        if answer.cookies or answer.content != answers[place].content:
            different.append(place)
    assert different == []


def test_every_page_has_one_heading_of_the_first_rank(pages):
    assert {name: len(page.all("h1")) for name, page in pages.items()} == dict.fromkeys(pages, 1)


def test_every_page_says_that_it_is_vietnamese(pages):
    assert {page.all("html")[0]["lang"] for page in pages.values()} == {"vi"}


def test_every_page_has_a_title_of_its_own(pages):
    titles = {page.all("title")[0].text.strip() for page in pages.values()}
    assert "" not in titles
    assert len(titles) > len(pages) / 2


def test_pages_of_content_name_their_one_address(pages, stage):
    wrong = {}
    for name, page in pages.items():
        links = [link["href"] for link in page.all("link", rel="canonical")]
        content = name in stage.contract.places and name not in NO_CONTENT
        if content and links != [f"http://testserver{stage.url(name)}"]:
            wrong[name] = links
    assert not wrong


def test_pages_that_are_no_content_are_kept_from_search_engines(pages):
    for name in NO_CONTENT:
        assert not pages[name].all("link", rel="canonical")
        assert "noindex" in pages[name].all("meta", name="robots")[0]["content"]


def test_pages_of_content_are_open_to_search_engines(pages, answers):
    shut = [
        name
        for name, page in pages.items()
        if name not in (*NO_CONTENT, "empty search")
        and ("noindex" in str(page.all("meta", name="robots")) or "X-Robots-Tag" in answers[name])
    ]
    assert not shut


def test_the_security_policy_allows_this_site_only(answers):
    policies = {answer.headers["Content-Security-Policy"] for answer in answers.values()}
    for policy in policies:
        directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
        assert directives["default-src"] == "'self'"
        assert directives["script-src"] == "'self'"
        assert directives["img-src"] == "'self'"
        assert directives["base-uri"] == "'none'"
        assert directives["object-src"] == "'none'"
        assert directives["frame-ancestors"] == "'none'"
        assert "unsafe" not in policy
        assert "*" not in policy
        assert not re.search(r"https?:", policy)


def test_no_page_has_inline_scripts_styles_or_handlers(pages):
    assert {name: page.handlers for name, page in pages.items() if page.handlers} == {}
    styled = [n for n, p in pages.items() if p.all("style") or any(e["style"] for e in p.elements)]
    assert not styled


def test_no_page_loads_anything_from_elsewhere(pages):
    loaded = {
        element["src"] or element["href"]
        for page in pages.values()
        for element in page.elements
        if element.tag in {"img", "script", "link", "source", "iframe", "use"}
    }
    own = ("/", "#", "http://testserver/")
    assert [url for url in loaded if url and not url.startswith(own)] == []
    assert [url for url in loaded if url.startswith("//")] == []


def test_no_page_tells_what_it_is_made_with(answers):
    told = {
        name: VERSIONS.findall(f"{answer.headers} {answer.content.decode()}")
        for name, answer in answers.items()
    }
    assert {name: words for name, words in told.items() if words} == {}


def test_no_page_tells_an_account(answers, stage):
    by = stage.item.created_by
    told = [
        name
        for name, answer in answers.items()
        if by.username in answer.content.decode() or by.full_name in answer.content.decode()
    ]
    assert not told


def test_browsers_are_told_not_to_guess_and_not_to_frame(answers):
    headers = {
        (answer["X-Content-Type-Options"], answer["X-Frame-Options"], answer["Referrer-Policy"])
        for answer in answers.values()
    }
    assert headers == {("nosniff", "DENY", "strict-origin-when-cross-origin")}
