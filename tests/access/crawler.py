"""Asks every address of the portal as one account, and says what became of it."""

import copy
import itertools
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access import redirects
from tests.access.town import NOBODY, Town

_REFUSED = {401, 403, 404, 405}


class Answer(NamedTuple):
    """What one request was answered."""

    status: int
    location: str
    text: str

    @property
    def lets_in(self) -> bool:
        """Whether the request was taken up: neither refused nor led to where one begins."""
        gates = (reverse("admin:login"), reverse("admin:index"))
        is_sent_off = any(self.location.split("?")[0] == gate for gate in gates)
        return self.status not in _REFUSED and not is_sent_off

    def faults(self) -> list[str]:
        """Return what no answer may be: a fault of the server, a way to another host."""
        found = [f"status {self.status}"] if self.status >= 500 else []
        if self.location and redirects.leads_away(self.location):
            found.append(f"leads to {self.location!r}")
        return found + redirects.ways_out(self.text)


class Crawler:
    """One account's browser; every request leaves the portal as it was."""

    def __init__(self, town: Town, role: str) -> None:
        self._client = Client()
        if role != NOBODY:
            self._client.force_login(town.people[role])
        self._cookies = copy.deepcopy(self._client.cookies)
        self._payloads: Iterator[str] = itertools.cycle(redirects.PAYLOADS)

    def open(self, address: str) -> Answer:
        """Follow a link."""
        return self._ask("get", address)

    def send(self, address: str) -> Answer:
        """Send a form, with an address of a stranger in every field that might be followed."""
        return self._ask("post", address, self._wishes())

    def open_with_wishes(self, address: str) -> Answer:
        """Follow a link that a stranger has made."""
        return self._ask(
            "get", f"{address}{'&' if '?' in address else '?'}{urlencode(self._wishes())}"
        )

    def _wishes(self) -> dict[str, str]:
        return dict.fromkeys(redirects.NAMES, next(self._payloads))

    def _ask(self, method: str, url: str, data: dict[str, str] | None = None) -> Answer:
        cache.clear()  # nobody is slowed down
        self._client.cookies = copy.deepcopy(self._cookies)
        with transaction.atomic():
            response = getattr(self._client, method)(url, *([data] if data else []))
            answer = _read(response)
            transaction.set_rollback(True)
        return answer


def _read(response: Any) -> Answer:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    text = body.decode() if is_page else ""
    return Answer(response.status_code, response.headers.get("Location", ""), text)
