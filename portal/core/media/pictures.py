"""Uploaded pictures: checking, re-encoding, renditions.

The content decides the type, never the name.  Pixels are encoded anew, so that metadata
(where a photograph was taken) and anything appended to the file stay behind.
"""

import io
import secrets
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils import timezone
from PIL import Image as Pillow
from PIL import ImageOps

FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
MAX_BYTES = 15 * 2**20
MAX_PIXELS = 60_000_000
MAX_WIDTH = 2400
"""Widest picture that is kept; the largest rendition is half of it."""

RENDITION_WIDTHS = (320, 480, 800, 1200)
DEFAULT_WIDTH = 800
# The kept picture is the source of all renditions, now and after any change of their sizes:
# it is encoded with hardly any loss; what readers download is not.
_KEPT: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "optimize": True, "progressive": True},
    "WEBP": {"quality": 90, "method": 2},
    "PNG": {"optimize": True},
}
_RENDITION: dict[str, Any] = {"quality": 72, "method": 4}


def new_name(instance: object, filename: str) -> str:
    """Return a storage name that tells nothing and cannot be guessed; the ending is kept."""
    ending = filename.rsplit(".", 1)[-1].lower()
    return f"anh/{timezone.localdate():%Y/%m}/{secrets.token_hex(8)}.{ending}"


def rendition_widths(width: int) -> list[int]:
    """Return the widths in which a picture of `width` pixels is served; never enlarged."""
    smaller = [w for w in RENDITION_WIDTHS if w < width]
    return smaller if width > RENDITION_WIDTHS[-1] else [*smaller, width]


def rendition_name(name: str, width: int) -> str:
    """Return the storage name of the rendition of `name` that is `width` pixels wide."""
    return f"{name.rsplit('.', 1)[0]}-{width}.webp"


def reencode(upload: IO[bytes]) -> "ContentFile[bytes]":
    """Return `upload` as a clean picture file whose name has the ending of its real format.

    Raises `ValidationError`, in words for the editor, when it is no picture of the allowed
    formats or too large.
    """
    picture, kind = _open(upload)
    picture.thumbnail((MAX_WIDTH, MAX_WIDTH * 2))
    return ContentFile(_encode(picture, kind, _KEPT[kind]), name=f"anh.{FORMATS[kind]}")


def write_renditions(storage: Storage, name: str) -> None:
    """Store every WebP rendition of the picture `name`; about 0.4 s for a photograph.

    The encoder runs outside the interpreter's lock, so threads make use of a second core.
    """
    with storage.open(name) as file:
        picture, _ = _open(file)

    def render(width: int) -> tuple[int, bytes]:
        height = max(1, round(picture.height * width / picture.width))
        small = picture.resize((width, height), Pillow.Resampling.LANCZOS)
        return width, _encode(small, "WEBP", _RENDITION)

    with ThreadPoolExecutor() as pool:
        for width, data in pool.map(render, rendition_widths(picture.width)):
            target = rendition_name(name, width)
            storage.delete(target)
            storage.save(target, ContentFile(data))


def delete_files(storage: Storage, name: str, width: int) -> None:
    """Remove a picture of `width` pixels and its renditions from the storage."""
    for target in [name, *(rendition_name(name, w) for w in rendition_widths(width))]:
        storage.delete(target)


def _open(upload: IO[bytes]) -> tuple[Pillow.Image, str]:
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


def _encode(picture: Pillow.Image, kind: str, options: dict[str, Any]) -> bytes:
    transparent = picture.mode in {"RGBA", "LA", "P", "PA"} and kind != "JPEG"
    # A new picture from the bare pixels: no EXIF, no profile, no comment comes along.
    bare = picture.convert("RGBA" if transparent else "RGB")
    bare.info.clear()
    target = io.BytesIO()
    bare.save(target, kind, **options)
    return target.getvalue()
