"""A request as a server hands it on: whatever a program may send, a browser or not."""

from io import BytesIO
from typing import Any, NamedTuple

NOBODY, EDITOR, SUPERUSER = "nobody", "editor", "superuser"
_PLAIN = {"CONTENT_TYPE", "CONTENT_LENGTH", "REMOTE_ADDR"}


class Asked(NamedTuple):
    """One request; its `repr`, read as a tuple, is the same request again."""

    method: str = "GET"
    path: str = "/"
    """Percent-decoded, each byte a character: what a browser cannot send is possible too."""
    query: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    """Each byte a character."""
    who: str = NOBODY
    has_token: bool = True
    """Whether Django's token against forged forms is taken for granted."""
    is_stored: bool = False
    """Whether the page cache stands before the portal."""

    def environ(self) -> dict[str, Any]:
        """Return what WSGI calls it."""
        body = self.body.encode("latin-1")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path,
            "QUERY_STRING": self.query,
            "CONTENT_LENGTH": str(len(body)) if body else "",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "testserver",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": BytesIO(),
            "wsgi.multiprocess": True,
            "wsgi.multithread": True,
            "wsgi.run_once": False,
        }
        for name, value in self.headers:
            variable = name.upper().replace("-", "_")
            environ[variable if variable in _PLAIN else f"HTTP_{variable}"] = value
        return environ
