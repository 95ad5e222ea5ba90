"""The demo's standing pages: whole, found at the foot of the pages, and taken out again."""

from datetime import date

import pytest

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import SUMMARY_MAX_LENGTH
from portal.core.identity.models import Identity
from portal.core.richtext import clean_html
from portal.front.demo import loader
from portal.front.demo.standing import read_pages
from portal.sections.pages.models import Language, Page
from tests.contract.pages import parse
from tests.factories import make_page, make_user

DEMO = {page.name: page for page in read_pages(date(2026, 5, 20))}
every_page = pytest.mark.parametrize("page", DEMO.values(), ids=DEMO)


@pytest.fixture
def loaded(monkeypatch):
    """The demo without its articles, to be quick."""
    monkeypatch.setattr(loader, "read_articles", lambda today: [])
    loader.load()


@every_page
def test_a_page_fits_its_columns_and_leaves_no_placeholder(page):
    assert 0 < len(page.summary) <= SUMMARY_MAX_LENGTH
    assert "[[" not in page.title + page.summary + page.body


@every_page
def test_a_page_has_only_markup_that_the_portal_keeps(page):
    kept, written = parse(clean_html(page.body)), parse(page.body)
    assert [(e.tag, e["href"]) for e in kept.elements] == [
        (e.tag, e["href"]) for e in written.elements
    ]


def test_the_statement_on_accessibility_says_what_the_law_asks():
    body = DEMO["04-kha-nang-tiep-can"].body
    for words in ("2.2, mức AA", "chưa đạt", "trong 10 ngày", "ngày 6/5/2026"):
        assert words in body


@pytest.mark.django_db
def test_all_pages_are_published_with_their_twins(loaded, client):
    assert Page.objects.published().count() == len(DEMO)
    english = Page.objects.published().in_language(Language.ENGLISH)
    assert {page.twin.slug: page.slug for page in english} == {
        "gioi-thieu": "about",
        "co-cau-to-chuc": "organisation",
        "lien-he": "contacts",
    }
    assert not [page for page in english if page.newer_original]
    for page in Page.objects.all():
        assert client.get(page.get_absolute_url()).status_code == 200
    assert len(Identity.load().current_footer_links) == 4


@pytest.mark.django_db
def test_the_demo_takes_no_address_of_a_real_page_and_leaves_it_at_the_foot(loaded):
    loader.remove()
    real = make_page(title="Liên hệ", by=make_user(AccountRole.CHIEF), show_in_footer=True)
    loader.load()
    assert Page.objects.filter(slug="lien-he-2").exists()
    Page.objects.filter(pk=real.pk).update(updated_by=User.objects.get(username="truongban"))
    loader.remove()
    assert list(Page.objects.all()) == [real]
    links = [(link.label, link.url) for link in Identity.load().current_footer_links]
    assert links == [("Liên hệ", "/trang/lien-he/")]
    assert not Identity.load().has_english
