"""Whatever readers and editors send, the log knows nothing of them."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from portal.core.accounts.models import User
from portal.core.logs.scrubbing import _SECRET_PARTS
from tests.factories import PASSWORD, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

ADDRESS = "203.0.113.77"
BROWSER = "Mozilla-cua-rieng-toi"
WORDS = "benh-cua-toi"
_NAMES_OF_PUBLIC_THINGS = {"slug", "path", "pk", "year", "month", "day", "object_id", "part"}
_NAMES_OF_PUBLIC_THINGS |= {"number", "app_label", "url", "content_type_id", "model", "name"}
_NAMES_OF_PUBLIC_THINGS |= {"action", "check", "content_type", "id", "link", "section"}


def _send_everything(person: User) -> Client:
    browser = Client(
        raise_request_exception=False,
        headers={"X-Forwarded-For": ADDRESS, "User-Agent": BROWSER, "Referer": f"/{WORDS}"},
    )
    browser.get("/tim-kiem/", {"q": WORDS})
    browser.get(f"/{WORDS}/{person.email}/?q={WORDS}")
    browser.get(f"/xem-truoc/{WORDS}-0123456789012345678901234567890123456789/")
    browser.get(reverse("admin:set_password", args=["MTIz", f"{WORDS}-c0ffee"]))
    browser.post(reverse("admin:password_link"), {"email": person.email})
    browser.post("/bao-loi/", {"words": WORDS, "contact": person.email})
    browser.post(reverse("admin:login"), {"username": person.username, "password": WORDS})
    browser.post(reverse("admin:login"), {"username": person.username, "password": PASSWORD})
    browser.get(reverse("admin:index"))
    browser.get("/", headers={"host": f"{WORDS}.example"})
    return browser


def test_no_reader_and_no_editor_is_in_the_log(log, monkeypatch):
    person = make_user(username="binh.tran", full_name="Trần Thị Bình")
    browser = _send_everything(person)
    session = browser.session.session_key

    def fail(*arguments: object, **named: object) -> None:
        raise RuntimeError(
            f"duplicate key ({person.email}) from {ADDRESS}, session {session}\n"
            f"DETAIL: Key (full_name)=({person.full_name}) already exists."
        )

    monkeypatch.setattr("portal.core.adminsite.first_page", fail)
    assert browser.get(reverse("admin:index")).status_code == 500
    said = log.getvalue()
    assert "RuntimeError" in said
    assert "/tim-kiem/" in said
    assert session
    known = (ADDRESS, BROWSER, person.email, person.username, person.full_name, session, PASSWORD)
    for secret in (*known, WORDS, "c0ffee", "MTIz"):
        assert secret not in said.replace(f"{WORDS}.example", "-"), secret


def test_every_part_of_an_address_is_known_to_be_public_or_secret():
    """A new address whose part opens something must be named in `scrubbing._SECRET_PARTS`."""
    assert _parts(get_resolver()) - _SECRET_PARTS <= _NAMES_OF_PUBLIC_THINGS


def _parts(resolver: URLResolver) -> set[str]:
    found: set[str] = set(resolver.pattern.converters) | set(resolver.pattern.regex.groupindex)
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            found |= _parts(each)
        elif isinstance(each, URLPattern):
            found |= set(each.pattern.converters) | set(each.pattern.regex.groupindex)
    return found
