"""Asking other sites for something without being led anywhere else.

Whoever may type an address must not reach what only this machine can: its own services, the
office's network, a cloud's metadata.  So the addresses that the name has are looked at before
the connection is made, the connection goes to exactly one of them, and each redirect is looked at
in the same way.  No proxy of the environment is asked: it would look the name up itself.  What that
means where a proxy is the only way out stands in `proxied.py`.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import StrEnum
from urllib.parse import SplitResult, urljoin, urlsplit

REDIRECTS = 3
REDIRECTING = frozenset({301, 302, 303, 307, 308})
AGENT = "CongThongTin/1.0"
_PORTS = {"http": 80, "https": 443}
_CHUNK = 65_536
_TRIED = 3
"""Addresses of one name that are tried, one after the other."""
# Through these a translator leads to IPv4 addresses of any kind (RFC 6052, RFC 8215, RFC 4291).
_TRANSLATED = [ipaddress.ip_network(n) for n in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")]


class Trouble(StrEnum):
    """What kept an address from being asked, or from answering."""

    ADDRESS = "address"
    PORT = "port"
    USER = "user"
    PRIVATE = "private"
    NAME = "name"
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    SLOW = "slow"
    PROXY = "proxy"
    REFUSED = "refused"
    ANSWER = "answer"


class FetchError(Exception):
    """Something cannot be had, or must not be asked for; the words are for the editor."""

    def __init__(self, words: str, trouble: Trouble = Trouble.ANSWER) -> None:
        super().__init__(words)
        self.trouble = trouble
        self.was_connected = False
        """Whether there was a line already on which something could be asked."""


class Network:
    """The way to other machines; tests put another in its place, below all that is looked at."""

    def addresses(self, host: str, port: int) -> list[str]:
        """Return the addresses of a name, in the order in which they are to be tried."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))

    def line(self, address: str, port: int, seconds: float) -> socket.socket:
        """Return a connection to just this address."""
        return socket.create_connection((address, port), timeout=seconds)

    def reach(
        self, parts: SplitResult, port: int, addresses: list[str], until: float
    ) -> socket.socket:
        """Return a line to the first address that answers, all of them looked at before.

        Machines without IPv6 have names with it.
        """
        for address in addresses[:-1]:
            with suppress(OSError):
                return self.line(address, port, time_left(until) / len(addresses))
        return self.line(addresses[-1], port, time_left(until))

    def target(self, parts: SplitResult, path: str) -> str:
        """Return what stands behind the method of a request for `path`."""
        return path


NETWORK = Network()


def fetch(url: str, *, max_bytes: int, seconds: float = 20) -> bytes:
    """Return what lies at `url`, an http or https address of another site.

    Raises `FetchError` for addresses of this machine and of private networks, for answers
    other than 200, and for more than `max_bytes` or `seconds`.
    """
    until = time.monotonic() + seconds
    for _ in range(REDIRECTS + 1):
        with asked(url, until=until, headers={"Accept": "image/*"}) as answer:
            if answer.status in REDIRECTING:
                url = urljoin(url, answer.getheader("Location") or "")
                continue
            if answer.status != 200:
                raise FetchError(f"Trang ấy trả lời mã {answer.status}.")
            return _read(answer, max_bytes, until)
    raise FetchError("Địa chỉ ấy chuyển hướng quá nhiều lần.")


@contextmanager
def asked(
    url: str,
    *,
    until: float,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    network: Network = NETWORK,
) -> Iterator[http.client.HTTPResponse]:
    """Ask for `url` once and give the answer, whatever it is; redirects are not followed.

    Raises `FetchError` where the address must not be asked, and where no answer comes before
    `until` on the clock of `time.monotonic`.
    """
    parts = checked(url)
    connection = _connect(parts, until, network)
    cut = _cut_at(until, connection)
    try:
        yield _ask(connection, parts, method, headers or {}, network)
    except (OSError, http.client.HTTPException) as error:
        trouble = Trouble.SLOW if time.monotonic() >= until else Trouble.CONNECTION
        lost = FetchError("Mất kết nối với trang ấy.", trouble)
        lost.was_connected = True
        raise lost from error
    finally:
        cut.cancel()
        connection.close()


