"""Picture files as cameras, phones and attackers make them."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

GPS_LATITUDE, GPS, ORIENTATION, MAKER = 2, 0x8825, 0x0112, 0x010F
CAMERA, TAKEN_AT = 0x8769, 0x9003


def encoded(picture: Pillow.Image, kind: str = "JPEG", **options: object) -> bytes:
    """Return `picture` as a file."""
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def upload(content: bytes, name: str = "anh.jpg") -> SimpleUploadedFile:
    """Return `content` as a browser sends it."""
    return SimpleUploadedFile(name, content)


def photograph(*, orientation: int = 1, size: tuple[int, int] = (60, 40), taken: str = "") -> bytes:
    """Return a JPEG with a red left half, made by a phone that noted where it was."""
    picture = Pillow.new("RGB", size, (20, 40, 200))
    picture.paste((200, 20, 20), (0, 0, size[0] // 2, size[1]))
    exif = Pillow.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKER] = "Máy ảnh của ông Bảo".encode()
    exif[GPS] = {GPS_LATITUDE: (21.0, 2.0, 3.0)}
    if taken:
        exif.get_ifd(CAMERA)[TAKEN_AT] = taken
    return encoded(picture, exif=exif, comment=b"rieng tu", quality=95)


def png_of(width: int, height: int) -> bytes:
    """Return a PNG that claims to be `width` by `height` and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0" * 64)), chunk(b"IEND", b"")]
    )
