"""Uploaded pictures: checking and re-encoding.

The content decides the type, never the name.  Only the pixels are decoded (`bare.py`), and
encoded anew, so that metadata (where a photograph was taken) and anything appended to the file
stay behind.

A process that takes an upload stays under 300 MB, of which the portal itself needs 100.  So a
picture that would take more than `MAX_MEMORY` to open is refused by its head.  A JPEG is decoded
at half, a quarter or an eighth of its size where that is still more than is kept: the 12 and the
48 megapixels of phones cost the same 50 MB.  Other formats cannot do that; they may have about
37 megapixels as a PNG (18 with transparency), 8 as WebP.  One picture is opened at a time.
"""

import ctypes
import io
import secrets
import threading
import warnings
from contextlib import suppress
from datetime import date, datetime
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Pillow

from portal.core.media.bare import Bare, strip

FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
MAX_BYTES = 15 * 2**20
MAX_PIXELS = 60_000_000
MAX_MEMORY = 150_000_000
"""Bytes that opening one picture may take."""
MAX_WIDTH = 2400
"""Widest picture that is kept; the largest rendition is half of it."""
MAX_HEIGHT = 3600
# The kept picture is the source of all renditions, now and after any change of their sizes:
# it is encoded with hardly any loss; what readers download is not.
_KEPT: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "optimize": True, "progressive": True},
    "WEBP": {"quality": 90, "method": 2},
    "PNG": {"compress_level": 6},  # the highest takes nearly twice as long, and saves 1 %
}


ONE_AT_A_TIME = threading.Lock()
"""Held while a picture is opened or its renditions are made: threads share the memory."""
_WEBP_BYTES = 18  # a pixel, in the canvasses of the decoder and the copies that follow
_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD in malloc.h
_ORIENTATION = 0x0112
_EXIF, _TAKEN_AT = 0x8769, 0x9003  # DateTimeOriginal, in the IFD of the camera
_UPRIGHT = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}
_PHOTOGRAPHY_BEGAN = date(1839, 1, 1)


def give_memory_back() -> None:
    """Let what a picture took go back to the system at once; called when the portal starts.

    The allocator of glibc learns from large blocks to keep them, up to 32 MB each, and the next
    picture finds them too small: five large pictures in a row added 100 MB to a process.
    """
    with suppress(AttributeError, OSError, TypeError):  # other systems do not keep so much
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, 2**20)


def new_name(instance: object, filename: str) -> str:
    """Return a storage name that tells nothing and cannot be guessed; the ending is kept."""
    ending = filename.rsplit(".", 1)[-1].lower()
    return f"anh/{timezone.localdate():%Y/%m}/{secrets.token_hex(8)}.{ending}"


def reencode(upload: IO[bytes]) -> "tuple[ContentFile[bytes], Pillow.Image]":
    """Return `upload` as a clean picture file, named by its real format, and its pixels.

    Raises `ValidationError`, in words for the editor, when it is no picture of the allowed
    formats or too large.
    """
    picture, kind = open_picture(upload)
    file = ContentFile(encode(picture, kind, _KEPT[kind]), name=f"anh.{FORMATS[kind]}")
    return file, picture


def ending_of(file: "ContentFile[bytes]") -> str:
    """Return the ending that `reencode` has given a file."""
    return (file.name or "").rpartition(".")[2]


def taken_on(upload: IO[bytes]) -> date | None:
    """Return the day on which a camera says that it took a picture, if it says so sensibly."""
    written = _notes(_stripped(upload)).get("taken")
    try:
        day = datetime.strptime(str(written), "%Y:%m:%d %H:%M:%S").date()
    except ValueError:
        return None
    return day if _PHOTOGRAPHY_BEGAN <= day <= timezone.localdate() else None


def open_picture(upload: IO[bytes]) -> tuple[Pillow.Image, str]:
    """Return the picture, upright and no larger than is kept, and its format.

    Raises as `reencode` does.
    """
    if (size := getattr(upload, "size", 0)) > MAX_BYTES:
        raise ValidationError(
            f"Ảnh nặng {size / 2**20:.0f} MB, quá mức {MAX_BYTES // 2**20} MB. "
            "Hãy thu nhỏ ảnh rồi tải lại.",
            code="too_heavy",
        )
    bare = _stripped(upload)
    if bare.width * bare.height > MAX_PIXELS:
        raise ValidationError(
            f"Ảnh có quá nhiều điểm ảnh (tối đa {MAX_PIXELS // 10**6} triệu).", code="too_large"
        )
    orientation = _notes(bare).get("orientation")
    with ONE_AT_A_TIME:
        try:
            picture = _decoded(bare, is_turned=orientation in {5, 6, 7, 8})
        except ValidationError:
            raise
        except Exception as error:  # hostile bytes make decoders stumble in any way
            raise _no_picture() from error
    if orientation in _UPRIGHT:
        picture = picture.transpose(_UPRIGHT[orientation])
    return picture, bare.kind


