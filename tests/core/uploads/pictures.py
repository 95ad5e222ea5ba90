"""Picture files that carry more than a picture, claim what they are not, or are cut short."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache, partial

from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo

from tests.core.photos import GPS, GPS_LATITUDE, encoded

MARK = b"<script>alert(4711)</script><?php system($_GET[0]); ?>"
"""Whatever is smuggled in says this; no stored file may."""
KINDS = ("JPEG", "PNG", "WEBP")
_TEXT_TAGS = (0x010D, 0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298, 0x9C9B, 0x9C9C)


@cache
def plain(kind: str, size: tuple[int, int] = (48, 32)) -> bytes:
    """Return a small picture in which neighbouring pixels differ."""
    colours = Pillow.linear_gradient("L").resize(size)
    picture = Pillow.merge("RGB", (colours, colours.rotate(180), colours))
    return encoded(picture, kind)


def segment(marker: int, content: bytes) -> bytes:
    """Return a part of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return a part of a PNG."""
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def riff(*parts: tuple[bytes, bytes]) -> bytes:
    """Return a WebP file of these parts."""
    body = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
        for kind, content in parts
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def jpeg_with(*segments: bytes) -> bytes:
    """Return a JPEG with further parts in its head."""
    return plain("JPEG")[:2] + b"".join(segments) + plain("JPEG")[2:]


def png_with(*chunks: bytes) -> bytes:
    """Return a PNG with further parts behind its head."""
    return plain("PNG")[:33] + b"".join(chunks) + plain("PNG")[33:]


def full_exif() -> Pillow.Exif:
    """Return notes of a camera: where it was, and a script in every text."""
    exif = Pillow.Exif()
    for tag in _TEXT_TAGS:
        exif[tag] = MARK.decode()
    exif[GPS] = {GPS_LATITUDE: (21.0, 2.0, 3.0), 1: "N", 27: MARK}
    exif.get_ifd(0x8769)[0x9286] = MARK  # the comment of the user
    return exif


def archive() -> bytes:
    """Return a ZIP file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("a.php", MARK)
    return target.getvalue()


def with_comment_in_every_gap() -> bytes:
    """Return a progressive JPEG with a comment before each of its scans."""
    picture = Pillow.open(io.BytesIO(plain("JPEG")))
    content = encoded(picture, progressive=True)
    return content.replace(b"\xff\xda", segment(0xFE, MARK) + b"\xff\xda")


def animated(kind: str, frames: int) -> bytes:
    """Return an animation; its second picture and those that follow are the same."""
    first, second = (Pillow.new("RGB", (16, 16), colour) for colour in ("red", "green"))
    others = [second] * (frames - 1)
    return encoded(first, kind, save_all=True, append_images=others)


def many_frames() -> bytes:
    """Return a WebP of 20,000 pictures in 1 MB."""
    content = animated("WEBP", 2)
    start = content.index(b"ANMF")
    length = 8 + int.from_bytes(content[start + 4 : start + 8], "little")
    body = content[8:start] + content[start : start + length] * 20_000
    return b"RIFF" + struct.pack("<I", len(body)) + body


def texts_that_unpack_to(megabytes: int) -> Iterator[bytes]:
    """Give PNG texts of a kilobyte each, a megabyte of letters when they are unpacked."""
    packed = zlib.compress(("\U0001f600" + "a" * 1_040_000).encode())
    for number in range(megabytes):
        yield chunk(b"iTXt", b"text%d\0\1\0\0\0" % number + packed)


@cache
def packed_zeros() -> bytes:
    """Return 100 KB that unpack to 100 MB."""
    return zlib.compress(bytes(100 * 2**20))


def mpo() -> bytes:
    """Return a JPEG with a second picture behind it, as phones write."""
    picture = Pillow.open(io.BytesIO(plain("JPEG")))
    return encoded(picture, "MPO", save_all=True, append_images=[picture])


def _texts() -> bytes:
    notes = PngInfo()
    notes.add_text("Comment", MARK.decode(), zip=False)
    notes.add_text("Author", MARK.decode(), zip=True)
    notes.add_itxt("XML:com.adobe.xmp", MARK.decode())
    return encoded(Pillow.open(io.BytesIO(plain("PNG"))), "PNG", pnginfo=notes)


def _described_webp() -> bytes:
    picture = Pillow.open(io.BytesIO(plain("WEBP")))
    return encoded(picture, "WEBP", exif=full_exif(), xmp=MARK, icc_profile=MARK * 3)


def _with_archive(kind: str) -> bytes:
    return plain(kind) + archive()


def _with_page(kind: str) -> bytes:
    return plain(kind) + MARK


HARMLESS: dict[str, Callable[[], bytes]] = {
    "a JPEG with PHP as its comment": lambda: jpeg_with(segment(0xFE, MARK)),
    "a JPEG with a page in its comments": lambda: jpeg_with(
        segment(0xFE, b"--><html>"), segment(0xFE, MARK), segment(0xFE, b"<!--")
    ),
    "a JPEG with a script behind its head": lambda: jpeg_with(segment(0xE0, b"JFXX\0" + MARK)),
    "a JPEG with comments between its passes": with_comment_in_every_gap,
    "a JPEG with XMP": lambda: jpeg_with(
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + MARK)
    ),
    "a JPEG with IPTC": lambda: jpeg_with(
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x40\x1c\x02\x78\0\x36" + MARK)
    ),
    "a JPEG with a colour profile": lambda: jpeg_with(
        segment(0xE2, b"ICC_PROFILE\0\1\1" + MARK * 5)
    ),
    "a JPEG with a broken profile": lambda: jpeg_with(segment(0xE2, b"ICC_PROFILE\0")),
    "a JPEG with a broken list of pictures": lambda: jpeg_with(
        segment(0xE2, b"MPF\0II*\0\xff\xff\xff\xff")
    ),
    "a JPEG with notes of all kinds": lambda: encoded(
        Pillow.open(io.BytesIO(plain("JPEG"))), exif=full_exif(), comment=MARK
    ),
    "a JPEG with 4 MB of notes": lambda: jpeg_with(
        *[segment(0xE1, b"Exif\0\0" + b"II*\0\x08\0\0\0\xff\xff" * 6_000)] * 70
    ),
    "a JPEG with a second picture": mpo,
    "a JPEG with garbage between its parts": lambda: jpeg_with(segment(0xFE, b"a") + b"\0\1\2"),
    "a PNG with texts": _texts,
    "a PNG with notes": lambda: encoded(
        Pillow.open(io.BytesIO(plain("PNG"))), "PNG", exif=full_exif()
    ),
    "a PNG with parts of its own": lambda: png_with(chunk(b"phPc", MARK), chunk(b"teSt", MARK)),
    "a PNG whose texts unpack to 250 MB": lambda: png_with(*texts_that_unpack_to(60)),
    "a PNG whose profile unpacks to 100 MB": lambda: png_with(
        chunk(b"iCCP", b"k\0\0" + packed_zeros())
    ),
    "a PNG whose old text unpacks to 100 MB": lambda: png_with(
        chunk(b"zTXt", b"k\0\0" + packed_zeros())
    ),
    "a PNG that claims to be animated": lambda: png_with(
        chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0))
    ),
    "an animated PNG": lambda: animated("PNG", 3),
    "a WebP with notes": _described_webp,
    "an animated WebP of 20,000 pictures": many_frames,
    **{f"a {kind} with an archive behind it": partial(_with_archive, kind) for kind in KINDS},
    **{f"a {kind} with a page behind it": partial(_with_page, kind) for kind in KINDS},
}
"""Taken; what is stored holds the pixels and nothing of the rest."""
