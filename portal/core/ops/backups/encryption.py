"""Encryption with a public key, as the program `age` does it: the server cannot read its backups.

The key that opens them is never on the server; a restore is told where its file lies.
"""

import io
import os
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyrage

from portal.core.ops.backups import files
from portal.core.ops.backups.files import Digest
from portal.core.ops.backups.refusal import Refusal


class _Read(io.RawIOBase):
    """A file that remembers length and hash of what was read of it."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._hash = files.new_hash()
        self._size = 0

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        piece = self._source.read(size)
        self._hash.update(piece)
        self._size += len(piece)
        return piece

    @property
    def digest(self) -> Digest:
        """What was read so far."""
        return Digest(self._size, self._hash.hexdigest())


def recipient(public_key: str) -> pyrage.x25519.Recipient:
    """Return for whom to encrypt."""
    try:
        return pyrage.x25519.Recipient.from_str(public_key)
    except pyrage.RecipientError as error:
        raise Refusal("BACKUP_PUBLIC_KEY không phải là khóa công khai dạng age1…") from error


def encrypt(source: BinaryIO, target: Path, public_key: str) -> Digest:
    """Write `source` encrypted; return length and hash of what it said."""
    reader = _Read(source)
    with target.open("xb") as file:
        pyrage.encrypt_io(cast(Any, reader), file, [recipient(public_key)])
        files.flush(file)
    return reader.digest


def encrypt_in_place(path: Path, public_key: str) -> None:
    """Put an encrypted file, named `.age`, in the place of a file."""
    with path.open("rb") as source:
        encrypt(source, path.with_name(f"{path.name}.age"), public_key)
    path.unlink()


class Key:
    """The private key, from its file."""

    def __init__(self, path: Path) -> None:
        try:
            lines = path.read_text().splitlines()
            written = [each.strip() for each in lines if each.strip() and each[0] != "#"]
            self._identity = pyrage.x25519.Identity.from_str(written[0])
        except (OSError, ValueError, IndexError, pyrage.IdentityError) as error:
            raise Refusal(f"Không đọc được khóa bí mật trong tệp {path}: {error}") from error

    def decrypt(self, source: Path, target: Path) -> None:
        """Write what an encrypted file says."""
        try:
            pyrage.decrypt_file(str(source), str(target), [self._identity])
        except pyrage.DecryptError as error:
            raise Refusal(f"Khóa này không mở được {source.name}: {error}") from error


def make_key(path: Path) -> str:
    """Write a new private key into a file that only its owner reads; return the public one."""
    identity = pyrage.x25519.Identity.generate()
    public_key = str(identity.to_public())
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        raise Refusal(f"Không tạo được tệp {path}: {error.strerror}.") from error
    with os.fdopen(descriptor, "w") as file:
        file.write(f"# public key: {public_key}\n{identity}\n")
    return public_key
