"""Which files the rules are about."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("portal", "news", "categories")
"""The folders of the product's own Python."""

MADE_BY_TOOLS = {"__pycache__", "node_modules", "var", "media", "staticfiles", "htmlcov"}


def files(pattern: str, *folders: str) -> list[Path]:
    """Return the files of the repository with names like `pattern`, below some of its folders.

    What tools make, and what is hidden like `.git`, does not belong to it.
    """
    return sorted(path for folder in folders or (".",) for path in _walk(ROOT / folder, pattern))


def _walk(folder: Path, pattern: str) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir():
            hidden = path.name.startswith(".") and path.name != ".ci"
            if not hidden and path.name not in MADE_BY_TOOLS:
                yield from _walk(path, pattern)
        elif path.match(pattern):
            yield path


def name(path: Path) -> str:
    """Return how a message calls a file."""
    return str(path.relative_to(ROOT))
