"""Addresses of the portal itself: looked up where pages and files are kept, without the network."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.utils import timezone

from portal.core.addresses import looked_up
from portal.core.linkcheck.models import Address
from portal.core.linkcheck.verdicts import Place, Reason, Verdict
from portal.core.media.uses import library_pictures, stem_of

BATCH = 500
MOST_FILES = 20_000
"""Files looked for in one run; in a bucket each is a question to another machine."""
FILES_KEPT = timedelta(days=30)
"""How long a file that is there is believed to stay there."""
Progress = Callable[[int], object]
Found = tuple[Verdict, Reason, str]
_GOOD: Found = (Verdict.GOOD, Reason.NONE, "")


def check(progress: Progress = lambda seen: None) -> int:
    """Look all pages up, and the files whose turn it is; return how many addresses."""
    seen = 0
    for batch in _pages():
        _write(batch, _found_pages([row.url for row in batch]))
        seen += len(batch)
        progress(seen)
    for batch in _files(timezone.now()):
        _write(batch, _found_files([row.url for row in batch]), kept=FILES_KEPT)
        seen += len(batch)
        progress(seen)
    return seen


def _pages() -> Iterator[list[Address]]:
    rows = Address.objects.filter(place=Place.PAGE).order_by("pk")
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        yield batch


def _files(now: datetime) -> Iterator[list[Address]]:
    """Yield those whose turn it is, the oldest first; what was looked at leaves the query."""
    rows = Address.objects.filter(place=Place.FILE, due_at__lte=now).order_by("due_at", "pk")
    for _ in range(MOST_FILES // BATCH):
        batch = list(rows[:BATCH])
        if not batch:
            return
        yield batch


def _found_pages(urls: Sequence[str]) -> dict[str, Found]:
    missing, moved = looked_up(urls)
    found: dict[str, Found] = dict.fromkeys(urls, _GOOD)
    for url in missing:
        found[url] = (Verdict.BROKEN, Reason.NO_PAGE, "")
    for url, now_at in moved.items():
        reason = Reason.REPLACED if url in missing else Reason.RENAMED
        found[url] = (Verdict.MOVED, reason, now_at)
    return found


def _found_files(urls: Sequence[str]) -> dict[str, Found]:
    stems = {url: stem_of(url) for url in urls}
    sources = " ".join(f'src="{url}"' for url in urls if stems[url])
    pictures = library_pictures(sources, ())
    found: dict[str, Found] = {}
    for url in urls:
        # A size of a picture that is missing is made when it is asked for.
        image = pictures.get(stems[url]) if stems[url] else None
        name = str(image.file.name) if image else _name(url, settings.MEDIA_URL)
        is_there = _is_static(url) if url.startswith(settings.STATIC_URL) else _is_stored(name)
        found[url] = _GOOD if is_there else (Verdict.BROKEN, Reason.NO_FILE, "")
    return found


def _name(url: str, prefix: str) -> str:
    return unquote(urlsplit(url).path).removeprefix(prefix)


def _is_stored(name: str) -> bool:
    try:
        return bool(name) and default_storage.exists(name)
    except (SuspiciousOperation, ValueError):
        return False


def _is_static(url: str) -> bool:
    name = _name(url, settings.STATIC_URL)
    try:
        return finders.find(name) is not None or staticfiles_storage.exists(name)
    except (SuspiciousOperation, ValueError):
        return False


def _write(
    batch: Sequence[Address], found: dict[str, Found], kept: timedelta = timedelta(0)
) -> None:
    """Store what came out; of pages that are as they were nothing is written."""
    now = timezone.now()
    changed = []
    for row in batch:
        verdict, reason, suggestion = found[row.url]
        is_as_it_was = (row.verdict, row.reason, row.suggestion) == (verdict, reason, suggestion)
        if is_as_it_was and not kept and verdict is not Verdict.BROKEN:
            continue
        note(row, verdict, reason, suggestion, now)
        # A file that is missing is looked for again in the next run.
        row.due_at = now + (kept if verdict is Verdict.GOOD else timedelta(hours=1))
        changed.append(row)
        row.pk = None  # found again by its digest, in one plain statement
    Address.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["digest"], update_fields=WRITTEN
    )


WRITTEN = (
    *("verdict", "reason", "status", "suggestion", "since", "tried_at", "failed_on", "failed_days"),
    "due_at",
)
"""The columns in which the outcome of a look stands; what an editor writes is not among them."""


def note(row: Address, verdict: Verdict, reason: Reason, suggestion: str, now: datetime) -> None:
    """Set what was found."""
    if verdict is Verdict.GOOD:
        row.since, row.failed_days, row.failed_on = None, 0, None
    elif row.since is None or (row.verdict != verdict and Verdict.MOVED in {row.verdict, verdict}):
        row.since = now
    row.verdict, row.reason, row.suggestion, row.tried_at = verdict, reason, suggestion, now
