"""The way out through a proxy, for machines that have no other.

A name is looked up and its addresses are looked at here, as ever, before the proxy hears of it:
what is private is never asked for.  But it is the proxy that looks the name up once more and
connects.  Who owns a name can have it mean something else by then, so the proxy must refuse private
addresses, too.  The certificate of an https page is still looked at here, within the line.
"""

import http.client
import socket
from urllib.parse import SplitResult, urlsplit

from portal.core.fetching import NETWORK, FetchError, Network, Trouble, time_left


class ProxiedNetwork(Network):
    """All lines begin at one machine; its own address may be private, an operator has set it."""

    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port

    def reach(
        self, parts: SplitResult, port: int, addresses: list[str], until: float
    ) -> socket.socket:
        """Return a line to the proxy; for https one that leads through it."""
        try:
            line = socket.create_connection((self.host, self.port), timeout=time_left(until))
        except OSError as error:
            raise FetchError("Không tới được máy trung gian.", Trouble.PROXY) from error
        if parts.scheme != "https":
            return line
        try:
            self._lead_through(line, f"{_name(parts)}:{port}")
        except (OSError, http.client.HTTPException, FetchError):
            line.close()
            raise
        return line

    def target(self, parts: SplitResult, path: str) -> str:
        """Return the whole address where the proxy asks for the page."""
        if parts.scheme == "https":
            return path
        port = f":{parts.port}" if parts.port else ""
        return f"http://{_name(parts)}{port}{path}"

    def _lead_through(self, line: socket.socket, place: str) -> None:
        line.sendall(f"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n\r\n".encode("ascii"))
        answer = http.client.HTTPResponse(line, method="CONNECT")
        try:
            answer.begin()
        except http.client.HTTPException as error:
            raise FetchError("Máy trung gian trả lời sai.", Trouble.PROXY) from error
        finally:
            answer.close()  # the line stays
        if answer.status == 407:
            raise FetchError("Máy trung gian đòi mật khẩu.", Trouble.PROXY)
        if 400 <= answer.status < 500:
            raise FetchError("Máy trung gian không cho đi.", Trouble.REFUSED)
        if not 200 <= answer.status < 300:
            raise ConnectionError(f"the proxy answered {answer.status}")


def way_out(proxy: str) -> Network:
    """Return the way to other machines: through `proxy` (http://host:port) if there is one."""
    if not proxy:
        return NETWORK
    parts = urlsplit(proxy)
    return ProxiedNetwork(str(parts.hostname), int(parts.port or 0))


def _name(parts: SplitResult) -> str:
    """Return the host as it stands in a request."""
    host = str(parts.hostname)
    return f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
