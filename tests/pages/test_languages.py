"""Two languages: what a page is written in, its twin, and the way from one to the other."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.core.content import State
from portal.core.workflow import actions
from tests.contract.pages import Page as Html
from tests.contract.pages import parse
from tests.factories import make_article, make_page, make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]


@pytest.fixture
def html(client):
    """Return a function that reads a page and takes it apart."""
    return lambda url: parse(client.get(url).content.decode())


@pytest.fixture
def pair():
    """A Vietnamese page and its English twin, both published."""
    original = make_page(title="Giới thiệu")
    return original, make_page(title="About", language="en", twin=original)


def switch(page: Html) -> list[tuple[str, str, str]]:
    """Return words, language and address of the switch in the top bar."""
    links = page.all("a", **{"class": "topbar__language"})
    return [(link.text, link["hreflang"], link["href"]) for link in links]


def test_an_english_page_says_that_it_is_english_and_its_frame_that_it_is_not(html, pair):
    page = html(pair[1].get_absolute_url())
    assert page.all("html")[0]["lang"] == "en"
    assert [page.all(tag, lang="vi") != [] for tag in ("header", "footer")] == [True, True]
    assert page.all("main")[0]["lang"] == ""


def test_the_frame_of_a_vietnamese_page_has_no_language_of_its_own(html, pair):
    page = html(pair[0].get_absolute_url())
    assert page.all("html")[0]["lang"] == "vi"
    assert page.all("footer")[0]["lang"] == ""


def test_an_english_page_has_english_words_where_they_lead_the_way(html, pair):
    page = html(pair[1].get_absolute_url())
    assert page.all("nav", **{"aria-label": "Shortcuts"})
    assert page.all("a", href="#noi-dung")[0].text == "Skip to main content"
    crumbs = page.all("nav", **{"aria-label": "Breadcrumb"})[0]
    assert crumbs.text.split() == ["Home", "About"]
    assert "Last updated: " in page.all("main")[0].text


def test_the_switch_leads_to_the_twin_and_back(html, pair):
    original, english = pair
    there = switch(html(original.get_absolute_url()))
    assert there == [("English", "en", english.get_absolute_url())]
    back = switch(html(english.get_absolute_url()))
    assert back == [("Tiếng Việt", "vi", original.get_absolute_url())]


def test_a_page_without_a_twin_leads_to_the_front_page_of_the_other_language(html, pair):
    alone, article = make_page(title="Nội quy"), make_article()
    english = make_page(title="Rules", language="en")
    for url in (alone.get_absolute_url(), article.get_absolute_url(), reverse("front:home")):
        assert switch(html(url)) == [("English", "en", "/en/")]
    for url in (english.get_absolute_url(), "/en/"):
        assert switch(html(url)) == [("Tiếng Việt", "vi", "/")]


@pytest.mark.parametrize("state", [s for s in State if s is not State.LIVE])
def test_without_a_published_english_page_there_is_no_switch_and_no_english_section(
    html, client, state
):
    original = make_page(title="Giới thiệu")
    make_page(state, title="About", language="en", twin=original)
    for url in (reverse("front:home"), original.get_absolute_url()):
        assert switch(html(url)) == []
    assert client.get("/en/").status_code == 404


def test_versions_name_each_other_to_search_engines(html, pair):
    expected = {(p.language, f"http://testserver{p.get_absolute_url()}") for p in pair}
    for version in pair:
        links = html(version.get_absolute_url()).all("link", rel="alternate")
        assert {(e["hreflang"], e["href"]) for e in links if e["hreflang"]} == expected


def test_a_twin_that_is_not_public_is_not_named(html, pair):
    original, english = pair
    actions.withdraw(english, by=make_superuser(), reason="Dịch lại.")
    page = html(original.get_absolute_url())
    assert not [e for e in page.all("link", rel="alternate") if e["hreflang"]]
    assert english.get_absolute_url() not in {link["href"] for link in page.all("a")}


@pytest.mark.every_database
def test_the_english_section_lists_its_published_pages_in_their_order(html):
    for position, title in ((2, "Contacts"), (1, "About")):
        make_page(title=title, language="en", position=position)
    make_page(State.DRAFT, title="Draft", language="en")
    make_page(title="Giới thiệu")
    page = html("/en/")
    assert page.all("html")[0]["lang"] == "en"
    assert [heading.text for heading in page.all("h2") if "main" in heading.ancestors] == [
        "About",
        "Contacts",
    ]


def test_a_withdrawn_english_page_says_so_in_english(client, pair):
    actions.withdraw(pair[1], by=make_superuser(), reason="Cũ.")
    answer = client.get(pair[1].get_absolute_url())
    assert answer.status_code == 410
    assert "This page has been removed" in answer.content.decode()


def test_the_site_map_marks_english_titles(html, pair):
    links = html(reverse("front:site-map")).all("a", href=pair[1].get_absolute_url())
    assert [link["lang"] for link in links] == ["en"]


def test_the_map_for_machines_has_the_english_front_page(client, pair):
    text = client.get("/sitemap-trang.xml").content.decode()
    for path in ("/en/", "/en/about/", "/trang/gioi-thieu/"):
        assert f"<loc>http://testserver{path}</loc>" in text


def refused_field(**fields: object) -> set[str]:
    """Return at which fields a page with these fields is refused."""
    with pytest.raises(ValidationError) as error:
        make_page(State.DRAFT, **fields)
    return set(error.value.message_dict)


def test_only_an_english_page_has_a_vietnamese_original(pair):
    original, english = pair
    assert refused_field(twin=make_page()) == {"twin"}
    assert refused_field(twin=english, language="en") == {"twin"}
    assert refused_field(twin=original, language="en") == {"twin"}  # it has one already


def test_a_page_that_was_translated_stays_vietnamese(pair):
    actions.withdraw(pair[0], by=make_superuser(), reason="Sai ngôn ngữ.")
    pair[0].language = "en"
    with pytest.raises(ValidationError) as error:
        actions.save(pair[0], by=make_superuser())
    assert set(error.value.message_dict) == {"language"}
