"""What a kind of finding is: a name, and one function that looks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from portal.core.scan.columns import Stored
from portal.core.scan.hosts import Known
from portal.core.scan.sightings import Sighting


@dataclass(frozen=True)
class Kind:
    """A kind of finding."""

    name: str
    label: str
    """What the list of the desk calls it."""
    is_content: bool
    """Whether chiefs answer for it; else the system's administrators alone do."""
    is_lasting: bool = field(default=False, kw_only=True)
    """Whether it stays to be looked at although the next scan does not see it any more."""


@dataclass(frozen=True)
class TextKind(Kind):
    """One that looks at each stored text."""

    look: Callable[[Stored, Known], Iterable[Sighting]]


@dataclass(frozen=True)
class PlaceKind(Kind):
    """One that looks at something else, once in a scan."""

    look: Callable[[], Iterable[Sighting]]