def encode(picture: Pillow.Image, kind: str, options: dict[str, Any]) -> bytes:
    """Return the bare pixels of `picture` as a file of format `kind`."""
    transparent = picture.mode in {"RGBA", "LA", "P", "PA"} and kind != "JPEG"
    mode = "RGBA" if transparent else "RGB"
    bare = picture
    if picture.mode != mode or picture.info:
        # A new picture from the bare pixels: no EXIF, no profile, no comment comes along.
        bare = picture.convert(mode)
        bare.info.clear()
    target = io.BytesIO()
    bare.save(target, kind, **options)
    return target.getvalue()


def _stripped(upload: IO[bytes]) -> Bare:
    upload.seek(0)
    try:
        return strip(upload.read(MAX_BYTES + 1))
    except (ValueError, IndexError) as error:
        raise _no_picture() from error


def _no_picture() -> ValidationError:
    return ValidationError(
        "Tệp không phải ảnh JPEG, PNG, WebP hoặc ảnh đã hỏng.", code="not_a_picture"
    )


def _notes(bare: Bare) -> dict[str, Any]:
    """Return what of the camera's notes is used; a note that cannot be read is none."""
    exif = Pillow.Exif()
    try:
        with warnings.catch_warnings(action="ignore"):
            exif.load(bare.notes)
            camera = exif.get_ifd(_EXIF)
            return {"orientation": exif.get(_ORIENTATION), "taken": camera.get(_TAKEN_AT)}
    except Exception:  # as many kinds as there are ways to write nonsense
        return {}


def _decoded(bare: Bare, *, is_turned: bool) -> Pillow.Image:
    """Return the pixels in no more than the kept size; `is_turned`: width will be height."""
    with Pillow.open(io.BytesIO(bare.data), formats=[bare.kind]) as picture:
        if picture.size != (bare.width, bare.height):
            raise ValueError("the head says something else")
        box = (MAX_HEIGHT, MAX_WIDTH) if is_turned else (MAX_WIDTH, MAX_HEIGHT)
        ratio = min(1, box[0] / picture.width, box[1] / picture.height)
        kept = (max(1, round(bare.width * ratio)), max(1, round(bare.height * ratio)))
        picture.draft(None, kept)
        if bare.buffered + _cost(picture, bare.kind) > MAX_MEMORY:
            raise ValidationError(
                "Ảnh này cần quá nhiều bộ nhớ để mở. Hãy lưu lại thành ảnh JPEG thường (không "
                "lũy tiến) hoặc thu nhỏ rồi tải lại.",
                code="too_costly",
            )
        picture.load()
        pixels = _in_plain_colours(picture)
    pixels.info.clear()
    # Halving first takes a fraction of the memory of one step with a better filter.
    factor = min(pixels.width // kept[0], pixels.height // kept[1])
    pixels = pixels.reduce(factor) if factor > 1 else pixels
    return pixels if pixels.size == kept else pixels.resize(kept, Pillow.Resampling.LANCZOS)


def _cost(picture: Pillow.Image, kind: str) -> int:
    """Return about how many bytes it takes to open a picture and to bring it to colours."""
    pixels = picture.width * picture.height
    if kind == "WEBP":
        return pixels * (_WEBP_BYTES + (4 if picture.mode == "RGBA" else 0))
    if picture.has_transparency_data:
        return pixels * (8 if picture.mode == "RGBA" else 12)
    return pixels * {"1": 2, "L": 1, "RGB": 4}.get(picture.mode, 8)


def _in_plain_colours(picture: Pillow.Image) -> Pillow.Image:
    """Return grey, RGB or RGBA: palettes are not resized well, and 16 bits are not encoded."""
    if picture.mode.startswith("I"):  # 16 bits of grey: the upper eight
        return picture.point(lambda value: value / 256).convert("L")
    mode = "L" if picture.mode in {"1", "L"} else "RGB"
    mode = "RGBA" if picture.has_transparency_data else mode
    return picture if picture.mode == mode else picture.convert(mode)
