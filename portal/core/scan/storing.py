"""Findings from one scan to the next: new ones, those seen again, those that are gone."""

from collections.abc import Collection, Mapping

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from portal.core.scan.kinds import KINDS, TEXT_KINDS
from portal.core.scan.models import GONE_KEPT, Finding, FindingState
from portal.core.scan.sightings import Sighting

TEXTS = "texts"
"""How the part of a scan is called that reads the tables."""
_BATCH = 500
_PLACE_LENGTH = 500


def accepted_hosts() -> list[str]:
    """Return the hosts for which somebody has answered."""
    rows = Finding.objects.filter(kind="hosts", state=FindingState.ACCEPTED)
    return list(rows.values_list("place", flat=True))


def accepted() -> frozenset[str]:
    """Return the fingerprints of all for which somebody has answered."""
    rows = Finding.objects.filter(state=FindingState.ACCEPTED)
    return frozenset(rows.values_list("fingerprint", flat=True))


@transaction.atomic
def store(sightings: Mapping[str, Sighting], failed: Collection[str]) -> list[Finding]:
    """Bring the findings up to what was seen; return those that somebody must look at anew.

    What was accepted stays accepted.  What is not seen any more is gone, unless the part of the
    scan that would have seen it has failed.
    """
    now = timezone.now()
    known = _known(sightings)
    again = [key for key, state in known.items() if state == FindingState.GONE]
    for keys in _batches(list(known)):
        Finding.objects.filter(fingerprint__in=keys).update(last_seen_at=now)
    for keys in _batches(again):
        rows = Finding.objects.filter(fingerprint__in=keys)
        rows.update(state=FindingState.NEW, first_seen_at=now)
    fresh = [_finding(key, each) for key, each in sightings.items() if key not in known]
    for finding in fresh:
        finding.first_seen_at = finding.last_seen_at = now
    # Another scan may have written the same row meanwhile.
    Finding.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=_BATCH)
    _let_go(failed, now)
    Finding.objects.filter(state=FindingState.GONE, last_seen_at__lt=now - GONE_KEPT).delete()
    new = [finding.fingerprint for finding in fresh] + again
    return [
        row
        for keys in _batches(new)
        for row in Finding.objects.filter(fingerprint__in=keys).order_by("pk")
    ]


def _known(sightings: Mapping[str, Sighting]) -> dict[str, str]:
    known: dict[str, str] = {}
    for keys in _batches(list(sightings)):
        rows = Finding.objects.filter(fingerprint__in=keys)
        known |= dict(rows.values_list("fingerprint", "state"))
    return known


def _let_go(failed: Collection[str], now: object) -> None:
    texts = {kind.name for kind in TEXT_KINDS} if TEXTS in failed else set()
    unsure = {*failed, *texts, *(kind.name for kind in KINDS.values() if kind.is_lasting)}
    rows = Finding.objects.filter(state=FindingState.NEW, last_seen_at__lt=now)
    rows.exclude(kind__in=unsure).update(state=FindingState.GONE)


def _finding(fingerprint: str, sighting: Sighting) -> Finding:
    label, number = sighting.about or ("", None)
    kind = ContentType.objects.get_for_model(apps.get_model(label)) if label else None
    return Finding(
        fingerprint=fingerprint,
        kind=sighting.kind,
        place=sighting.place[:_PLACE_LENGTH],
        what=sighting.what,
        evidence=sighting.evidence,
        content_type=kind,
        object_id=number,
    )


def _batches(keys: list[str]) -> list[list[str]]:
    return [keys[begin : begin + _BATCH] for begin in range(0, len(keys), _BATCH)]
