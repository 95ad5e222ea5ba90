"""Uploads that no row speaks of, and uploads that are not what they are called."""

import hashlib
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models

from portal.core.media.keeping import is_on_disk
from portal.core.media.pictures import FORMATS
from portal.core.scan.sightings import Sighting, shown

_EDGE = 4_096
"""Bytes at either end in which code is looked for; programs read it there."""
_BATCH = 1_000
_RENDITION = re.compile(r"(?P<stem>.+)-\d{1,4}\.(?:webp|avif)")
_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG",),
    "gif": (b"GIF8",),
    "webp": (b"RIFF",),
    "pdf": (b"%PDF",),
    "webm": (b"\x1aE\xdf\xa3",),
    "ogg": (b"OggS",),
    "vtt": (b"WEBVTT", b"\xef\xbb\xbfWEBVTT"),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods"), (b"PK\x03\x04",)),
}
_BOXED = {"avif", "mp4", "m4a"}
_ANY_BEGINNING = {"csv", "mp3"}
_CODE = re.compile(
    rb"<\?php|<\?=|<script\b|<html\b|<!doctype html|<svg\b|<iframe\b|eval\s*\(\s*base64|#!/\w",
    re.IGNORECASE,
)


def look() -> Iterable[Sighting]:
    """Yield the files that are unknown, of another kind than their ending says, or hold code."""
    known = _known_names()
    for name in _names(""):
        if not _is_known(name, known) and not _is_known_by_now(name):
            yield _sighting(name, "Tệp trong thư mục tải lên mà không mục nào của cổng dùng")
        elif is_on_disk() and (what := _fault(name)):
            yield _sighting(name, what)


def _known_names() -> "array[int]":
    """Return a short code of each file that a row names, in order: 8 bytes a file, not 60."""
    codes = array("Q")
    for model, column in _file_columns():
        rows, last = model._base_manager.order_by("pk").values_list("pk", column.name), 0
        while batch := list(rows.filter(pk__gt=last)[:_BATCH]):
            codes.extend(_code(name) for _, name in batch if name)
            last = batch[-1][0]
    return array("Q", sorted(codes))


def _file_columns() -> Iterator[tuple[type[models.Model], "models.FileField"]]:
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, models.FileField):
                yield model, column


def _code(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest())


def _is_known(name: str, known: "array[int]") -> bool:
    for possible in _sources(name):
        code = _code(possible)
        place = bisect_left(known, code)
        if place < len(known) and known[place] == code:
            return True
    return False


def _is_known_by_now(name: str) -> bool:
    """Ask for one name, which may have been uploaded while the scan was under way."""
    return any(
        model._base_manager.filter(**{f"{column.name}__in": _sources(name)}).exists()
        for model, column in _file_columns()
    )


def _sources(name: str) -> list[str]:
    """Return the names that a row may have for a file: a size of a picture has the picture's."""
    match = _RENDITION.fullmatch(name)
    return [name, *(f"{match['stem']}.{ending}" for ending in FORMATS.values() if match)]


def _names(folder: str) -> Iterator[str]:
    """Yield the names of all files, folder by folder."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    for name in files:
        yield f"{prefix}{name}"
    for name in folders:
        yield from _names(f"{prefix}{name}")


def _fault(name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    begins, edges = _edges(name)
    if _CODE.search(edges):
        return "Trong tệp có mã lệnh"
    expected = _BEGINNINGS.get(ending)
    if expected is not None and not begins.startswith(expected):
        return f"Nội dung tệp không phải .{ending}"
    if ending in _BOXED and begins[4:8] != b"ftyp":
        return f"Nội dung tệp không phải .{ending}"
    if expected is None and ending not in _BOXED | _ANY_BEGINNING:
        return "Loại tệp mà cổng không nhận"
    return ""


def _edges(name: str) -> tuple[bytes, bytes]:
    with default_storage.open(name) as file:
        head = file.read(_EDGE)
        if file.size > 2 * _EDGE:
            file.seek(-_EDGE, 2)
        return head, head + file.read(_EDGE)


def _sighting(name: str, what: str) -> Sighting:
    """Return what is told of a file; another content under the same name is told anew."""
    if not is_on_disk():
        return Sighting("media", name, what)
    with default_storage.open(name) as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    head = _edges(name)[0][:120].decode(errors="replace")
    evidence = shown(f"{default_storage.size(name)} byte: {head}")
    return Sighting("media", name, what, evidence, same=f"{name}\0{what}\0{digest}")
