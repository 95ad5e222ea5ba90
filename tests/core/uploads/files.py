"""Uploads that are large without taking the memory of the tests."""

import io
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.test import Client

_BOUNDARY = "4711"


class Claimed(UploadedFile):
    """A file that says how heavy it is and must not be asked for more."""

    def __init__(self, size: int, name: str = "anh.jpg") -> None:
        super().__init__(io.BytesIO(), name, size=size)

    def read(self, *arguments: object) -> bytes:
        """Fail the test."""
        raise AssertionError("the file was read")


class _Zeros(io.RawIOBase):
    """A request's body: a beginning, very many zeros, an end."""

    def __init__(self, before: bytes, zeros: int, after: bytes) -> None:
        self._parts = [before, after]
        self._zeros = zeros

    def read(self, size: int = -1) -> bytes:
        if len(self._parts) == 2:
            return self._parts.pop(0)
        if self._zeros:
            size = min(self._zeros, size if size >= 0 else 2**16)
            self._zeros -= size
            return bytes(size)
        return self._parts.pop() if self._parts else b""


def send_zeros(
    browser: Client,
    address: str,
    size: int,
    name: str,
    fields: dict[str, str],
    *,
    before: bytes = b"",
) -> Any:
    """Send a file of zeros that nobody holds in memory; `before`: its first bytes."""
    head = b"".join(
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    )
    head += (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    ).encode() + before
    tail = f"\r\n--{_BOUNDARY}--\r\n".encode()
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": address,
        "CONTENT_TYPE": f"multipart/form-data; boundary={_BOUNDARY}",
        "CONTENT_LENGTH": str(len(head) + size + len(tail)),
        "wsgi.input": _Zeros(head, size, tail),
    }
    return browser.request(**environ)
