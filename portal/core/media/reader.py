"""Reads one untrusted document and prints what it holds; run as a program of its own.

A document can be made to cost any amount of memory and time, and a library for its format can
have holes.  So the portal never opens one in its own process: `documents.inspect` starts this
file with limits, gives the document as standard input and reads one line of JSON.  It imports
nothing of the portal.
"""

import io
import json
import re
import sys
import zipfile
from contextlib import suppress
from typing import Any

MAX_TEXT = 200_000
"""Characters that are kept for the search."""
MEMORY, SECONDS = 288 * 2**20, 20
CHUNK = 65_536
MAX_PARTS, MAX_UNPACKED = 5_000, 200 * 2**20
MAX_DIRECTORY = 400 * MAX_PARTS
"""Bytes of an archive's table of contents, which is read as a whole."""
MAX_HEAD = 4 * 2**20
"""Bytes of a part that is read as a whole: those that say what the others are."""
SCAN_LETTERS = 20
"""With fewer letters a page, on the average, a PDF is taken for a scan."""

_OOXML = "application/vnd.openxmlformats-officedocument."
OFFICE_TYPES = {
    "docx": f"{_OOXML}wordprocessingml.document.main+xml",
    "xlsx": f"{_OOXML}spreadsheetml.sheet.main+xml",
    "pptx": f"{_OOXML}presentationml.presentation.main+xml",
}
OPEN_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
_TEXT_PARTS = {
    "docx": re.compile(r"word/(document|footnotes|endnotes)\.xml"),
    "xlsx": re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml"),
    "pptx": re.compile(r"ppt/slides/slide\d+\.xml"),
    "odt": re.compile(r"content\.xml"),
    "ods": re.compile(r"content\.xml"),
}
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
_WORDS_IN = {"t", "p", "h", "span", "a"}  # elements whose own text is text of the document
_BLOCKS = {"p", "h", "si", "is", "c", "table-cell"}
_MACROS = re.compile(r"(^|/)(vbaProject\.bin|Basic/|Scripts/)", re.IGNORECASE)
_REMOTE_PART = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode=.External.)"
    rb"(?=[^>]*/(attachedTemplate|oleObject|frame|subDocument)\b)"
)
_MARKUP = re.compile(r"\s*<[a-z!?/]", re.IGNORECASE)
_END_OF_PDF, _BEHIND_A_PDF = b"%%EOF", b"\0\t\n\f\r \x1a"
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
"""What no database stores: PDF files hold it, and JSON carries it."""
_LOCAL_HEADER, _LOCAL_LENGTH = b"PK\x03\x04", 30
_END_OF_ZIP, _END_LENGTH = b"PK\x05\x06", 22


class Refused(Exception):
    """The document is not what its name says, or holds what readers must not be given."""


def read(ending: str, data: bytes) -> dict[str, Any]:
    """Return pages, text and whether it is a scan; raises `Refused` with a word for the reason."""
    if ending == "pdf":
        return _read_pdf(data)
    if ending == "csv":
        return _found(_decode_csv(data))
    return _read_archive(ending, data)


def _found(text: str, pages: int | None = None, is_scan: bool = False) -> dict[str, Any]:
    # Cut before it is split: each word of a table of 30 MB would be an object of its own.
    words = _NO_TEXT.sub(" ", text[: 4 * MAX_TEXT]).split()
    return {"text": " ".join(words)[:MAX_TEXT], "pages": pages, "is_scan": is_scan}


def _read_pdf(data: bytes) -> dict[str, Any]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    _check_pdf_alone(data)
    document = PdfReader(io.BytesIO(data))
    if document.is_encrypted:
        try:
            if not document.decrypt(""):
                raise Refused("password")
        except DependencyError:  # a cipher that is not read here; readers open it without password
            return _found("")
    if _acts(document):
        raise Refused("active")
    pages = len(document.pages)
    text = _pdf_text(document)
    is_scan = len(text.replace(" ", "")) < SCAN_LETTERS * min(pages, 50)
    return _found(text, pages, is_scan)


def _check_pdf_alone(data: bytes) -> None:
    """Refuse a PDF with anything before or behind it: it would be two files in one."""
    if not data.startswith(b"%PDF-"):
        raise Refused("type")
    end = data.rfind(_END_OF_PDF)
    if end < 0:
        raise Refused("broken")
    if data[end + len(_END_OF_PDF) :].strip(_BEHIND_A_PDF):
        raise Refused("type")


