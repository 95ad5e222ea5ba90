"""The sizes and formats in which a stored picture is served.

Every width exists as WebP.  AVIF is made beside it for pictures that it makes lighter: mostly
photographs, by a quarter at the same quality; drawings often gain nothing.
"""

import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from PIL import Image as Pillow

from portal.core.media.pictures import FORMATS, ONE_AT_A_TIME, encode, open_picture

WIDTHS = (320, 480, 800, 1200)
DEFAULT_WIDTH = 800
"""For browsers that know no `srcset`; also the width at which AVIF is tried."""
AVIF_MUST_SAVE = 0.1
"""The part of its weight that a picture must lose for AVIF to be kept."""
_THREADS = 2  # each holds copies, of tens of megabytes for a tall picture
_WEBP: dict[str, Any] = {"quality": 72, "method": 4}
# Slower settings cost seconds and gain little: 1,200 pixels take 1.2 s at speed 6, 6 s at 4.
_AVIF: dict[str, Any] = {"quality": 55, "speed": 6, "max_threads": 1}
_ENCODERS = {"webp": ("WEBP", _WEBP), "avif": ("AVIF", _AVIF)}
_RENDITION = re.compile(
    r"(?P<stem>anh/\d{4}/\d{2}/[0-9a-f]{16})-(?P<width>\d{3,4})\.(?P<ending>webp|avif)"
)


def widths_of(width: int) -> list[int]:
    """Return the widths in which a picture of `width` pixels is served; never enlarged."""
    smaller = [w for w in WIDTHS if w < width]
    return smaller if width > WIDTHS[-1] else [*smaller, width]


def default_width(width: int) -> int:
    """Return the width that suits most readers of a picture of `width` pixels."""
    widths = widths_of(width)
    fitting = [w for w in widths if w <= DEFAULT_WIDTH]
    return fitting[-1] if fitting else widths[0]


def name_of(name: str, width: int, ending: str = "webp") -> str:
    """Return the storage name of the rendition of `name` that is `width` pixels wide."""
    return f"{name.rsplit('.', 1)[0]}-{width}.{ending}"


def make_all(picture: Pillow.Image, *, also: Iterable[int] = ()) -> dict[tuple[int, str], bytes]:
    """Return every rendition of `picture` by its width and ending; `also`: other widths to name.

    About 0.4 s for a photograph, and 1.5 s more with AVIF, on two cores: the encoders run
    outside the interpreter's lock, so threads make use of both.  A width that the picture does
    not have is given its own pixels.
    """
    widths = sorted({*widths_of(picture.width), *also})

    def webp(width: int) -> bytes:
        return encode(_resized(picture, width), "WEBP", _WEBP)

    def avif(width: int) -> bytes:
        return encode(_resized(picture, width), "AVIF", _AVIF)

    with ONE_AT_A_TIME, ThreadPoolExecutor(_THREADS) as pool:
        light = dict(zip(widths, pool.map(webp, widths), strict=True))
        made = {(width, "webp"): data for width, data in light.items()}
        tried = default_width(picture.width)
        first = avif(tried)
        if len(first) <= len(light[tried]) * (1 - AVIF_MUST_SAVE):
            made[tried, "avif"] = first
            others = [width for width in widths if width != tried]
            made |= {
                (w, "avif"): data for w, data in zip(others, pool.map(avif, others), strict=True)
            }
    return made


def has_avif(made: Mapping[tuple[int, str], bytes]) -> bool:
    """Return whether the lighter format is among what `make_all` has made."""
    return any(ending == "avif" for _, ending in made)


def write_all(storage: Storage, name: str, made: Mapping[tuple[int, str], bytes]) -> None:
    """Store the renditions of the picture `name`, in place of those that are there."""
    for (width, ending), data in made.items():
        overwrite(storage, name_of(name, width, ending), data)


def read_all(
    storage: Storage, name: str, width: int, *, with_avif: bool
) -> dict[tuple[int, str], bytes] | None:
    """Return the stored renditions of a picture of `width` pixels; None when one is missing."""
    made = {}
    try:
        for w in widths_of(width):
            for ending in ("webp", "avif") if with_avif else ("webp",):
                with storage.open(name_of(name, w, ending)) as file:
                    made[w, ending] = file.read()
    except OSError:
        return None
    return made


def repair(storage: Storage, name: str) -> bool:
    """Make the rendition `name` anew if its picture is there; return whether that was done.

    Only the widths and formats in which pictures are served are made: no more files than those
    can be asked for.
    """
    match = _RENDITION.fullmatch(name)
    if match is None or int(match["width"]) not in WIDTHS:
        return False
    masters = [f"{match['stem']}.{ending}" for ending in FORMATS.values()]
    master = next((m for m in masters if storage.exists(m)), None)
    if master is None:
        return False
    with storage.open(master) as file:
        picture, _ = open_picture(file)
    small = _resized(picture, int(match["width"]))
    overwrite(storage, name, encode(small, *_ENCODERS[match["ending"]]))
    return True


def overwrite(storage: Storage, name: str, data: bytes) -> None:
    """Store `data` under exactly this name; for an instant there is no file."""
    storage.delete(name)
    storage.save(name, ContentFile(data))


def replace_all(
    storage: Storage,
    old: tuple[str, int],
    master: tuple[str, bytes],
    made: Mapping[tuple[int, str], bytes],
) -> None:
    """Store a picture in the place of `old`, a name and a width, and remove what is left of that.

    The new files come first: a storage that fails half-way has lost nothing that it had.
    """
    name, data = master
    overwrite(storage, name, data)
    write_all(storage, name, made)
    new = {name, *(name_of(name, width, ending) for width, ending in made)}
    for left in _names_of(*old):
        if left not in new:
            storage.delete(left)


def delete_all(storage: Storage, name: str, width: int) -> None:
    """Remove a picture of `width` pixels and its renditions from the storage."""
    for each in _names_of(name, width):
        storage.delete(each)


def _names_of(name: str, width: int) -> list[str]:
    """Return every name that a picture of `width` pixels may have in the storage."""
    widths = widths_of(width)
    return [name, *(name_of(name, w, ending) for w in widths for ending in ("webp", "avif"))]


def _resized(picture: Pillow.Image, width: int) -> Pillow.Image:
    width = min(width, picture.width)
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Pillow.Resampling.LANCZOS)
