"""One scan from beginning to end."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import timezone

from portal.core.scan import columns, manifest, storing
from portal.core.scan.hosts import Known
from portal.core.scan.kinds import PLACE_KINDS, TEXT_KINDS
from portal.core.scan.kinds.base import PlaceKind
from portal.core.scan.models import Finding, FindingState, Run
from portal.core.scan.sightings import Sighting

MOST = 500
"""Findings of one kind that a scan keeps; nobody reads more of them."""
Progress = Callable[[int], None]
_log = logging.getLogger(__name__)


@dataclass
class Seen:
    """What a scan has seen so far."""

    accepted: frozenset[str] = frozenset()
    """Fingerprints for which somebody has answered: they take nobody's place."""
    sightings: dict[str, Sighting] = field(default_factory=dict)
    rows: int = 0
    failed: list[str] = field(default_factory=list)
    _kept: dict[str, int] = field(default_factory=dict)

    def add(self, found: Iterable[Sighting]) -> None:
        """Keep what is seen for the first time, up to `MOST` of a kind."""
        for each in found:
            fingerprint = each.fingerprint
            if fingerprint in self.sightings:
                continue
            if fingerprint in self.accepted:
                self.sightings[fingerprint] = each
                continue
            kept = self._kept[each.kind] = self._kept.get(each.kind, 0) + 1
            if kept < MOST:
                self.sightings[fingerprint] = each
            elif kept == MOST:
                more = Sighting(each.kind, "nhiều nơi khác", f"Còn hơn {MOST} dấu hiệu cùng loại")
                self.sightings[more.fingerprint] = more


def run(progress: Progress = lambda rows: None) -> tuple[Run, list[Finding]]:
    """Look at everything; return the scan, and the findings that nobody has seen before.

    A part that fails is named and logged, and the others go on; what it would have found stays as
    it was.
    """
    began, seen = timezone.now(), Seen(storing.accepted())
    _guarded(storing.TEXTS, seen, lambda: _read_texts(seen, progress))
    for kind in PLACE_KINDS:
        _guarded(kind.name, seen, partial(_look_at, kind, seen))
    new = storing.store(seen.sightings, seen.failed)
    return _noted(began, seen, new), new


def total() -> int:
    """Return how many rows will be read; for the bar of the command."""
    return sum(model._base_manager.count() for model, _ in columns.scanned())


def _guarded(name: str, seen: Seen, look: Callable[[], object]) -> None:
    try:
        look()
    except Exception:
        _log.exception("The part “%s” of the scan has failed.", name)
        seen.failed.append(name)


def _look_at(kind: PlaceKind, seen: Seen) -> None:
    seen.add(kind.look())


def _read_texts(seen: Seen, progress: Progress) -> None:
    known = Known(storing.accepted_hosts())
    for row in _rows():
        seen.rows += 1
        for stored in row:
            for kind in TEXT_KINDS:
                seen.add(kind.look(stored, known))
        progress(seen.rows)


def _rows() -> Iterator[Any]:
    for model, its_columns in columns.scanned():
        yield from columns.rows_of(model, its_columns)


def _noted(began: datetime, seen: Seen, new: list[Finding]) -> Run:
    """Write down that there was a scan, and forget those of more than a year ago."""
    Run.objects.outdated().delete()
    return Run.objects.create(
        began_at=began,
        ended_at=timezone.now(),
        rows=seen.rows,
        new=len(new),
        waiting=Finding.objects.filter(state=FindingState.NEW).count(),
        failed=" ".join(seen.failed),
        release=str(settings.BASE_DIR),
        manifest=manifest.digest(),
    )
