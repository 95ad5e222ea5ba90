"""What another site answers when one of its addresses is asked for; nothing is stored here."""

import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPResponse
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils import timezone

from portal.core.fetching import AGENT, NETWORK, REDIRECTING, FetchError, Network, Trouble, asked
from portal.core.linkcheck.verdicts import Reason

SECONDS = 15.0
"""For one address with all that it redirects to."""
REDIRECTS = 5
LONGEST_WAIT = timedelta(days=14)
_PERMANENT = frozenset({301, 308})
_REASONS = {
    Trouble.ADDRESS: Reason.MALFORMED,
    Trouble.PORT: Reason.PORT,
    Trouble.USER: Reason.USER,
    Trouble.NAME: Reason.NAME,
    Trouble.CONNECTION: Reason.CONNECTION,
    Trouble.SLOW: Reason.SLOW,
    Trouble.ANSWER: Reason.SLOW,
    Trouble.REFUSED: Reason.CLOSED,
}
_CERTIFICATES = {
    10: Reason.CERTIFICATE_OLD,
    18: Reason.CERTIFICATE_OWN,
    62: Reason.CERTIFICATE_NAME,
}
"""By the numbers of OpenSSL.  That the one who issued it is not known (19, 20, 21) proves nothing:
browsers know others, and fetch what a server forgets to send along."""


@dataclass(frozen=True)
class Answer:
    """What came of asking for one address."""

    reason: Reason = Reason.NONE
    """`NONE` where the page is there."""
    status: int | None = None
    moved_to: str = ""
    """Where it was moved for good."""
    wait_until: datetime | None = None
    """Before that the site does not want to be asked again."""
    answered: bool = False
    """Whether a server said anything at all."""


class Offline(Exception):
    """Nobody at all answered: it is this machine that has no network, and nothing was counted."""


Refusal = Callable[[str, float], Answer | None]


def agent() -> str:
    """Return the name under which the portal asks, with its address for whoever wonders."""
    return f"{AGENT} (kiem tra duong dan; +{settings.SITE_URL})" if settings.SITE_URL else AGENT


def ask(
    url: str,
    *,
    network: Network = NETWORK,
    seconds: float = SECONDS,
    refusal: Refusal = lambda url, until: None,
) -> Answer:
    """Ask for the head of `url`, and for the page itself where a server refuses heads.

    Nothing is read but the head of the answer.  Each redirect is looked at as the first address;
    `refusal` says of each whether it may be asked for.  Raises `Offline`.
    """
    until = time.monotonic() + seconds
    here, moved, is_permanent = url, "", True
    for hop in range(REDIRECTS + 1):
        try:
            if refused := refusal(here, until):
                return refused
            status, location, wait = _asked(here, until, network)
        except FetchError as error:
            if error.trouble is Trouble.PROXY:
                raise Offline from error
            return _refused(here, error, is_first=hop == 0)
        if status not in REDIRECTING or not location:
            return _judged(status, wait, moved_to=moved)
        here = urljoin(here, location)
        is_permanent = is_permanent and status in _PERMANENT
        moved = _worth_telling(url, here) if is_permanent else ""
    return Answer(Reason.CIRCLES, answered=True)


def _asked(url: str, until: float, network: Network) -> tuple[int, str, str]:
    headers = {"User-Agent": agent(), "Accept": "*/*", "Connection": "close"}

    def once(method: str) -> tuple[int, str, str]:
        with asked(url, until=until, method=method, headers=headers, network=network) as answer:
            return head_of(answer)

    head = _lost(lambda: once("HEAD"))
    if head is not None and (head[0] < 400 or head[0] == 429 or head[2]):
        return head
    return once("GET")


def _lost(ask_once: Callable[[], tuple[int, str, str]]) -> tuple[int, str, str] | None:
    """Return None where a server hangs up on a HEAD: some know GET alone."""
    try:
        return ask_once()
    except FetchError as error:
        if error.trouble is Trouble.CONNECTION and not isinstance(
            error.__cause__, ConnectionRefusedError
        ):
            return None
        raise


def head_of(answer: HTTPResponse) -> tuple[int, str, str]:
    """Return status, place of the redirect, and for how long to stay away."""
    wait = answer.getheader("Retry-After") or "" if answer.status in {429, 503} else ""
    return answer.status, answer.getheader("Location") or "", wait


def _judged(status: int, wait: str, moved_to: str) -> Answer:
    if status < 400:
        return Answer(status=status, moved_to=moved_to, answered=True)
    until = None
    if status == 429 or wait:
        reason, until = Reason.WAIT, wait_until(wait)
    elif status >= 500:
        reason = Reason.SERVER
    else:
        reason = {404: Reason.NOT_FOUND, 410: Reason.GONE}.get(status, Reason.CLOSED)
    return Answer(reason, status, wait_until=until, answered=True)


def _refused(url: str, error: FetchError, *, is_first: bool) -> Answer:
    if error.trouble is Trouble.CERTIFICATE:
        cause = error.__cause__
        number = cause.verify_code if isinstance(cause, ssl.SSLCertVerificationError) else 0
        return Answer(_CERTIFICATES.get(number, Reason.CERTIFICATE), answered=True)
    if not is_first and error.trouble not in {Trouble.SLOW, Trouble.CONNECTION, Trouble.NAME}:
        return Answer(Reason.LED_INSIDE, answered=True)
    if error.trouble is Trouble.PRIVATE:
        # A name may mean another machine here than out there; a number means the same.
        return Answer(Reason.INSIDE if _is_number(url) else Reason.LOOKS_INSIDE)
    return Answer(_REASONS[error.trouble], answered=not is_first)


def _is_number(url: str) -> bool:
    """Return whether the host is a number, also as one figure, in octal or in hexadecimal."""
    host = urlsplit(url).hostname or ""
    with suppress(ValueError):
        return bool(ip_address(host))
    with suppress(OSError, UnicodeError):
        return bool(socket.inet_aton(host))
    return False


def _worth_telling(old: str, new: str) -> str:
    """Return `new` unless all pages of a rebuilt site are sent to its first one."""
    before, after = urlsplit(old), urlsplit(new)
    is_home_of_all = after.path in {"", "/"} and before.path not in {"", "/"}
    return "" if is_home_of_all or after.scheme not in {"http", "https"} else new


def wait_until(wait: str) -> datetime:
    """Return until when to stay away: in seconds, as a date, or a day where neither is said."""
    now = timezone.now()
    try:
        until = now + timedelta(seconds=min(int(wait), 10**7))
    except ValueError:
        try:
            until = parsedate_to_datetime(wait)
        except (TypeError, ValueError):
            until = now + timedelta(days=1)
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max(until, now + timedelta(hours=1)), now + LONGEST_WAIT)
