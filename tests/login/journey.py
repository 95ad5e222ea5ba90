"""The way to the provider and back, as a browser goes it."""

import html
import re
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.login.provider import FakeProvider

BEGIN, RETURN = reverse("admin:provider_begin"), reverse("admin:provider_return")
ADDRESS = {"X-Forwarded-For": "203.0.113.7"}


def set_out(browser: Client, wanted: str = "") -> str:
    """Press the button; return where the page leads on to."""
    page = browser.post(BEGIN, {"next": wanted}, headers=ADDRESS)
    assert page.status_code == 200
    [address] = re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', page.text)
    return html.unescape(address)


def come(provider: FakeProvider, browser: Client | None = None, wanted: str = "") -> Any:
    """Go the whole way; return the answer to who comes back."""
    browser = browser or Client()
    return arrive(browser, provider.consent(set_out(browser, wanted)))


def arrive(browser: Client, address: str) -> Any:
    """Return the answer to a browser that the provider has sent back."""
    path = address.removeprefix("http://testserver")
    return browser.get(path, headers=ADDRESS)


def said(answer: Any) -> str:
    """Return the sentence on the log-in page that an answer leads to."""
    assert answer.status_code == 302, answer.text
    assert answer.url.startswith(reverse("admin:login"))
    assert "_auth_user_id" not in answer.client.session
    return str(answer.client.get(answer.url).text)
