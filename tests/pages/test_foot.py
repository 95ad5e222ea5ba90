"""The list “Về cổng này” at the foot of every page, which costs no query."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.identity.models import Identity
from portal.core.workflow import actions
from tests.contract.pages import parse
from tests.factories import make_article, make_page, make_superuser, make_user, renew
from tests.news.desk_forms import page as desk_page
from tests.news.desk_forms import send
from tests.query_budget import assert_budget, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def foot(client):
    """Return a function that reads the links of standing pages at the foot of the home page."""

    def links(url: str = "/") -> list[tuple[str, str]]:
        found = parse(client.get(url).content.decode()).all("a")
        feet = [link for link in found if "footer" in link.ancestors]
        return [(e.text, e["href"]) for e in feet if e["href"].startswith("/trang/")]

    return links


def test_published_pages_stand_there_in_their_order_on_every_page(foot):
    make_page(title="Liên hệ", position=2, show_in_footer=True)
    make_page(title="Giới thiệu", position=1, show_in_footer=True)
    make_page(title="Nội quy")
    expected = [("Giới thiệu", "/trang/gioi-thieu/"), ("Liên hệ", "/trang/lien-he/")]
    for url in ("/", make_article().get_absolute_url(), "/khong-co-trang-nay/", "/trang/noi-quy/"):
        assert foot(url) == expected


def test_a_page_comes_and_goes_by_the_clock(foot):
    item = make_page(State.DRAFT, title="Bầu cử", show_in_footer=True)
    now = timezone.now()
    item.published_at, item.expires_at = now + timedelta(hours=1), now + timedelta(hours=3)
    actions.schedule(item, by=make_superuser(), at=item.published_at)
    shown = []
    for hours in (0, 2, 4):
        with time_machine.travel(now + timedelta(hours=hours), tick=False):
            shown.append(bool(foot()))
    assert shown == [False, True, False]


def test_what_is_changed_on_the_desk_is_changed_there(foot):
    item = make_page(title="Liên hệ", show_in_footer=True)
    item.title, item.slug = "Gọi cho ai", "goi-cho-ai"
    renew(item)
    assert foot() == [("Gọi cho ai", "/trang/goi-cho-ai/")]
    actions.withdraw(item, by=make_superuser(), reason="Cũ.")
    assert foot() == []


def test_an_english_page_does_not_stand_there():
    with pytest.raises(ValidationError) as error:
        make_page(State.DRAFT, language="en", show_in_footer=True)
    assert set(error.value.message_dict) == {"show_in_footer"}


def test_saving_the_identity_on_its_form_keeps_the_links(foot, sign_in):
    make_page(title="Liên hệ", show_in_footer=True)
    make_page(title="Contacts", language="en")
    desk = sign_in(make_user(AccountRole.CHIEF))
    words = {"site_name": "Cổng phường", "agency": "Ủy ban nhân dân phường"}
    send(desk, desk_page("identity_identity", 1), **words)
    assert Identity.load().site_name == "Cổng phường"
    assert foot() == [("Liên hệ", "/trang/lien-he/")]
    assert Identity.load().has_english


def test_a_page_published_while_the_identity_is_being_saved_keeps_its_link(
    foot, sign_in, monkeypatch
):
    desk, clean = sign_in(make_user(AccountRole.CHIEF)), Identity.clean

    def publish_meanwhile(identity):
        make_page(title="Liên hệ", show_in_footer=True)
        make_page(title="Contacts", language="en")
        clean(identity)

    monkeypatch.setattr(Identity, "clean", publish_meanwhile)
    send(desk, desk_page("identity_identity", 1), site_name="Cổng phường", agency="Ủy ban")
    assert Identity.load().site_name == "Cổng phường"
    assert foot() == [("Liên hệ", "/trang/lien-he/")]
    assert Identity.load().has_english


def test_the_pages_that_citizens_open_most_pay_nothing_for_it(client):
    article = make_article()
    urls = ["/", article.category.get_absolute_url(), article.get_absolute_url()]
    before = [len(queries_of(client, url)) for url in urls]
    for number in range(3):
        original = make_page(title=f"Trang {number}", show_in_footer=True)
        make_page(title=f"Page {number}", language="en", twin=original)
    assert [len(queries_of(client, url)) for url in urls] == before


@pytest.mark.parametrize("pages", [1, pytest.param(12, marks=pytest.mark.any_database("sqlite"))])
def test_pages_of_pairs_and_the_english_section_have_budgets(client, pages):
    for number in range(pages):
        original = make_page(title=f"Trang {number}", show_in_footer=True)
        make_page(title=f"Page {number}", language="en", twin=original)
    assert_budget("page: its own page", client, "/en/page-0/")
    assert_budget("page: its own page", client, "/trang/trang-0/")
    assert_budget("page: front page in English", client, "/en/")
