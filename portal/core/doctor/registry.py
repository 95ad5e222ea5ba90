"""Which checks there are; every application may add its own.

A check is a function with `@check`, in a module `doctor.py` of an application: those modules are
read when the portal starts.  It looks and changes nothing, and returns a finding, or None where it
has no sense on this portal::

    @check("links", "Đường dẫn ra ngoài", why="Đường dẫn hỏng làm người đọc mất tin.")
    def links() -> Finding:
        if broken := ExternalLink.objects.broken()[:100].count():
            return warning(f"{broken} đường dẫn hỏng.", "Xem danh sách.", page="admin:…")
        return good("Không đường dẫn nào hỏng.")
"""

from collections.abc import Callable
from dataclasses import dataclass

from portal.core.doctor.findings import Finding

Look = Callable[[], Finding | None]


@dataclass(frozen=True)
class Check:
    """A check by name."""

    name: str
    """Latin letters, digits and hyphens: monitoring and `--only` call it so."""
    title: str
    why: str
    """Why it matters, for somebody who hears of it for the first time."""
    look: Look
    slow: bool
    """Asks the network or reads much: done at night and by a button, not for each page."""
    limit: float
    """Seconds that its questions to the database may take."""
    asks_database: bool
    on_first_page: bool
    """Whether the first page of the desk tells of it; off where another part of it does."""


_checks: dict[str, Check] = {}


def check(
    name: str,
    title: str,
    *,
    why: str,
    slow: bool = False,
    limit: float = 3,
    asks_database: bool = True,
    on_first_page: bool = True,
) -> Callable[[Look], Look]:
    """Add a function to the checks; used as a decorator."""

    def add(look: Look) -> Look:
        if name in _checks:
            raise ValueError(f"Two checks are called {name}.")
        _checks[name] = Check(name, title, why, look, slow, limit, asks_database, on_first_page)
        return look

    return add


def all_checks() -> list[Check]:
    """Return every check, as they were added."""
    return list(_checks.values())
