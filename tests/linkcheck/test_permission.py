"""A site that forbids programs to ask is not asked, and its links are not called broken."""

from datetime import UTC, datetime, timedelta
from time import monotonic
from urllib.parse import urlsplit

import pytest
import time_machine

from portal.core.linkcheck.models import Address, digest_of
from portal.core.linkcheck.permission import Permission
from portal.core.linkcheck.robots import read
from portal.core.linkcheck.rounds import Limits, Round, due
from portal.core.linkcheck.verdicts import Place, Reason, Verdict
from tests.linkcheck.sites import PRIVATE, Site

NOW = datetime(2026, 5, 20, 18, 0, tzinfo=UTC)
RULES = """\ufeffuser-agent: *
Disallow: /kin/   # not this
Disallow: /*.pdf$
Allow: /kin/mo
Disallow: /t%C3%ACm
Disallow: /loc?
Disallow: /%7Ea

User-agent: GoogleBot
User-Agent: CongThongTin/2.0
Disallow: /rieng
Crawl-delay: 10
Disallow:

user-agent: congthongtin
disallow: /nua
Sitemap: https://trang.example/so-do.xml
"""


@pytest.mark.parametrize(
    ("target", "anybody", "portal"),
    [
        ("/", True, True),
        ("/kin", True, True),
        ("/kin/a", False, True),
        ("/kin/mo/a", True, True),
        ("/tep/a.pdf", False, True),
        ("/tep/a.pdf?x=1", True, True),
        ("/tìm/a", False, True),
        ("/t%c3%acm", False, True),
        ("/loc?x=1", False, True),
        ("/loc", True, True),
        ("/~a", False, True),
        ("/rieng", True, False),
        ("/nua/a", True, False),
    ],
)
def test_rules_are_read_as_the_standard_says(target: str, anybody: bool, portal: bool):
    assert read(RULES, "KhongTen").allow(target) is anybody
    assert read(RULES, "CongThongTin").allow(target) is portal


@pytest.mark.parametrize(
    ("pattern", "target", "fits"),
    [
        ("/a*b*c$", "/axbxc", True),
        ("/a*b*c$", "/axbxcx", False),
        ("/a*ab$", "/ab", False),
        ("*", "/", True),
        ("/a$", "/a/", False),
        ("/*$", "/bat-cu", True),
        ("/" + "*a" * 3_000 + "b", "/" + "a" * 9_000, False),
    ],
)
def test_a_pattern_fits_with_stars_and_an_end(pattern: str, target: str, fits: bool):
    assert read(f"User-agent: *\nDisallow: {pattern}", "x").allow(target) is not fits


@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        (200, "User-agent: *\nDisallow: /", Reason.ROBOTS),
        (200, "User-agent: khac\nDisallow: /", None),
        (200, "<html>Xin chào</html>", None),
        (404, "", None),
        (403, "", None),
        (429, "", Reason.WAIT),
        (500, "", Reason.RULES_UNKNOWN),
        (0, "", Reason.RULES_UNKNOWN),
        (302, "http://cam.example/robots.txt", Reason.ROBOTS),
        (302, "http://noi-bo.example/robots.txt", Reason.RULES_UNKNOWN),
        (302, "http://trang.example/robots.txt", None),
    ],
)
def test_each_answer_allows_or_forbids_as_the_standard_says(network, status, text, expected):
    network.names = {"noi-bo.example": [PRIVATE]}
    Site.robots = {
        "trang.example": (status, text),
        "cam.example": (200, "user-agent:*\ndisallow:/"),
    }
    may, until = Permission(network), monotonic() + 9
    asked = [may.refusal(f"http://trang.example/{n}", until) for n in range(2)]
    assert [answer and answer.reason for answer in asked] == [expected, expected]
    assert PRIVATE not in network.connected
    assert Site.rules_asked.count("trang.example") == (6 if "//trang" in text else 1)
    assert Site.asked == []


def walk(network, *urls: str) -> dict[str, tuple[str, str]]:
    rows = [
        Address(url=url, digest=digest_of(url), place=Place.WEB, host=urlsplit(url).hostname or "")
        for url in urls
    ]
    Address.objects.bulk_create(rows, ignore_conflicts=True)
    Round(Limits(), network, pause=lambda seconds: None).run(due(Limits()))
    return {row.url: (row.verdict, row.reason) for row in Address.objects.all()}


@pytest.mark.django_db
@pytest.mark.any_database("sqlite")
def test_what_may_not_be_asked_is_told_as_that_wherever_one_is_led(network):
    Site.robots["cam.example"] = (200, "User-agent: CongThongTin\nDisallow: /404\n")
    unclear = (Verdict.UNCLEAR, Reason.ROBOTS)
    assert walk(
        network,
        "http://cam.example/404",
        "http://cam.example/200",
        "http://dan.example/to/301/http://cam.example/404",
    ) == {
        "http://cam.example/404": unclear,
        "http://cam.example/200": (Verdict.GOOD, Reason.NONE),
        "http://dan.example/to/301/http://cam.example/404": unclear,
    }
    assert sorted(Site.rules_asked) == ["cam.example", "dan.example"]
    assert ("HEAD", "/404") not in Site.asked


@pytest.mark.django_db
@pytest.mark.any_database("sqlite")
def test_a_site_that_never_tells_its_rules_is_asked_after_a_month_and_then_broken(network):
    url = "http://hong.example/500"
    Site.robots["hong.example"] = (503, "")
    seen = []
    for day in (0, 22, 44, 45, 46):
        with time_machine.travel(NOW + timedelta(days=day), tick=False):
            seen.append(walk(network, url)[url])
    assert seen == [
        *[(Verdict.UNCLEAR, Reason.RULES_UNKNOWN)] * 2,
        *[(Verdict.FAILING, Reason.SERVER)] * 2,
        (Verdict.BROKEN, Reason.SERVER),
    ]
