"""What a decoder needs of an uploaded picture, and nothing else.

Before any library opens an upload, its parts are walked here: size, pixels and the notes of the
camera are kept, and everything else is left out.  So texts, colour profiles, previews, further
pictures and whatever is appended never reach a parser; two dozen bytes of them can unpack to a
megabyte each, and there is room for thousands.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MAX_SCANS = 100
"""Passes over one JPEG; a progressive one has ten, an attack as many as fit into the file."""
_MAX_NOTES = 2**18

_PNG, _EXIF = b"\x89PNG\r\n\x1a\n", b"Exif\0\0"
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_WEBP_KEPT = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"}
_ALPHA_AND_ANIMATION = 0x12
# Within the pixels of a JPEG 0xFF is followed by 0 or by the number of a restart.
_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
_SOI, _EOI, _SOS, _APP1, _COMMENT = b"\xff\xd8", 0xD9, 0xDA, 0xE1, 0xFE
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = 0xC2
_TELLS_COLOURS = (b"JFIF\0", b"Adobe")


@dataclass
class Bare:
    """A picture file without what is no pixel of it."""

    kind: str
    data: bytes = b""
    width: int = 0
    height: int = 0
    notes: bytes = b""
    """The EXIF block as it came; nothing in it is to be believed."""
    buffered: int = 0
    """Bytes that the decoder keeps beside the pixels, whatever size is asked for."""

    def note(self, block: bytes) -> None:
        """Take the first EXIF block that is not absurdly long."""
        block = block.removeprefix(_EXIF)
        if not self.notes and len(block) <= _MAX_NOTES:
            self.notes = block


def strip(data: bytes) -> Bare:
    """Return the pixels of a JPEG, PNG or WebP; raises `ValueError` for anything else."""
    for opening, read in _READERS:
        if opening.match(data):
            found = read(data)
            if not found.width or not found.height:
                raise ValueError("no size")
            return found
    raise ValueError("no picture of the allowed formats")


def _read_png(data: bytes) -> Bare:
    found = Bare("PNG")
    parts = [_PNG]
    at = len(_PNG)
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        content, end = at + 8, at + length + 12
        if end > len(data):
            raise ValueError("truncated")
        if kind in _PNG_KEPT:
            parts.append(data[at:end])
        if kind == b"eXIf" and length <= _MAX_NOTES:
            found.note(data[content : end - 4])
        if kind == b"IHDR":
            if found.width:
                raise ValueError("two pictures in one")
            found.width = int.from_bytes(data[content : content + 4])
            found.height = int.from_bytes(data[content + 4 : content + 8])
        at = end
        if kind == b"IEND":
            found.data = b"".join(parts)
            return found
    raise ValueError("truncated")


def _read_webp(data: bytes) -> Bare:
    found = Bare("WEBP")
    parts: list[bytes] = []
    has_frame = False
    for kind, content in _riff_chunks(data):
        if kind == b"EXIF":
            found.note(content)
        if kind not in _WEBP_KEPT or (has_frame and kind == b"ANMF"):
            continue
        has_frame = has_frame or kind == b"ANMF"
        if kind == b"VP8X":
            content = bytes([content[0] & _ALPHA_AND_ANIMATION]) + content[1:]
        if not found.width:
            found.width, found.height = _webp_size(kind, content)
        parts += [kind, len(content).to_bytes(4, "little"), content, b"\0" * (len(content) % 2)]
    body = b"WEBP" + b"".join(parts)
    found.data = b"RIFF" + len(body).to_bytes(4, "little") + body
    return found


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 12, 8 + int.from_bytes(data[4:8], "little")
    if end > len(data) + 1:  # some writers forget the padding of the last part
        raise ValueError("truncated")
    while at + 8 <= end:
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        content = data[at + 8 : at + 8 + length]
        if len(content) < max(length, 1):
            raise ValueError("truncated")
        yield data[at : at + 4], content
        at += 8 + length + length % 2


def _webp_size(kind: bytes, content: bytes) -> tuple[int, int]:
    little = int.from_bytes(content[:10], "little")
    if kind == b"VP8X":
        return (little >> 32 & 0xFFFFFF) + 1, (little >> 56 & 0xFFFFFF) + 1
    if kind == b"VP8L":
        return (little >> 8 & 0x3FFF) + 1, (little >> 22 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return little >> 48 & 0x3FFF, little >> 64 & 0x3FFF
    return 0, 0


def _read_jpeg(data: bytes) -> Bare:
    found = Bare("JPEG")
    parts = [_SOI]
    coefficients = scans = 0
    is_progressive = False
    for kind, part in _jpeg_parts(data):
        content = part[4:]
        if kind == _APP1 and content.startswith(_EXIF):
            found.note(content)
        if _is_beside_the_pixels(kind) and not content.startswith(_TELLS_COLOURS):
            continue
        parts.append(part)
        if kind in _FRAMES:
            if coefficients:
                raise ValueError("two pictures in one")
            found.width, found.height, coefficients = _frame(content)
            is_progressive = kind == _PROGRESSIVE
        scans += kind == _SOS
        if scans > MAX_SCANS:
            raise ValueError("too many passes")
    found.buffered = coefficients if is_progressive or scans > 1 else 0
    found.data = b"".join(parts)
    return found


def _is_beside_the_pixels(kind: int) -> bool:
    return 0xE0 <= kind <= 0xEF or kind == _COMMENT


def _jpeg_parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Return each part from its marker on, a scan with its pixels; garbage between is skipped."""
    at = len(_SOI)
    while (marker := _MARKER.search(data, at)) is not None:
        kind, begin = marker[1][0], marker.end() - 2
        if kind == _EOI:
            yield kind, data[begin : begin + 2]
            return
        end = begin + 2 + int.from_bytes(data[begin + 2 : begin + 4])
        if end > len(data) or end < begin + 4:
            raise ValueError("truncated")
        if kind == _SOS:
            following = _MARKER.search(data, end)
            end = following.start() if following else len(data)
        yield kind, data[begin:end]
        at = end
    raise ValueError("truncated")


def _frame(content: bytes) -> tuple[int, int, int]:
    """Return width, height and the bytes of all coefficients."""
    height, width, count = content[1:3], content[3:5], content[5]
    samples = [content[7 + 3 * number] for number in range(count)]
    across = [sample >> 4 for sample in samples]
    down = [sample & 15 for sample in samples]
    area = sum(h * v for h, v in zip(across, down, strict=True)) / (max(across) * max(down))
    pixels = int.from_bytes(width) * int.from_bytes(height)
    return int.from_bytes(width), int.from_bytes(height), int(2 * pixels * area) + 1


_READERS: list[tuple[re.Pattern[bytes], Callable[[bytes], Bare]]] = [
    (re.compile(rb"\xff\xd8\xff"), _read_jpeg),
    (re.compile(re.escape(_PNG)), _read_png),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), _read_webp),
]
