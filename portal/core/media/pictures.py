"""Uploaded pictures: checking and re-encoding.

The content decides the type, never the name.  Pixels are encoded anew, so that metadata
(where a photograph was taken) and anything appended to the file stay behind.
"""

import io
import secrets
import warnings
from datetime import date, datetime
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Pillow
from PIL import ImageOps

FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
MAX_BYTES = 15 * 2**20
MAX_PIXELS = 60_000_000
MAX_WIDTH = 2400
"""Widest picture that is kept; the largest rendition is half of it."""
# The kept picture is the source of all renditions, now and after any change of their sizes:
# it is encoded with hardly any loss; what readers download is not.
_KEPT: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "optimize": True, "progressive": True},
    "WEBP": {"quality": 90, "method": 2},
    "PNG": {"optimize": True},
}


_EXIF, _TAKEN_AT = 0x8769, 0x9003  # DateTimeOriginal, in the IFD of the camera
_PHOTOGRAPHY_BEGAN = date(1839, 1, 1)


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
    picture.thumbnail((MAX_WIDTH, MAX_WIDTH * 2))
    file = ContentFile(encode(picture, kind, _KEPT[kind]), name=f"anh.{FORMATS[kind]}")
    return file, picture


def ending_of(file: "ContentFile[bytes]") -> str:
    """Return the ending that `reencode` has given a file."""
    return (file.name or "").rpartition(".")[2]


def taken_on(upload: IO[bytes]) -> date | None:
    """Return the day on which a camera says that it took a picture, if it says so sensibly."""
    upload.seek(0)
    try:
        with Pillow.open(upload, formats=list(FORMATS)) as picture:
            written = picture.getexif().get_ifd(_EXIF).get(_TAKEN_AT)
        day = datetime.strptime(str(written), "%Y:%m:%d %H:%M:%S").date()
    except (OSError, ValueError, SyntaxError):
        return None
    return day if _PHOTOGRAPHY_BEGAN <= day <= timezone.localdate() else None


def open_picture(upload: IO[bytes]) -> tuple[Pillow.Image, str]:
    """Return the picture, turned upright, and its format; raises as `reencode` does."""
    if (size := getattr(upload, "size", 0)) > MAX_BYTES:
        raise ValidationError(
            f"Ảnh nặng {size / 2**20:.0f} MB, quá mức {MAX_BYTES // 2**20} MB. "
            "Hãy thu nhỏ ảnh rồi tải lại.",
            code="too_heavy",
        )
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            picture = Pillow.open(upload, formats=list(FORMATS))
            kind = picture.format or ""
            if picture.width * picture.height > MAX_PIXELS:
                raise Pillow.DecompressionBombError
            picture.load()
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning) as error:
        raise ValidationError(
            f"Ảnh có quá nhiều điểm ảnh (tối đa {MAX_PIXELS // 10**6} triệu).", code="too_large"
        ) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise ValidationError(
            "Tệp không phải ảnh JPEG, PNG, WebP hoặc ảnh đã hỏng.", code="not_a_picture"
        ) from error
    return ImageOps.exif_transpose(picture), kind


def encode(picture: Pillow.Image, kind: str, options: dict[str, Any]) -> bytes:
    """Return the bare pixels of `picture` as a file of format `kind`."""
    transparent = picture.mode in {"RGBA", "LA", "P", "PA"} and kind != "JPEG"
    # A new picture from the bare pixels: no EXIF, no profile, no comment comes along.
    bare = picture.convert("RGBA" if transparent else "RGB")
    bare.info.clear()
    target = io.BytesIO()
    bare.save(target, kind, **options)
    return target.getvalue()
