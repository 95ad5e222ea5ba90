"""Uploads in an S3-compatible store, for portals that run on several machines.

Addresses stay the portal's own (`/media/…`), so texts need not change when files move there, and
no reader's browser is sent elsewhere: the web server passes what is asked on to the store.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from portal.core.breaker import Breaker
from portal.core.s3 import client_config

_IN_MEMORY = 16 * 2**20
"""Bytes of a file that is read; what is longer goes through a temporary file."""


class BucketStorage(S3Storage):
    """A bucket that answers as a disk does: what it cannot do is an `OSError`."""

    def __init__(self, **options: Any) -> None:
        config = client_config(
            options.get("endpoint_url"),
            connect_timeout=2,
            read_timeout=10,
            retries={"max_attempts": 2, "mode": "standard"},
        )
        super().__init__(client_config=config, max_memory_size=_IN_MEMORY, **options)
        self._breaker = Breaker("The store of uploads")

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Return the address at the portal, without asking the store."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"

    def exists(self, name: str) -> bool:
        """Return whether there is such a file."""
        with self._as_of_a_disk():
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        """Return the bytes of a file."""
        with self._as_of_a_disk():
            return int(super().size(name))

    def delete(self, name: str) -> None:
        """Remove a file, if it is there."""
        with self._as_of_a_disk():
            super().delete(name)

    def _open(self, name: str, mode: str = "rb") -> Any:
        with self._as_of_a_disk():
            file = super()._open(name, mode)
            file.open()  # fetches it, which would else fail at the first reading
            return file

    def _save(self, name: str, content: Any) -> str:
        with self._as_of_a_disk():
            return str(super()._save(name, content))

    @contextmanager
    def _as_of_a_disk(self) -> Iterator[None]:
        if not self._breaker.lets_through():
            raise OSError("the store of uploads is left alone for some seconds")
        gone: Exception | None = None
        try:
            yield
        except (BotoCoreError, Boto3Error, ClientError) as error:
            gone = error if isinstance(error, (ConnectionError, HTTPClientError)) else None
            raise OSError(f"the store of uploads: {error}") from error
        finally:  # a refusal, or "no such file", is an answer
            self._breaker.note(gone)
