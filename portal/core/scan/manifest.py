"""What the portal's own files were when they were installed: a list in the form of `sha256sum`.

The list lies beside the code and belongs to whoever installs (root, with deploy/upgrade.sh), not to
the account that the portal runs as; see the decision record for what that is worth.  Away from the
portal it is compared by `sha256sum --check manifest.sha256`.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings

_FOLDERS_LEFT_OUT = {"__pycache__", "node_modules", "var", "media"}
_ENDINGS_LEFT_OUT = (".pyc", ".log", ".sqlite3", ".sqlite3-wal", ".sqlite3-shm")
_LIBRARIES = (".py", ".so", ".pth", ".js", ".html")
"""What of the installed libraries does something."""
Progress = Callable[[int], None]


def path() -> Path:
    """Return where the list lies: at the top of what it lists."""
    return Path(settings.BASE_DIR) / "manifest.sha256"


def lines() -> Iterator[str]:
    """Yield the list as it should be written down now."""
    for name, file in sorted(own_files().items()):
        yield f"{digest_of(file)}  {name}\n"


def read() -> dict[str, str]:
    """Return the digests that were written down, by the name of the file; empty without a list."""
    try:
        text = path().read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    parts = (line.partition("  ") for line in text.splitlines())
    return {name: digest for digest, _, name in parts if name}


def digest() -> str:
    """Return the digest of the list itself; empty without one."""
    return digest_of(path()) if path().exists() else ""


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def own_files() -> dict[str, Path]:
    """Return the files of the portal by their names: code, templates, static files, libraries."""
    base = path().parent
    found = {str(file.relative_to(base)): file for file in _walk(base)}
    static = Path(settings.STATIC_ROOT)
    if static.is_dir():
        found |= {os.path.relpath(file, base): file for file in _walk(static)}
    for file in _walk(base / ".venv" / "lib"):
        if file.suffix in _LIBRARIES:
            found[str(file.relative_to(base))] = file
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = [n for n in folders if n[0] != "." and n not in _FOLDERS_LEFT_OUT]
        for name in names:
            file = Path(root, name)
            is_ours = (
                name[0] != "."
                and not name.endswith(_ENDINGS_LEFT_OUT)
                and not name.startswith(path().name)
            )
            if is_ours and (file.is_file() or file.is_symlink()):
                yield file
