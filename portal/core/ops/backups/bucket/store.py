"""A bucket as a place of files: what it cannot do is a `Refusal` in the operator's words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import boto3
from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,
    HTTPClientError,
    NoCredentialsError,
)

from portal.core.ops.backups.refusal import Refusal
from portal.core.s3 import client_config

_TRANSFER = TransferConfig(
    multipart_threshold=64 * 2**20,
    multipart_chunksize=16 * 2**20,
    use_threads=False,  # one request at a time: the portal's line is the readers'
    preferred_transfer_client="classic",
)
_ATTEMPTS = 6
"""Of each request, with longer pauses from one to the next."""
_MEANINGS = {
    "NoSuchBucket": "không có bucket này; tạo nó, hoặc sửa BACKUP_S3_BUCKET",
    "InvalidAccessKeyId": "không biết khóa BACKUP_S3_ACCESS_KEY",
    "SignatureDoesNotMatch": "BACKUP_S3_SECRET_KEY sai",
    "AccessDenied": "khóa không có quyền; cần liệt kê, đọc, ghi và xóa trong bucket",
    "403": "khóa sai, hoặc không có quyền đọc",
    "NoSuchKey": "không còn tệp ấy",
    "404": "không còn tệp ấy",
    "RequestTimeTooSkewed": "đồng hồ của máy này sai giờ",
}
"""What stores answer, by their codes."""

Tell = Callable[[int], object]
"""Told how many bytes more have gone over the line."""


class Entry(NamedTuple):
    """A file in the bucket."""

    key: str
    size: int
    changed: datetime


class Store:
    """The part of a bucket below the portal's prefix."""

    def __init__(self, options: dict[str, str]) -> None:
        self.name = options["bucket_name"]
        folder = options.get("location", "").strip("/")
        self._prefix = f"{folder}/" if folder else ""
        endpoint = options.get("endpoint_url")
        try:
            self._client = boto3.session.Session().client(
                "s3",
                endpoint_url=endpoint,
                region_name=options.get("region_name"),
                aws_access_key_id=options.get("access_key"),
                aws_secret_access_key=options.get("secret_key"),
                config=client_config(
                    endpoint,
                    connect_timeout=10,
                    read_timeout=60,
                    retries={"total_max_attempts": _ATTEMPTS, "mode": "standard"},
                ),
            )
        except (BotoCoreError, ValueError) as error:
            raise Refusal(f"Các biến BACKUP_S3_… không dùng được: {error}") from error

    def entries(self, below: str) -> Iterator[Entry]:
        """Walk all files whose key begins with `below`."""
        pages = self._client.get_paginator("list_objects_v2")
        with self._in_words():
            for page in pages.paginate(Bucket=self.name, Prefix=f"{self._prefix}{below}"):
                for each in page.get("Contents", ()):
                    key = each["Key"].removeprefix(self._prefix)
                    yield Entry(key, each["Size"], each["LastModified"])

    def read(self, key: str) -> bytes:
        """Return what a short file says."""
        with self._in_words():
            answer = self._client.get_object(Bucket=self.name, Key=self._prefix + key)
            return bytes(answer["Body"].read())

    def write(self, key: str, content: bytes) -> None:
        """Put a short file: whole, or not at all."""
        with self._in_words():
            self._client.put_object(Bucket=self.name, Key=self._prefix + key, Body=content)

    def send(self, key: str, path: Path, tell: Tell) -> None:
        """Put a file of any length, a long one in parts: whole, or not at all."""
        with self._in_words():
            self._client.upload_file(
                str(path), self.name, self._prefix + key, Callback=tell, Config=_TRANSFER
            )

    def fetch(self, key: str, path: Path, tell: Tell) -> None:
        """Get a file of any length."""
        with self._in_words():
            self._client.download_file(
                self.name, self._prefix + key, str(path), Callback=tell, Config=_TRANSFER
            )

    def remove(self, key: str) -> None:
        """Take a file away; it may be gone already."""
        # One by one: removing many at once wants a checksum on which stores do not agree.
        with self._in_words():
            self._client.delete_object(Bucket=self.name, Key=self._prefix + key)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except (BotoCoreError, Boto3Error, ClientError) as error:
            raise Refusal(f"Kho S3 “{self.name}”: {_words_of(error)}.") from error


def _words_of(error: Exception) -> str:
    # What breaks while a file is sent comes wrapped into an error that has only a text.
    cause = error.__context__ if isinstance(error, Boto3Error) else error
    if isinstance(cause, ClientError):
        code = str(cause.response.get("Error", {}).get("Code", ""))
        return _MEANINGS.get(code, str(cause))
    if isinstance(cause, NoCredentialsError):
        return "chưa có khóa; đặt BACKUP_S3_ACCESS_KEY và BACKUP_S3_SECRET_KEY"
    if isinstance(cause, (ConnectionError, HTTPClientError)):
        return f"không kết nối được, hoặc kết nối bị ngắt ({cause})"
    return str(error)
