"""What a stored page is: the very answer that the portal would have rendered, for everybody."""

import gzip
from datetime import timedelta

import pytest
from django.core.handlers.base import BaseHandler
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse
from django.utils import timezone

from portal.core.display import COOKIE
from portal.core.pagecache.pages import may_be_stored
from portal.core.pagecache.views import parameters_of
from tests.factories import make_article, make_category

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

NOT_STORED = {
    # What a person asks, sends or is told alone.
    "news:read", "front:search", "front:suggestions", "front:display", "reports:report",
    "reports:received", "preview:shared", "media:file",
}  # fmt: skip


def test_every_public_page_is_stored_or_has_a_reason_not_to_be(pages: dict[str, str]):
    rooms = {"news", "front", "pages", "reports", "preview", "media"}
    names = {
        f"{room}:{name}"
        for room in rooms
        for name in get_resolver().namespace_dict[room][1].reverse_dict
        if isinstance(name, str)
    }
    assert names == NOT_STORED | {name.partition(",")[0] for name in pages}


def test_a_page_is_rendered_once_and_then_asks_no_database(
    reader: Client, pages: dict[str, str], django_assert_num_queries
):
    for name, address in pages.items():
        first = reader.get(address)
        with django_assert_num_queries(0):
            second = reader.get(address)
        assert (first["X-Cache"], second["X-Cache"]) == ("miss", "hit"), name
        assert second.content == first.content, name
        assert {**second.headers, "X-Cache": ""} == {**first.headers, "X-Cache": ""}, name
        assert second.status_code == first.status_code, name
        assert not second.cookies, name


def test_a_stored_page_reads_like_one_that_is_rendered(
    reader: Client, pages: dict[str, str], settings
):
    stored = {name: reader.get(address) for name, address in pages.items()}
    settings.PAGE_CACHE = False
    for name, address in pages.items():
        rendered = Client().get(address)
        assert stored[name].content == rendered.content, name
        assert stored[name].get("Location") == rendered.get("Location"), name
        assert stored[name]["Content-Type"] == rendered["Content-Type"], name


def test_a_page_reads_the_same_while_nothing_happens(pages: dict[str, str], settings, time_machine):
    settings.PAGE_CACHE = False  # what is rendered, twice
    empty = make_category()
    for kind in ("rss", "atom"):
        pages[f"{kind}, empty"] = reverse(f"front:category-{kind}", args=[empty.path])
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    before = {name: Client().get(address) for name, address in pages.items()}
    time_machine.move_to(start + timedelta(seconds=40), tick=False)
    for name, address in pages.items():
        after = Client().get(address)
        assert after.content == before[name].content, name
        assert after.get("Last-Modified") == before[name].get("Last-Modified"), name


@pytest.mark.parametrize(
    "address", ["/tim-kiem/?q=quy", "/bao-loi/", "/hien-thi/", "/quan-tri/login/", "/khong-co/"]
)
def test_what_is_for_one_person_is_not_stored(reader: Client, address: str):
    for _ in range(2):
        assert "X-Cache" not in reader.get(address)


def test_caches_on_the_way_are_told_how_long_a_page_may_be_kept(reader: Client):
    answer = reader.get("/")
    assert answer["Cache-Control"] == (
        "public, max-age=0, s-maxage=1, stale-while-revalidate=4, stale-if-error=86400"
    )
    assert answer["Vary"] == "Accept-Encoding, Cookie"


