"""As much of an S3 as the portal asks for, on this machine and in memory."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

_THEN = datetime(2026, 5, 20, 2, tzinfo=UTC)
_PAGE = 7
"""So many keys a list shows at once; few, so that every list has several pages."""


@dataclass
class Bucket:
    """What the server holds, and how well it answers."""

    address: str = ""
    name: str = "cong"
    objects: dict[str, bytes] = field(default_factory=dict)
    """By their paths: the bucket's name first."""
    changed: dict[str, datetime] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    parts: dict[int, bytes] = field(default_factory=dict)
    left: int | None = None
    """So many requests more are answered: after them whoever asks is as good as dead."""
    busy: int = 0
    """So many are asked to come back later."""

    def clear(self) -> None:
        """Begin anew."""
        self.objects.clear()
        self.changed.clear()
        self.requests.clear()
        self.parts.clear()
        self.left, self.busy = None, 0


@contextmanager
def s3_server() -> Iterator[Bucket]:
    """Run one with one bucket."""
    bucket = Bucket()
    handler = type("Handler", (_Handler,), {"bucket": bucket})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        bucket.address = f"http://127.0.0.1:{server.server_port}"
        yield bucket
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    bucket: Bucket

    def _serve(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = urlsplit(self.path)
        self.key, self.query = parts.path, dict(parse_qsl(parts.query, keep_blank_values=True))
        self.bucket.requests.append(f"{self.command} {self.path}")
        if refused := self._refused():
            status, code = refused
            self._answer(status, f"<Error><Code>{code}</Code></Error>".encode())
            return
        getattr(self, f"_{self.command.lower()}")()

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _serve

    def _refused(self) -> tuple[int, str] | None:
        if self.bucket.left is not None:
            self.bucket.left -= 1
            if self.bucket.left < 0:
                return 403, "AccessDenied"
        if self.bucket.busy:
            self.bucket.busy -= 1
            return 503, "ServiceUnavailable"
        if self.headers.get("x-amz-content-sha256") != hashlib.sha256(self.body).hexdigest():
            return 400, "XAmzContentSHA256Mismatch"
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            return 501, "NotImplemented"
        if self.key.split("/")[1] != self.bucket.name:
            return 404, "NoSuchBucket"
        return None

    def _put(self) -> None:
        if "partNumber" in self.query:
            self.bucket.parts[int(self.query["partNumber"])] = self.body
        else:
            self.bucket.objects[self.key] = self.body
        self._answer(200)

    def _post(self) -> None:
        if "uploads" in self.query:
            self.bucket.parts.clear()
            self._answer(200, b"<R><UploadId>1</UploadId></R>")
            return
        parts = self.bucket.parts
        self.bucket.objects[self.key] = b"".join(parts[number] for number in sorted(parts))
        self._answer(200, b"<R></R>")

    def _delete(self) -> None:
        if "uploadId" not in self.query:
            self.bucket.objects.pop(self.key, None)
        self._answer(204)

    def _get(self) -> None:
        if "list-type" in self.query:
            self._answer(200, self._list().encode())
        elif (data := self.bucket.objects.get(self.key)) is None:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        elif not (wanted := self.headers.get("Range")):
            self._answer(200, data, of=data)
        elif not data:
            self._answer(416, b"<Error><Code>InvalidRange</Code></Error>")
        else:
            first, _, last = wanted.removeprefix("bytes=").partition("-")
            part = data[int(first) : int(last or len(data)) + 1]
            span = f"bytes {first}-{int(first) + len(part) - 1}/{len(data)}"
            self._answer(206, part, of=data, **{"Content-Range": span})

    _head = _get

    def _list(self) -> str:
        beginning = f"{self.key.rstrip('/')}/{self.query.get('prefix', '')}"
        keys = [key for key in sorted(self.bucket.objects) if key.startswith(beginning)]
        start = int(self.query.get("continuation-token", 0))
        shown, more = keys[start : start + _PAGE], len(keys) > start + _PAGE
        token = f"<NextContinuationToken>{start + _PAGE}</NextContinuationToken>" if more else ""
        entries = "".join(map(self._entry, shown))
        return f"<R>{entries}<IsTruncated>{str(more).lower()}</IsTruncated>{token}</R>"

    def _entry(self, path: str) -> str:
        key = escape(path.removeprefix(f"/{self.bucket.name}/"))
        at = self.bucket.changed.get(path, _THEN).isoformat()
        size = len(self.bucket.objects[path])
        return (
            f"<Contents><Key>{key}</Key><LastModified>{at}</LastModified>"
            f"<Size>{size}</Size></Contents>"
        )

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, data: bytes = b"", of: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("ETag", f'"{hashlib.sha256(of).hexdigest()[:32]}"')
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Last-Modified", format_datetime(_THEN, usegmt=True))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)