def checked(url: str) -> SplitResult:
    """Return the parts of an address that may be asked for; raise `FetchError` for any other."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchError("Địa chỉ không đúng.", Trouble.ADDRESS) from None
    words = "Chỉ lấy được từ địa chỉ http, https thông thường."
    if parts.scheme not in _PORTS or not parts.hostname:
        raise FetchError(words, Trouble.ADDRESS)
    if parts.username is not None or parts.password is not None:
        raise FetchError(words, Trouble.USER)
    if port not in {None, *_PORTS.values()}:
        raise FetchError(words, Trouble.PORT)
    return parts


def is_public(text: str) -> bool:
    """Return whether an address is one of the public network, however it is written."""
    address = ipaddress.ip_address(text)
    if any(address in network for network in _TRANSLATED):
        return False
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    is_odd = address.is_reserved or getattr(address, "is_site_local", False)
    return bool(inner.is_global and address.is_global and not inner.is_multicast and not is_odd)


def _public_addresses(host: str, port: int, network: Network) -> list[str]:
    """Return the addresses of `host`; a name with even one that is not public is refused."""
    try:
        addresses = network.addresses(host, port)
    except (OSError, UnicodeError):
        raise FetchError(f"Không tìm thấy trang “{host}”.", Trouble.NAME) from None
    if not addresses or not all(map(is_public, addresses)):
        raise FetchError("Địa chỉ ấy không ở trên mạng công cộng.", Trouble.PRIVATE)
    return addresses[:_TRIED]


def _connect(parts: SplitResult, until: float, network: Network) -> http.client.HTTPConnection:
    host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
    addresses = _public_addresses(host, port, network)
    connection = http.client.HTTPConnection(host, port)
    try:
        line = network.reach(parts, port, addresses, until)
        if parts.scheme == "https":
            line.settimeout(time_left(until))
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
    except OSError as error:
        raise FetchError(f"Không kết nối được với trang “{host}”.", _kind_of(error)) from error
    connection.sock = line
    return connection


def _kind_of(error: OSError) -> Trouble:
    if isinstance(error, ssl.SSLError):  # of a time-out, too, it is a subclass of OSError
        return Trouble.CERTIFICATE
    return Trouble.SLOW if isinstance(error, TimeoutError) else Trouble.CONNECTION


def _cut_at(until: float, connection: http.client.HTTPConnection) -> threading.Timer:
    """Cut the line when time is up: patience with each piece would let an answer drip for hours."""
    line: socket.socket = connection.sock

    def cut() -> None:
        with suppress(OSError):  # the other side was quicker
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, until - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    return timer


def _ask(
    connection: http.client.HTTPConnection,
    parts: SplitResult,
    method: str,
    headers: Mapping[str, str],
    network: Network,
) -> http.client.HTTPResponse:
    target = parts.path or "/"
    target += f"?{parts.query}" if parts.query else ""
    # Addresses are pasted as people write them, with spaces and Vietnamese letters.
    target = "".join(c if "!" <= c <= "~" else _percent(c) for c in target)
    target = network.target(parts, target)
    connection.request(method, target, headers={"User-Agent": AGENT, **headers})
    return connection.getresponse()


def _percent(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode(errors="replace"))


def _read(answer: http.client.HTTPResponse, max_bytes: int, until: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(_CHUNK):  # what has come, not a whole chunk
        pieces.append(piece)
        size += len(piece)
        if size > max_bytes:
            raise FetchError(f"Tệp nặng quá mức {max_bytes // 2**20} MB.")
        time_left(until)
    time_left(until)  # a line that was cut ends like one that has said all
    return b"".join(pieces)


def time_left(until: float) -> float:
    """Return how many seconds there are; raise `FetchError` when there is none."""
    left = until - time.monotonic()
    if left <= 0:
        raise FetchError("Trang ấy trả lời quá chậm.", Trouble.SLOW)
    return left
