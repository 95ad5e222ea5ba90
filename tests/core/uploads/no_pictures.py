"""Files that are no pictures of the allowed kinds, are cut short, or cost too much to open."""

import io
import struct
from collections.abc import Callable
from functools import partial

from PIL import Image as Pillow

from tests.core.photos import encoded, png_of
from tests.core.uploads.pictures import KINDS, MARK, archive, chunk, plain, riff, segment

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(4711)'>" + MARK + b"</svg>"
HTML = b"<!DOCTYPE html><html><body>" + MARK
ENDINGS = ("jpg", "jpeg", "JPG", "png", "webp", "gif", "svg", "html", "php")


def claimed_png(width: int, height: int, colours: int) -> bytes:
    """Return a PNG that says it has so many pixels; `colours`: 0 grey, 2 RGB, 6 RGBA."""
    head = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    parts = [chunk(b"IHDR", head), chunk(b"IDAT", b"x"), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def claimed_webp(width: int, height: int) -> bytes:
    """Return a WebP that says it has so many pixels."""
    sizes = (width - 1) | (height - 1) << 14
    return riff((b"VP8L", b"\x2f" + struct.pack("<I", sizes) + bytes(8)))


def claimed_jpeg(width: int, height: int, frame: int = 0xC0) -> bytes:
    """Return a JPEG that says it has so many pixels, all colours in full."""
    content = plain("JPEG")
    start = next(at for at in range(len(content)) if content[at : at + 2] in {b"\xff\xc0"})
    length = int.from_bytes(content[start + 2 : start + 4])
    colours = b"".join(bytes([number, 0x11, 0]) for number in (1, 2, 3))
    head = struct.pack(">BHHB", 8, height, width, 3) + colours
    return content[:start] + segment(frame, head) + content[start + 2 + length :]


def of_many_passes() -> bytes:
    """Return a JPEG that goes over its few pixels ten thousand times."""
    content = encoded(Pillow.open(io.BytesIO(plain("JPEG"))), progressive=True)
    last = content.rindex(b"\xff\xda")
    return content[:last] + content[last:-2] * 10_000 + content[-2:]


def _cut(kind: str, part: int) -> bytes:
    return plain(kind)[: len(plain(kind)) * part // 100]


NO_PICTURE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"\xff",
    "a GIF that is a script": lambda: b"GIF89a/*" + bytes(9) + b"*/=1;alert(4711)//",
    "a page": lambda: HTML,
    "a drawing": lambda: SVG,
    "a drawing behind a byte order mark": lambda: b"\xef\xbb\xbf" + SVG,
    "a PDF": lambda: b"%PDF-1.7\n" + MARK,
    "an archive": archive,
    "a picture behind a page": lambda: HTML + plain("JPEG"),
    "the first bytes of a JPEG before PHP": lambda: b"\xff\xd8\xff\xe0" + MARK,
    "the first bytes of a WebP before a page": lambda: b"RIFF\x40\0\0\0WEBP" + MARK,
    "a PNG that is a page from its second part on": lambda: plain("PNG")[:33] + MARK,
    "two JPEG frames in one": lambda: (
        plain("JPEG")[:2]
        + segment(0xC0, struct.pack(">BHHB", 8, 9, 9, 1) + b"\1\x11\0")
        + plain("JPEG")[2:]
    ),
    "a JPEG of ten thousand passes": of_many_passes,
    "a JPEG without a size": lambda: claimed_jpeg(0, 0),
    "a PNG without a size": lambda: png_of(0, 0),
    "a PNG with two heads": lambda: (
        plain("PNG")[:33] + claimed_png(9, 9, 2)[8:33] + plain("PNG")[33:]
    ),
    "a WebP without pixels": lambda: riff((b"VP8X", bytes(10))),
    "a WebP of an empty part": lambda: riff((b"VP8X", b"")),
    **{
        f"{part} % of a {kind}": partial(_cut, kind, part)
        for kind in KINDS
        for part in (10, 30, 60, 90, 99)
    },
}
TOO_LARGE: dict[str, Callable[[], bytes]] = {
    "a PNG of 3,600 megapixels": lambda: png_of(60_000, 60_000),
    "a real PNG of 60.1 megapixels": lambda: encoded(Pillow.new("1", (7750, 7751)), "PNG"),
    "a JPEG of 4,290 megapixels": lambda: claimed_jpeg(65_500, 65_500),
    "a WebP of 268 megapixels": lambda: claimed_webp(16_383, 16_383),
    "one line of 61 megapixels": lambda: png_of(1, 61_000_000),
}
TOO_COSTLY: dict[str, Callable[[], bytes]] = {
    "a PNG of 40 megapixels": lambda: claimed_png(8000, 5000, 2),
    "a transparent PNG of 20 megapixels": lambda: claimed_png(5000, 4000, 6),
    "a WebP of 12 megapixels": lambda: encoded(
        Pillow.new("RGB", (4000, 3000)), "WEBP", lossless=True, method=0, quality=0
    ),
    "a progressive JPEG of 50 megapixels": lambda: claimed_jpeg(8000, 6250, 0xC2),
}
