"""What tells the pages of two releases, or of two portals on one machine, apart."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

_FOLDERS = ("portal", "news", "categories", "templates")
_SUFFIXES = {".py", ".html", ".xml", ".txt"}


def portal() -> str:
    """Return a fingerprint of the portal: the same for all its machines, whatever their release."""
    return blake2b(settings.SECRET_KEY.encode(), digest_size=8).hexdigest()


@cache
def release() -> str:
    """Return a fingerprint of the code, the templates and what settings say of pages.

    While one machine after another is brought up to date, each release finds its own pages; the
    fingerprint is the same on machines of the same release.  Reading all files takes some
    hundredths of a second, once in each process.
    """
    digest = blake2b(digest_size=8)
    for path in _files(Path(settings.BASE_DIR)):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    told = (settings.SITE_URL, settings.ADMIN_PATH, settings.DEMO, settings.MEDIA_URL)
    digest.update(repr(told).encode())
    return digest.hexdigest()


def _files(base: Path) -> list[Path]:
    sources = [path for folder in _FOLDERS for path in (base / folder).rglob("*.*")]
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    found = [path for path in sources if path.suffix in _SUFFIXES]
    return sorted(found) + ([manifest] if manifest.is_file() else [])
