"""The pictures that take the most memory of those that are taken."""

from pathlib import Path
from typing import Any

from PIL import Image as Pillow

from portal.core.media import pictures


def write_all(folder: Path) -> list[str]:
    """Write one of each kind into `folder`, and return their paths."""
    most = pictures.MAX_MEMORY
    dearest: dict[str, tuple[str, int, dict[str, Any]]] = {
        "rgb.png": ("RGB", most // 4, {"compress_level": 1}),
        "rgba.png": ("RGBA", most // 8, {"compress_level": 1}),
        "still.webp": ("RGB", most // 18, {"lossless": True, "method": 0, "quality": 0}),
        "passes.jpg": ("RGB", 21_000_000, {"progressive": True, "subsampling": 0}),
    }
    paths = []
    for name, (mode, pixels, options) in dearest.items():
        height = int((pixels * 0.7) ** 0.5)
        with Pillow.new(mode, (pixels // height, height), 3) as picture:
            picture.save(folder / name, **options)
        paths.append(str(folder / name))
    with Pillow.new("RGBA", (pictures.MAX_WIDTH, pictures.MAX_HEIGHT)) as picture:
        picture.save(folder / "tall.png")
    return [*paths, str(folder / "tall.png")]
