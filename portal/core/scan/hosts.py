"""Which hosts a text names, and which of them are known."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from portal.core.site import own_hosts

_SCHEME = re.compile(r"(?:https?|ftp|wss?):[\\/]*|(?<![:\w/\\])[\\/]{2}", re.IGNORECASE)
_HOST = re.compile(r"[^\s/\\?#\"'<>)(\]}{,;|“”]+")
_NAME = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]*|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]")
# Written without "https://": only endings under which such sites live, so that "Điều 5.Quy định"
# is no host.
_ENDING = (
    r"\.(?:com|net|org|info|biz|club|vip|xyz|top|site|online|live|bet|casino|win|fun|games?|app|"
    r"link|shop|store|cc|io|me|tv|asia|pro|icu|vn)(?![\w-]|\.\w)"
)
_ENDS = re.compile(_ENDING, re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w@./-])(?:[a-z0-9-]+\.)*[a-z0-9-]+{_ENDING}", re.IGNORECASE)
_OF_NOBODY = (".example", ".test", ".invalid", ".localhost")
_EXAMPLES = {"example.com", "example.net", "example.org", "localhost"}
"""Reserved: such names lead nowhere."""
_KNOWN = Path(__file__).with_name("known_hosts.txt")


def found_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the hosts that `text` names, as a browser would read them, and where they stand."""
    if "//" in text or "\\" in text or "tp" in text:
        for match in _SCHEME.finditer(text):
            rest = _HOST.match(text, match.end())
            if rest and (host := _host(rest[0])):
                yield match.start(), rest.end(), host
    if _ENDS.search(text):
        for match in _BARE.finditer(text):
            yield match.start(), match.end(), match[0].lower()


def hosts_in(text: str) -> Iterator[str]:
    """Yield the hosts that `text` names; most texts name none."""
    return (host for _, _, host in found_in(text))


def host_of(address: str) -> str:
    """Return the host of an address in an attribute or column; empty for one of this portal."""
    return next(hosts_in(address.strip()), "")


def _host(netloc: str) -> str:
    """Return the host without user and port: who writes "gov.vn@elsewhere" means elsewhere."""
    host = netloc.rpartition("@")[2].lower().strip(".")
    host = host if host.startswith("[") else host.partition(":")[0]
    match = _NAME.fullmatch(host)
    return match[0] if match else ""


class Known:
    """The hosts that the portal itself, the operator, or an administrator knows."""

    def __init__(self, accepted: Iterable[str] = ()) -> None:
        own = {host.partition(":")[0].lstrip(".") for host in own_hosts()}
        told = {host.strip().lower().lstrip("*.") for host in settings.SCAN_KNOWN_HOSTS}
        self._names = own | set(accepted) | shipped() | told - {""}

    def knows(self, host: str) -> bool:
        """Return whether `host`, or the domain that it belongs to, is known."""
        if host.endswith(_OF_NOBODY) or host in _EXAMPLES:
            return True
        labels = host.split(".")
        return any(".".join(labels[i:]) in self._names for i in range(len(labels)))

    def unknown_in(self, text: str) -> Iterator[str]:
        """Yield the hosts that `text` names and nobody knows."""
        return (host for host in hosts_in(text) if not self.knows(host))


@cache
def shipped() -> frozenset[str]:
    """Return the names of the file beside this one."""
    lines = _KNOWN.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and line[0] != "#")


def is_elsewhere(address: str) -> bool:
    """Return whether a browser would leave the portal for `address`, whoever is asked."""
    try:
        parts = urlsplit(address.strip().replace("\\", "/"))
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)