def test_a_browser_that_has_the_page_is_told_so(reader: Client):
    tag = reader.get("/")["ETag"]
    assert not tag.startswith("W/")
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = reader.get("/", headers={"if-none-match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["ETag"] == tag
        assert answer["Vary"] == "Accept-Encoding, Cookie"
    assert reader.get("/", headers={"if-none-match": '"other"'}).status_code == 200


def test_pages_travel_compressed_to_whoever_reads_that(reader: Client):
    plain = reader.get("/")
    zipped = reader.get("/", headers={"accept-encoding": "br, gzip;q=0.8"})
    assert zipped["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.content) == plain.content
    assert zipped["Content-Length"] == str(len(zipped.content))
    assert zipped["ETag"] != plain["ETag"]
    refused = reader.get("/", headers={"accept-encoding": "gzip;q=0, identity"})
    assert "Content-Encoding" not in refused


def test_head_answers_as_get_does_without_the_body(reader: Client):
    handler = BaseHandler()  # the client of the tests would take the body away itself
    handler.load_middleware()
    ask = RequestFactory(headers={"accept-encoding": "identity"})
    head = handler.get_response(ask.head("/"))
    page = reader.get("/")
    again = handler.get_response(ask.head("/"))
    assert isinstance(head, HttpResponse)
    assert isinstance(again, HttpResponse)
    assert (head.content, again.content) == (b"", b"")
    assert [head["X-Cache"], page["X-Cache"], again["X-Cache"]] == ["miss", "hit", "hit"]
    assert head["ETag"] == page["ETag"] == again["ETag"]
    assert head["Content-Length"] == again["Content-Length"] == str(len(page.content))


def test_a_part_of_a_page_cannot_be_asked_for(reader: Client):
    for _ in range(2):
        answer = reader.get("/", headers={"range": "bytes=0-10"})
        assert answer.status_code == 200
        assert len(answer.content) > 1000


def test_unknown_parameters_are_the_same_page(reader: Client):
    reader.get("/?utm_source=zalo&fbclid=1")
    answer = reader.get("/?trang=7&nam=2020&x=%3Cscript%3E")
    assert answer["X-Cache"] == "hit"
    assert b"utm_source" not in answer.content
    assert b"script%3E" not in answer.content


def test_parameters_that_make_another_page_are_told_apart(reader: Client):
    category = make_category()
    for _ in range(2):
        make_article(category=category)
    address = category.get_absolute_url()
    assert reader.get(address)["X-Cache"] == "miss"
    assert reader.get(f"{address}?nam=2020")["X-Cache"] == "miss"
    assert reader.get(f"{address}?x=1&nam=2020&y=2")["X-Cache"] == "hit"
    assert reader.get(f"{address}?nam=")["X-Cache"] == "hit"  # no year chosen: the first page
    assert reader.get(f"{address}?trang=99").status_code == 404


def test_the_display_settings_are_told_apart_and_nothing_else_of_a_cookie(reader: Client):
    assert reader.get("/")["X-Cache"] == "miss"
    reader.cookies[COOKIE] = "lon.toi"
    large = reader.get("/")
    assert large["X-Cache"] == "miss"
    assert reader.get("/").content == large.content
    for worthless in ("<script>", "khong-co.gi", "."):
        reader.cookies[COOKIE] = worthless
        assert reader.get("/")["X-Cache"] == "hit"


def test_a_host_that_is_not_the_portals_gets_no_page(reader: Client):
    reader.get("/")
    for host in ("evil.example", "testserver.evil.example", "testserver:80@evil.example"):
        assert reader.get("/", headers={"host": host}).status_code == 400
    assert b"evil" not in reader.get("/").content


@pytest.mark.parametrize(
    "header",
    [
        "X-Forwarded-Host", "X-Host", "X-Forwarded-Server", "X-Original-URL", "X-Rewrite-URL",
        "X-Forwarded-Proto", "X-Forwarded-Scheme", "X-Forwarded-Prefix", "Forwarded",
        "X-HTTP-Method-Override", "Accept-Language", "User-Agent", "Origin", "Referer",
    ],
)  # fmt: skip
def test_no_header_of_a_stranger_reaches_a_page(reader: Client, header: str):
    poisoned = reader.get("/", headers={header: "https://evil.example/quan-tri/"})
    assert b"evil.example" not in poisoned.content
    assert reader.get("/").content == poisoned.content


def test_a_page_is_not_stored_for_a_very_long_parameter(reader: Client):
    category = make_category()
    answer = reader.get(category.get_absolute_url(), {"trang": "1" * 5000})
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/", "/rss.xml", "/x-1.html", "/chuyen-muc/a/b/"])
def test_pages_are_known_by_their_address_alone(path: str):
    assert parameters_of(path) is not None


def test_what_is_answered_to_one_person_is_never_stored(rf):
    def answer(**headers: str) -> HttpResponse:
        return HttpResponse("x", headers=headers)

    request = rf.get("/")
    assert may_be_stored(request, answer())
    assert not may_be_stored(request, answer(**{"Cache-Control": "private"}))
    assert not may_be_stored(request, answer(Vary="Accept-Language"))
    with_cookie = answer()
    with_cookie.set_cookie("a", "b")
    assert not may_be_stored(request, with_cookie)
    assert not may_be_stored(request, HttpResponse("x", status=404))
    request.session = type("Session", (), {"accessed": True})()
    assert not may_be_stored(request, answer())
