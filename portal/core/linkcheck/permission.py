"""Asking a site first what it lets programs ask for; its answer holds for one night."""

import time
from http.client import HTTPResponse
from urllib.parse import urljoin

from portal.core.fetching import AGENT, REDIRECTING, FetchError, Network, Trouble, asked, checked
from portal.core.linkcheck.asking import Answer, agent, head_of, wait_until
from portal.core.linkcheck.robots import Rules, read
from portal.core.linkcheck.verdicts import Reason

_PROGRAM = AGENT.partition("/")[0]
_REDIRECTS = 5
_MOST = 512 * 1024
"""Bytes that are read; the standard wants 500 KiB of whoever reads less than all."""
_SILENT = Answer(Reason.RULES_UNKNOWN, answered=True)


class Permission:
    """What the sites of one round have said; each is asked once."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._known: dict[str, Rules | Answer] = {}

    def refusal(self, url: str, until: float) -> Answer | None:
        """Return why `url` must not be asked for; nothing if it may.

        Raises `FetchError` where the site is not even reached: so would its page not be.
        """
        parts = checked(url)
        site = f"{parts.scheme}://{parts.netloc.lower()}"
        known = self._known.get(site)
        if known is None:
            known = self._known[site] = self._read(f"{site}/robots.txt", until)
        if isinstance(known, Answer):
            return known
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return None if known.allow(target) else Answer(Reason.ROBOTS, answered=True)

    def refusal_but_silence(self, url: str, until: float) -> Answer | None:
        """Do the same, where a site has been silent for so long that nothing is taken from it."""
        refusal = self.refusal(url, until)
        return None if refusal and refusal.reason is Reason.RULES_UNKNOWN else refusal

    def _read(self, url: str, until: float) -> Rules | Answer:
        """Ask for the rules.  Refused or not there, there are none; a server in trouble forbids."""
        headers = {"User-Agent": agent(), "Accept": "text/plain", "Connection": "close"}
        for hop in range(_REDIRECTS + 1):
            try:
                with asked(url, until=until, headers=headers, network=self._network) as answer:
                    status, location, wait = head_of(answer)
                    text = _text(answer, until) if 200 <= status < 300 else ""
            except FetchError as error:
                if error.trouble is Trouble.PROXY or (hop == 0 and not error.was_connected):
                    raise
                return _SILENT
            if status in REDIRECTING and location:
                url = urljoin(url, location)
                continue
            if status == 429 or wait:
                when = wait_until(wait)
                return Answer(Reason.WAIT, status, wait_until=when, answered=True)
            if status >= 500:
                return Answer(Reason.RULES_UNKNOWN, status, answered=True)
            return read(text, _PROGRAM)
        return Rules()


def _text(answer: HTTPResponse, until: float) -> str:
    body = answer.read(_MOST)
    if time.monotonic() >= until:  # a line that was cut ends like one that has said all
        raise TimeoutError
    return body.decode(errors="replace")
