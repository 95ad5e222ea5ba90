"""One address for each item, and what may be done at public addresses."""

import pytest
from django.urls import reverse

from portal.core.content import State
from tests.contract.registry import Part
from tests.contract.stages import on_stages
from tests.factories import renew

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

PAGES_WITHOUT_ITEMS = ("front:site-map", "front:sitemap", "front:robots", "front:search")


def leads_to(answer) -> tuple[int, str]:
    """Return the status of an answer and where it sends the reader."""
    return answer.status_code, answer.get("Location", "")


@on_stages(State.LIVE, having=(Part.NUMBER,))
@pytest.mark.parametrize("slug", ["doan-mo", "khuc-thuy", "a", "0"])
def test_a_mistyped_address_leads_to_the_right_one_for_good(stage, slug, client):
    answer = client.get(stage.contract.address_of(stage.item.pk, slug))
    assert leads_to(answer) == (301, stage.item.get_absolute_url())


@on_stages(State.LIVE, having=(Part.NUMBER,))
def test_the_right_address_is_reached_in_one_step(stage, client):
    answer = client.get(stage.mistyped, follow=True)
    assert answer.redirect_chain == [(stage.item.get_absolute_url(), 301)]
    assert answer.status_code == 200


@pytest.mark.every_database
@on_stages(State.LIVE)
def test_an_address_that_was_changed_leads_to_the_new_one(stage, client):
    before = stage.item.get_absolute_url()
    item = type(stage.item).objects.get(pk=stage.item.pk)
    item.slug = "dia-chi-moi"
    renew(item)
    assert item.get_absolute_url() == stage.contract.address_of(item.pk, "dia-chi-moi")
    assert leads_to(client.get(before)) == (301, item.get_absolute_url())


@on_stages(State.LIVE)
def test_a_new_title_does_not_change_the_address_of_a_live_item(stage):
    item = type(stage.item).objects.get(pk=stage.item.pk)
    item.title = "Một tiêu đề khác hẳn"
    renew(item)
    assert item.get_absolute_url() == stage.item.get_absolute_url()


@on_stages(State.LIVE)
def test_head_answers_like_get_without_the_body(stage, client):
    urls = [stage.url(place) for place in stage.contract.places]
    urls += [reverse(name) for name in PAGES_WITHOUT_ITEMS]
    pairs = {url: (client.get(url), client.head(url)) for url in urls}
    assert all(get.content for get, _ in pairs.values())
    differing = [
        url
        for url, (get, head) in pairs.items()
        if head.status_code != get.status_code
        or head.content
        or head["Content-Type"] != get["Content-Type"]
    ]
    assert not differing


@on_stages(State.LIVE)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_public_pages_take_nothing(stage, method, client):
    urls = [stage.url(place) for place in stage.contract.places if "page that" not in place]
    urls += [reverse(name) for name in PAGES_WITHOUT_ITEMS]
    answers = {url: getattr(client, method)(url).status_code for url in urls}
    assert {url: status for url, status in answers.items() if status != 405} == {}


@on_stages(State.LIVE)
def test_unknown_parameters_change_nothing(stage, client):
    address = stage.item.get_absolute_url()
    plain = client.get(address).content
    assert client.get(address, {"utm_source": "zalo", "x": "<b>"}).content == plain


@pytest.mark.every_database
@on_stages(State.LIVE)
@pytest.mark.parametrize("number", ["0", "999999999999999", "00"])
def test_an_address_without_an_item_is_not_found(stage, number, client):
    assert client.get(stage.contract.address_of(number, "khuc-thuy")).status_code == 404
