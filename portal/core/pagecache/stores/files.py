"""Pages as files of one machine, read and written by all its processes.

One file for each page, replaced whole, so that nobody reads half of one; the kernel keeps those
that are asked for in memory.  The version is a file of its own, written in place: that works on a
full disk, too.
"""

import fcntl
import json
import logging
import os
import secrets
import threading
import time
from dataclasses import asdict
from pathlib import Path

from portal.core.pagecache.pages import Page

log = logging.getLogger(__name__)
_TOKEN = 32
"""Characters of a version."""
_LEASED = 2.0
"""Seconds after which somebody else may make a page, should its maker hang."""
_LOCKS = 512
"""Files to lock; two pages that share one wait for each other at worst once."""
SWEEP_EVERY = 400
"""Pages that a process stores between two looks at how much there is."""


class FileLease:
    """A lock on a file, which the kernel takes back from a process that dies."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let the next one in."""
        if self._descriptor is not None:
            os.close(self._descriptor)


class FileStore:
    """Pages in a folder of this machine, of at most `limit` bytes.

    All releases of the portal have one version, and each its own pages.
    """

    def __init__(self, folder: Path, release: str, *, limit: int) -> None:
        self._folder, self._release, self._limit = folder, release, limit
        self._version_path = str(folder / "version")
        self._stored = 0
        self._lock = threading.Lock()
        self._complained: set[str] = set()

    def version(self) -> str | None:
        """Return the site version; the first to ask makes one."""
        try:
            token = _read(self._version_path)
        except FileNotFoundError:
            return self._first_version()
        except OSError as error:
            self._complain("version", error)
            return None
        return token.decode("ascii", "replace") if len(token) == _TOKEN else None

    def page(self, key: str) -> Page | None:
        """Return the page stored last."""
        try:
            content = _read(self._path(key))
        except OSError:
            return None
        head, _, body = content.partition(b"\n")
        try:
            described = json.loads(head)
            headers = [(name, value) for name, value in described.pop("headers")]
            return Page(**{**described, "headers": headers, "body": body})
        except (ValueError, TypeError, KeyError, AttributeError):
            return None  # written by hand, or by a disk that failed

    def put(self, key: str, page: Page) -> None:
        """Write the page beside its place, then move it there."""
        path = self._path(key)
        described = {**asdict(page), "body": None}
        content = json.dumps(described).encode() + b"\n" + page.body
        beside = f"{path}.{os.getpid()}.{threading.get_ident()}"
        try:
            _write(beside, content)
            os.replace(beside, path)
        except OSError as error:
            Path(beside).unlink(missing_ok=True)
            self._complain("page", error)
            return
        self._sweep_now_and_then()

    def bump(self) -> bool:
        """Write a new version over the old one."""
        try:
            self._write_version()
        except OSError:
            log.exception("The page cache could not be told of a change; pages may be old")
            return False
        return True

    def take_lease(self, key: str) -> FileLease | None:
        """Lock the file of the page; where files cannot be made, everybody makes the page."""
        path = self._folder / "locks" / str(int(key[:8], 16) % _LOCKS)
        try:
            descriptor = _open(path, os.O_RDWR | os.O_CREAT)
        except OSError:
            return FileLease(None)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            hangs = time.time() - os.fstat(descriptor).st_mtime > _LEASED
            if not hangs:
                os.close(descriptor)
                return None
        os.utime(descriptor)
        return FileLease(descriptor)

    def forget(self) -> bool:
        """Remove all pages, too."""
        told = self.bump()
        for entry in self._pages():
            Path(entry.path).unlink(missing_ok=True)
        return told

    def _first_version(self) -> str | None:
        try:
            self._write_version(os.O_EXCL)
        except FileExistsError:
            return None  # another process is writing it now
        except OSError as error:
            self._complain("version", error)
            return None
        return self.version()

    def _write_version(self, *flags: int) -> None:
        descriptor = _open(Path(self._version_path), os.O_WRONLY | os.O_CREAT | sum(flags))
        try:
            os.pwrite(descriptor, secrets.token_hex(_TOKEN // 2).encode(), 0)
        finally:
            os.close(descriptor)

    def _path(self, key: str) -> str:
        return f"{self._folder}/{self._release}/{key[:2]}/{key}"

    def _sweep_now_and_then(self) -> None:
        with self._lock:
            self._stored += 1
            is_due = self._stored % SWEEP_EVERY == 0
        if is_due:
            self.sweep()

    def sweep(self) -> None:
        """Remove the oldest pages where there are more bytes than allowed."""
        entries = sorted(
            ((stat.st_mtime, stat.st_size, entry.path) for entry, stat in _stats(self._pages())),
            reverse=True,
        )
        kept = 0
        for _, size, path in entries:
            kept += max(size, 4096)  # what a file takes on a disk at least
            if kept > self._limit:
                Path(path).unlink(missing_ok=True)

    def _pages(self) -> list["os.DirEntry[str]"]:
        releases = [entry for entry in _within(str(self._folder)) if entry.name != "locks"]
        folders = [folder for release in releases for folder in _within(release.path)]
        return [page for folder in folders for page in _within(folder.path)]

    def _complain(self, what: str, error: OSError) -> None:
        if what not in self._complained:  # once in each process: a full disk fails every page
            self._complained.add(what)
            log.error("The page cache cannot use its %s; pages go on without it: %s", what, error)


def _read(path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY)  # a third of what a file object costs
    try:
        return os.read(descriptor, os.fstat(descriptor).st_size)
    finally:
        os.close(descriptor)


def _write(path: str, content: bytes) -> None:
    descriptor = _open(Path(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    with open(descriptor, "wb", buffering=0) as file:
        if file.write(content) != len(content):
            raise OSError("no space for the whole page")


def _open(path: Path, flags: int) -> int:
    try:
        return os.open(path, flags, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(path, flags, 0o600)


def _within(folder: str) -> list["os.DirEntry[str]"]:
    try:
        return list(os.scandir(folder))
    except OSError:
        return []  # a file, or gone


def _stats(entries: list["os.DirEntry[str]"]) -> list[tuple["os.DirEntry[str]", os.stat_result]]:
    found = []
    for entry in entries:
        try:
            found.append((entry, entry.stat()))
        except OSError:
            continue  # another process was quicker
    return found