def _acts(document: Any) -> bool:
    """Return whether the PDF runs something by itself, or carries files."""
    root = document.trailer["/Root"]
    names = root.get("/Names", {})
    opening = root.get("/OpenAction", {})
    runs = isinstance(opening, dict) and opening.get("/S") not in {None, "/GoTo", "/GoToR"}
    return runs or "/AA" in root or "/JavaScript" in names or "/EmbeddedFiles" in names


def _pdf_text(document: Any) -> str:
    parts: list[str] = []
    length = 0
    for page in document.pages:
        with suppress(Exception):  # one page that cannot be read does not hide the others
            parts.append(page.extract_text())
            length += len(parts[-1])
        if length > MAX_TEXT:
            break
    return " ".join(parts)


def _decode_csv(data: bytes) -> str:
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("encoding") from None
    if "\0" in text or _MARKUP.match(text):
        raise Refused("type")
    return text


def _read_archive(ending: str, data: bytes) -> dict[str, Any]:
    _check_whole(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_PARTS or sum(e.file_size for e in entries) > MAX_UNPACKED:
            raise Refused("bomb")
        _check_apart(entries, archive.start_dir)
        names = [entry.filename for entry in entries]
        _check_type(ending, archive, names)
        _check_harmless(archive, names)
        if archive.testzip() is not None:
            raise Refused("broken")
        wanted = [name for name in names if _TEXT_PARTS[ending].fullmatch(name)]
        pages = sum(1 for name in names if _SLIDE.fullmatch(name)) if ending == "pptx" else None
        return _found(_words(archive, sorted(wanted)), pages)


def _check_whole(data: bytes) -> None:
    """Refuse an archive with anything before or behind it: it would be two files in one."""
    end = data.rfind(_END_OF_ZIP)
    if not data.startswith(_LOCAL_HEADER) or end < 0:
        raise Refused("type")
    comment = int.from_bytes(data[end + 20 : end + 22], "little")
    if end + _END_LENGTH + comment != len(data):
        raise Refused("type")
    if int.from_bytes(data[end + 12 : end + 16], "little") > MAX_DIRECTORY:
        raise Refused("bomb")


def _check_apart(entries: list[zipfile.ZipInfo], end: int) -> None:
    """Refuse parts that share their bytes: a small file would unpack to any size."""
    for entry in sorted(entries, key=lambda entry: entry.header_offset, reverse=True):
        if entry.header_offset + _LOCAL_LENGTH + entry.compress_size > end:
            raise Refused("bomb")
        end = entry.header_offset


def _check_type(ending: str, archive: zipfile.ZipFile, names: list[str]) -> None:
    if ending in OPEN_TYPES:
        if names[:1] != ["mimetype"] or _part(archive, "mimetype") != OPEN_TYPES[ending]:
            raise Refused("type")
    elif "[Content_Types].xml" not in names or (
        OFFICE_TYPES[ending].encode() not in _part(archive, "[Content_Types].xml")
    ):
        raise Refused("type")


def _check_harmless(archive: zipfile.ZipFile, names: list[str]) -> None:
    """Refuse macros, and parts that the reader's office program would fetch from elsewhere."""
    if any(_MACROS.search(name) for name in names):
        raise Refused("active")
    for name in names:
        if name.endswith(".rels") and _REMOTE_PART.search(_part(archive, name)):
            raise Refused("active")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        data = part.read(MAX_HEAD + 1)  # the directory may lie about sizes
    if len(data) > MAX_HEAD:
        raise Refused("bomb")
    return data


def _words(archive: zipfile.ZipFile, names: list[str]) -> str:
    from defusedxml.ElementTree import DefusedXMLParser

    words = _Words()
    for name in names:
        parser = DefusedXMLParser(target=words)
        with archive.open(name) as part:
            while words.length <= MAX_TEXT and (chunk := part.read(CHUNK)):
                parser.feed(chunk)
    return "".join(words.pieces)


class _Words:
    """Collects the text of an XML part while it is parsed, and keeps nothing else of it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self._open: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Enter an element."""
        self._open.append(tag.rpartition("}")[2])

    def data(self, text: str) -> None:
        """Take the text of the elements that hold text of the document."""
        if self._open and self._open[-1] in _WORDS_IN:
            self.pieces.append(text)
            self.length += len(text)

    def end(self, tag: str) -> None:
        """Leave an element; words of two blocks do not run together."""
        if self._open.pop() in _BLOCKS:
            self.pieces.append(" ")

    def close(self) -> None:
        """Be called by the parser at the end."""


def _limit() -> None:
    """Bound memory and time, where the system can; the caller stops the clock as well."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Read standard input, print the answer."""
    _limit()
    try:
        answer = read(sys.argv[1], sys.stdin.buffer.read())
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": "bomb"}
    except Exception:
        answer = {"refused": "broken"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
