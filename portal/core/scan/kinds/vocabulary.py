"""Advertisements for gambling and usury; `words/scoring.py` has the rule."""

from collections.abc import Iterable, Iterator

from portal.core.scan.columns import Stored
from portal.core.scan.hosts import Known, found_in
from portal.core.scan.sightings import Sighting, shown
from portal.core.scan.words import ALARM, worst
from portal.core.scan.words.scoring import Link


def look(stored: Stored, known: Known) -> Iterable[Sighting]:
    """Yield the worst stretch of a text, if it is bad enough."""
    text = stored.text
    score = worst(text.words, lambda: list(_links(stored, known)))
    if score.points >= ALARM:
        what = f"Nghe như quảng cáo cờ bạc hoặc cho vay ({score.points} điểm): "
        what += ", ".join(dict.fromkeys(score.why))
        yield Sighting("vocabulary", stored.place, shown(what), shown(score.excerpt), stored.about)


def _links(stored: Stored, known: Known) -> Iterator[Link]:
    """Yield what leads to hosts that nobody knows: links, and addresses written as words."""
    text = stored.text
    for anchor in text.anchors:
        for host in list(known.unknown_in(anchor.address))[:1]:
            yield Link(anchor.begin, anchor.end, host)
    for begin, end, host in found_in(text.words):
        if not known.knows(host):
            yield Link(begin, end, host)
