"""Files that are on the disk when one is told so, and their hashes."""

import gzip
import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, NamedTuple, cast

_PIECE = 2**20
_EFFORT = 4
"""Of gzip: nearly as small as its best, in a third of the time."""


class Digest(NamedTuple):
    """How long a file is, and its SHA-256."""

    size: int
    sha256: str


def new_hash() -> Any:
    """Return a hash of nothing yet."""
    return hashlib.sha256()


def digest_of(path: Path) -> Digest:
    """Return length and hash of a file."""
    with path.open("rb") as file:
        made = hashlib.file_digest(file, "sha256")
        return Digest(file.tell(), made.hexdigest())


def copy(source: BinaryIO, target: Path) -> Digest:
    """Copy what `source` has to say; return length and hash of what was written."""
    made, size = hashlib.sha256(), 0
    with target.open("xb") as file:
        while piece := source.read(_PIECE):
            file.write(piece)
            made.update(piece)
            size += len(piece)
        flush(file)
    return Digest(size, made.hexdigest())


def flush(file: BinaryIO) -> None:
    """Return when the file is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Return when the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folders(top: Path) -> None:
    """Return when the names in a folder and in all below it are on the disk."""
    for folder, _, _ in os.walk(top):
        flush_folder(Path(folder))


def stays_within(name: str) -> bool:
    """Return whether a name, joined to a folder, leads to a file below it."""
    path = PurePosixPath(name)
    return bool(path.name) and not path.is_absolute() and ".." not in path.parts


def write(path: Path, text: str) -> None:
    """Write a text, for good."""
    with path.open("xb") as file:
        file.write(text.encode())
        flush(file)


@contextmanager
def packed(path: Path) -> Iterator[BinaryIO]:
    """Write a file that is packed; equal content makes equal bytes, whenever it is written."""
    with path.open("xb") as file:
        packing = gzip.GzipFile("", "wb", _EFFORT, file, mtime=0)
        with packing, io.BufferedWriter(cast(Any, packing), _PIECE) as writer:
            yield cast(BinaryIO, writer)
        flush(file)


@contextmanager
def unpacked(path: Path) -> Iterator[Iterator[bytes]]:
    """Read the lines of a packed file."""
    with gzip.open(path, "rb") as file:
        yield iter(file)
