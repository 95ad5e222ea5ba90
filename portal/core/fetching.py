"""Fetching a file of another site without being led anywhere else.

Whoever may type an address must not reach what only this machine can: its own services, the
office's network, a cloud's metadata.  So the address that the name has is looked at before the
connection is made, the connection goes to exactly that address, and each redirect is looked at
in the same way.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from contextlib import suppress
from urllib.parse import SplitResult, urljoin, urlsplit

REDIRECTS = 3
AGENT = "CongThongTin/1.0"
_PORTS = {"http": 80, "https": 443}
_CHUNK = 65_536
# Through these a translator leads to IPv4 addresses of any kind (RFC 6052, RFC 8215).
_TRANSLATED = [ipaddress.ip_network(n) for n in ("64:ff9b::/96", "64:ff9b:1::/48")]


class FetchError(Exception):
    """The file cannot be had, or must not be asked for; the words are for the editor."""


def fetch(url: str, *, max_bytes: int, seconds: float = 20) -> bytes:
    """Return what lies at `url`, an http or https address of another site.

    Raises `FetchError` for addresses of this machine and of private networks, for answers
    other than 200, and for more than `max_bytes` or `seconds`.
    """
    until = time.monotonic() + seconds
    for _ in range(REDIRECTS + 1):
        parts = _checked(url)
        connection = _connect(parts, until)
        cut = _cut_at(until, connection)
        try:
            answer = _ask(connection, parts)
            if answer.status in {301, 302, 303, 307, 308}:
                url = urljoin(url, answer.getheader("Location") or "")
                continue
            if answer.status != 200:
                raise FetchError(f"Trang ấy trả lời mã {answer.status}.")
            return _read(answer, max_bytes, until)
        except (OSError, http.client.HTTPException) as error:
            raise FetchError("Mất kết nối với trang ấy.") from error
        finally:
            cut.cancel()
            connection.close()
    raise FetchError("Địa chỉ ấy chuyển hướng quá nhiều lần.")


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchError("Địa chỉ không đúng.") from None
    is_plain = not (parts.username or parts.password) and port in {None, *_PORTS.values()}
    if parts.scheme not in _PORTS or not parts.hostname or not is_plain:
        raise FetchError("Chỉ lấy được từ địa chỉ http, https thông thường.")
    return parts


def _public_address(host: str, port: int) -> str:
    """Return the address of `host`; a name with even one address that is not public is refused."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(f"Không tìm thấy trang “{host}”.") from None
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not all(_is_public(address) for address in addresses):
        raise FetchError("Địa chỉ ấy không ở trên mạng công cộng.")
    return addresses[0]


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text)
    if any(address in network for network in _TRANSLATED):
        return False
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return bool(inner.is_global and address.is_global and not inner.is_multicast)


def _connect(parts: SplitResult, until: float) -> http.client.HTTPConnection:
    host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
    address = _public_address(host, port)
    connection = http.client.HTTPConnection(host, port)
    try:
        line = socket.create_connection((address, port), timeout=_left(until))
        if parts.scheme == "https":
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
    except OSError as error:  # also a certificate that is not of this name
        raise FetchError(f"Không kết nối được với trang “{host}”.") from error
    connection.sock = line
    return connection


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


def _ask(connection: http.client.HTTPConnection, parts: SplitResult) -> http.client.HTTPResponse:
    target = parts.path or "/"
    target += f"?{parts.query}" if parts.query else ""
    # Addresses are pasted as people write them, with spaces and Vietnamese letters.
    target = "".join(c if "!" <= c <= "~" else _percent(c) for c in target)
    connection.request("GET", target, headers={"User-Agent": AGENT, "Accept": "image/*"})
    return connection.getresponse()


def _percent(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode())


def _read(answer: http.client.HTTPResponse, max_bytes: int, until: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(_CHUNK):  # what has come, not a whole chunk
        pieces.append(piece)
        size += len(piece)
        if size > max_bytes:
            raise FetchError(f"Tệp nặng quá mức {max_bytes // 2**20} MB.")
        _left(until)
    _left(until)  # a line that was cut ends like one that has said all
    return b"".join(pieces)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise FetchError("Trang ấy trả lời quá chậm.")
    return left
