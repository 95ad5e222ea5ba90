"""Taking a picture and writing it small."""

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Page

BOOK = Path(__file__).resolve().parents[3] / "docs" / "huong-dan-bien-tap"
FOLDER = BOOK / "img"
MAX_WIDTH = 1280
MAX_BYTES = 120_000
COLOURS = 64
"""As many as the desk needs, photographs in articles included, to stay below `MAX_BYTES`."""


SHADE = 48
"""Of 256: from here on a difference is one that somebody sees."""


@dataclass
class Album:
    """The pictures of one run, and what became of the files."""

    folder: Path = FOLDER
    taken: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def take(self, page: Page, file: str, part: str = "") -> None:
        """Photograph the screen, or the part of it that a selector names."""
        # What the last step opened comes with its pictures, and its programs move things.
        page.wait_for_load_state("networkidle")
        page.wait_for_function("Array.from(document.images).every(image => image.complete)")
        page.evaluate(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        how: dict[str, Any] = {"animations": "disabled", "caret": "hide"}
        shot = page.locator(part).first.screenshot(**how) if part else page.screenshot(**how)
        self.taken.append(file)
        if self._keep(small(shot), self.folder / file):
            self.changed.append(file)

    def _keep(self, picture: bytes, path: Path) -> bool:
        """Write the picture if it shows anything else than the one that is there."""
        if path.exists() and same(picture, path.read_bytes()):
            return False
        path.write_bytes(picture)
        return True


def small(shot: bytes) -> bytes:
    """Return a PNG with a palette; the same pixels always give the same bytes."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    if picture.width > MAX_WIDTH:
        raise ValueError(f"{picture.width} pixels wide; at most {MAX_WIDTH}")
    target = io.BytesIO()
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(target, "PNG", optimize=True)
    if target.tell() > MAX_BYTES:
        raise ValueError(f"{target.tell():,} bytes; at most {MAX_BYTES:,}")
    return target.getvalue()


def same(one: bytes, other: bytes) -> bool:
    """Return whether two files show the same to the eye: edges are drawn a shade off at times."""
    first, second = (Image.open(io.BytesIO(data)).convert("RGB") for data in (one, other))
    if first.size != second.size:
        return False
    return not any(ImageChops.difference(first, second).convert("L").histogram()[SHADE:])
