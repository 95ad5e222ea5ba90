"""Stores of uploads that are no disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import IO

from django.core.files.storage import InMemoryStorage, Storage


class GoneStorage(Storage):
    """A store that does not answer."""

    def exists(self, name: str) -> bool:
        """Fail."""
        raise OSError("the store does not answer")

    def delete(self, name: str) -> None:
        """Fail."""
        raise OSError("the store does not answer")

    def _save(self, name: str, content: IO[bytes]) -> str:
        raise OSError("the store does not answer")


class FullStorage(InMemoryStorage):
    """A store that takes `room` files more; gives no paths, as every store that is no disk."""

    room = 1_000

    def _save(self, name: str, content: IO[bytes]) -> str:
        if FullStorage.room == 0:
            raise OSError("no space left")
        FullStorage.room -= 1
        return str(super()._save(name, content))  # type: ignore[misc]


@contextmanager
def s3_server() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Run as much of an S3 as the portal asks for; give its address and what it holds."""
    objects: dict[str, bytes] = {}
    handler = type("Handler", (_S3Handler,), {"objects": objects})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", objects
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _S3Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    objects: dict[str, bytes]

    def do_PUT(self) -> None:
        assert "aws-chunked" not in self.headers.get("Content-Encoding", "")
        length = int(self.headers["Content-Length"])
        self.objects[self.path] = self.rfile.read(length)
        self._answer(200)

    def do_GET(self) -> None:
        data = self.objects.get(self.path)
        self._answer(404 if data is None else 200, data or b"")

    do_HEAD = do_GET

    def do_DELETE(self) -> None:
        self.objects.pop(self.path, None)
        self._answer(204)

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, data: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("ETag", '"0"')
        self.send_header("Last-Modified", "Wed, 20 May 2026 02:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)
