"""Documents that are two files in one, unpack to very much, lie about themselves, or are cut."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache, partial

from portal.core.media import reader
from tests.core.papers import office, pdf
from tests.core.uploads.no_pictures import HTML, SVG
from tests.core.uploads.pictures import MARK, archive, plain

KINDS = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv")


@cache
def zeros(megabytes: int) -> bytes:
    """Return an archive whose one part unpacks to so much."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("0.bin", bytes(megabytes * 2**20))
    return target.getvalue()


def nested() -> bytes:
    """Return an office file that holds an archive of archives."""
    inner = zeros(50)
    return office("docx", "chữ", **{f"word__{number}_DOT_zip": inner for number in range(20)})


def of_many_parts() -> bytes:
    """Return an office file of more parts than any program writes."""
    parts = {f"word__{number}": b"" for number in range(reader.MAX_PARTS)}
    return office("docx", "chữ", **parts)


def quoting(count: int = 60) -> bytes:
    """Return an office file whose parts share the bytes of one: 60 times a megabyte in 70 KB."""
    data = office("docx", "chữ", word__big_DOT_bin=bytes(2**20))
    end = data.rindex(b"PK\x05\x06")
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    last = data.rindex(b"PK\x01\x02", start, end)
    directory = data[start:end] + data[last:end] * count
    return data[:start] + directory + _end(directory, start, 3 + count)


def lying() -> bytes:
    """Return an office file whose table of contents says that a megabyte is ten bytes."""
    data = bytearray(office("docx", "chữ", word__big_DOT_bin=bytes(2**20)))
    last = data.rindex(b"PK\x01\x02")
    data[last + 24 : last + 28] = struct.pack("<I", 10)
    return bytes(data)


def of_a_long_directory() -> bytes:
    """Return an office file whose table of contents says that it has 3 GB."""
    data = bytearray(office("docx", "chữ"))
    data[-10:-6] = struct.pack("<I", 3 * 2**30)
    return bytes(data)


def _end(directory: bytes, start: int, count: int) -> bytes:
    return b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, count, count, len(directory), start, 0)


def exploding_pdf() -> bytes:
    """Return a PDF whose one page unpacks to 300 MB."""
    packed = zlib.compress(zlib.compress(b"(a) Tj " * (300 * 2**20 // 7), 9), 9)
    head, _, tail = pdf("AAA").partition(b"<< /Length")
    kept = tail.partition(b"endstream")[2]
    filters = b"/Filter [/FlateDecode /FlateDecode]"
    stream = b"<< %s /Length %d >>\nstream\n%s\nendstream" % (filters, len(packed), packed)
    return head + stream + kept


def _cut(kind: str, part: int) -> bytes:
    whole = pdf("a" * 900) if kind == "pdf" else office(kind, "a")
    return whole[: len(whole) * part // 100]


CUTS = (10, 50, 90, 99)
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    **{f"a page called {kind}": (kind, lambda: HTML, "type") for kind in KINDS},
    **{f"a drawing called {kind}": (kind, lambda: SVG, "type") for kind in KINDS},
    **{f"a picture called {kind}": (kind, lambda: plain("JPEG"), "type") for kind in KINDS[:-1]},
    **{f"one byte called {kind}": (kind, lambda: b"\0", "type") for kind in KINDS},
    "a frame called CSV": ("csv", lambda: b"\xef\xbb\xbf\n <iframe srcdoc='x'>", "type"),
    "a comment called CSV": ("csv", lambda: b"<!-- a;b -->" + MARK, "type"),
    "a page behind a PDF": ("pdf", lambda: pdf("a") + HTML, "type"),
    "an archive behind a PDF": ("pdf", lambda: pdf("a") + archive(), "type"),
    "a PDF behind a picture": ("pdf", lambda: plain("JPEG") + pdf("a"), "type"),
    "very many parts": ("docx", of_many_parts, "bomb"),
    "parts that share their bytes": ("docx", quoting, "bomb"),
    "a wrong size": ("docx", lying, "broken"),
    "a table of contents of 3 GB": ("docx", of_a_long_directory, "bomb"),
    "a list of parts of 5 MB": (
        "docx",
        lambda: office("docx", word___rels__a_DOT_rels=b" " * (reader.MAX_HEAD + 1)),
        "bomb",
    ),
    **{f"{part} % of a PDF": ("pdf", partial(_cut, "pdf", part), "broken") for part in CUTS},
    **{f"{part} % of a text": ("odt", partial(_cut, "odt", part), "type") for part in CUTS},
}
"""Ending, file, and the word for the reason."""
