"""Code, templates, static files and libraries that are not as they were installed."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.utils.timezone import get_current_timezone

from portal.core.dates import date_and_time
from portal.core.scan import manifest
from portal.core.scan.sightings import Sighting, shown

_HEAD = 200


def look() -> Iterable[Sighting]:
    """Yield changed, added and missing files."""
    known = manifest.read()
    if not known:
        what = "Chưa ghi nhớ tệp nào, nên không biết tệp nào bị đổi: chạy scan --remember"
        yield Sighting("files", str(manifest.path()), what)
        return
    yield from _differences(known, manifest.own_files())


def _differences(known: dict[str, str], files: dict[str, Path]) -> Iterator[Sighting]:
    for name in sorted(known.keys() | files.keys()):
        file = files.get(name)
        if file is None:
            yield Sighting("files", name, "Tệp bị mất")
            continue
        try:
            digest = manifest.digest_of(file)
        except OSError as error:
            yield Sighting("files", name, "Không đọc được tệp", str(error.strerror))
            continue
        if digest != known.get(name):
            what = "Tệp bị sửa" if name in known else "Tệp lạ, không có lúc cài đặt"
            yield Sighting("files", name, what, _evidence(file), same=f"{name}\0{digest}")


def _evidence(file: Path) -> str:
    facts = file.stat()
    changed = date_and_time(datetime.fromtimestamp(facts.st_mtime, tz=get_current_timezone()))
    with file.open("rb") as opened:
        head = opened.read(_HEAD).decode(errors="replace")
    return shown(f"sửa {changed}, {facts.st_size} byte: {head}")
