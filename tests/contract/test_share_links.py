"""A link shows what is not public yet to whoever has it, for every type, and to nobody else."""

import pytest

from portal.core.accounts.models import User
from portal.core.content import State
from portal.core.preview import actions
from portal.core.preview.models import ShareLink
from tests.contract.pages import addresses, parse
from tests.contract.stage import SECRETS
from tests.contract.stages import on_stages
from tests.factories import bring_to, make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite"), on_stages(State.DRAFT)]


@pytest.fixture
def maker():
    """Whoever sends the link."""
    return make_superuser(username="ten-dang-nhap", full_name="Hoàng Thị Người Gửi")


@pytest.fixture
def link(stage, maker):
    """The address of a link to the item."""
    return ShareLink.path_of(actions.share(stage.item, by=maker))


def test_the_link_shows_the_draft_to_somebody_without_an_account(client, link, stage):
    answer = client.get(link)
    assert answer.status_code == 200
    page = parse(answer.text)
    assert page.all("h1")[0].text == stage.item.title
    assert stage.item.body in answer.text
    assert not answer.cookies


def test_the_page_says_what_it_is_who_sent_it_and_until_when(client, link):
    banner = parse(client.get(link).text).all("aside", **{"aria-label": "Bản xem trước"})[0]
    assert "Bản xem trước do Hoàng Thị Người Gửi gửi" in banner.text
    assert "chưa phải bản chính thức" in banner.text
    assert "22/5/2026, 09:00" in banner.text


def test_no_cache_no_search_engine_and_no_other_site_learns_of_it(client, link):
    answer = client.get(link)
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Frame-Options"] == "DENY"
    page = parse(answer.text)
    assert [each["content"] for each in page.all("meta", name="robots")] == ["noindex, nofollow"]
    assert page.all("link", rel="canonical") == []
    assert [each["property"] for each in page.all("meta") if "og:" in each["property"]] == [
        "og:site_name",
        "og:locale",
        "og:type",
    ]
    assert "ld+json" not in answer.text


def test_nothing_of_the_desk_stands_on_the_page(client, link, stage):
    text = client.get(link).text
    assert [each for each in addresses(text) if each.startswith("/quan-tri")] == []
    assert SECRETS[3] not in text  # the internal note
    people = User.objects.exclude(username="ten-dang-nhap")
    names = {name for user in people for name in (user.full_name, user.username)}
    assert [name for name in {*names, "ten-dang-nhap"} if name in text] == []


def test_neither_the_item_nor_the_link_is_in_any_other_place(client, link, stage):
    for place in stage.contract.places:
        text = client.get(stage.url(place)).text
        assert "/xem-truoc/" not in text, place
        assert not stage.is_shown(place, text), place


def test_a_revoked_link_is_as_if_it_had_never_been(client, link, maker):
    unknown = client.get(ShareLink.path_of("x" * 43))
    assert actions.revoke(ShareLink.objects.get(), by=maker)
    dead = client.get(link)
    assert (dead.status_code, unknown.status_code) == (404, 404)
    assert dead.text == unknown.text
    assert "Liên kết xem trước này không mở được" in dead.text
    named = [{**answer.headers, "X-Request-Id": ""} for answer in (dead, unknown)]
    assert named[0] == named[1]


def test_a_link_to_what_has_become_public_leads_to_its_page(client, link, stage):
    bring_to(stage.item, State.LIVE, by=make_superuser())
    answer = client.get(link)
    assert (answer.status_code, answer["Location"]) == (302, stage.item.get_absolute_url())
    assert answer["Cache-Control"] == "no-store, private"
