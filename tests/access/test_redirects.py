"""Whoever is told where to go next goes nowhere but within the portal."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.redirects import HOME, MARK, PAYLOADS, leads_away, ways_out
from tests.factories import PASSWORD, make_superuser

each_payload = pytest.mark.parametrize("payload", PAYLOADS)


@pytest.mark.parametrize(
    "address",
    [p for p in PAYLOADS if not p.startswith((f"//{HOME}@", "/%0d", "/\r", "/;"))],
)
def test_what_browsers_would_follow_elsewhere_is_known(address):
    assert leads_away(address)


@pytest.mark.parametrize(
    "address", ["/", "/tin/?trang=2", "tin/", "?trang=2", "#dau", f"http://{HOME}/tin/", "/a//b:c"]
)
def test_what_stays_within_the_portal_is_known(address):
    assert not leads_away(address)


def test_a_link_elsewhere_is_found_in_a_page_and_a_word_is_not():
    page = f'<p>{MARK}</p><a href="//{MARK}/">x</a><input value="//{MARK}/">'
    assert ways_out(page) == [f"<a href='//{MARK}/'>"]


@pytest.mark.django_db
@pytest.mark.any_database("postgres")
def test_signing_in_leads_to_the_desk_whatever_the_link_said():
    account = make_superuser()
    for payload in PAYLOADS:
        wanted = {"username": account.username, "password": PASSWORD, "next": payload}
        answer = Client().post(reverse("admin:login"), wanted)
        assert answer.status_code == 302
        assert not leads_away(answer["Location"]), payload


@pytest.mark.django_db
@pytest.mark.any_database("postgres")
def test_the_choice_of_colours_leads_back_into_the_portal():
    for payload in PAYLOADS:
        answer = Client().post(reverse("front:display"), {"mau": "toi", "tro-lai": payload})
        assert answer.status_code == 303
        assert not leads_away(answer["Location"]), payload


@pytest.mark.django_db
@pytest.mark.any_database("postgres")
@each_payload
def test_an_address_that_is_a_payload_leads_nowhere(payload):
    path = payload if payload.startswith("/") else f"/{payload}"
    for asked in (path, path.rstrip("/")):  # Django adds the last slash by a redirect
        answer = Client().get("/", PATH_INFO=asked.encode().decode("latin-1"))
        assert answer.status_code in {301, 302, 400, 404}
        assert not leads_away(answer.headers.get("Location", "/")), asked
        assert ways_out(answer.text) == []


@pytest.mark.django_db
@pytest.mark.any_database("sqlite")
@pytest.mark.parametrize(
    "host", [MARK, f"{HOME}:80@{MARK}", f"{HOME}.{MARK}", f"{HOME}\\@{MARK}", "a b", f"{HOME}:x"]
)
def test_a_host_that_is_not_ours_is_refused_and_stands_on_no_page(host):
    answer = Client().get("/", headers={"host": host})
    assert answer.status_code == 400
    assert MARK not in answer.text
