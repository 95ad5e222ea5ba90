"""What was and will be published in a month, day by day, of all content types."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Any, NamedTuple, Self

from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.admin.publishable import PublishableAdmin
from portal.core.content import Publishable, State
from portal.core.dashboard.gathering import Arm, Found, gather

MOST = 500
"""So many items a page shows at most."""
YEARS = range(1990, 2200)
"""Years that a calendar of publications may be asked for."""


class Month(NamedTuple):
    """A month of a year, in the portal's time zone."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month in which `day` lies."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the month written as "2026-05"; None if that is none."""
        year, dash, month = text.partition("-")
        if not dash or len(year) != 4 or len(month) != 2 or not (year + month).isdecimal():
            return None
        found = cls(int(year), int(month))
        return found if found.year in YEARS and 1 <= found.month <= 12 else None

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"

    @property
    def label(self) -> str:
        """The month in words: "Tháng 5/2026"."""
        return f"Tháng {self.month}/{self.year}"

    def plus(self, months: int) -> "Month":
        """Return the month so many months on, or back."""
        years, month = divmod(self.month - 1 + months, 12)
        return Month(self.year + years, month + 1)

    def days(self) -> list[date]:
        """Return its days."""
        length = monthrange(self.year, self.month)[1]
        return [date(self.year, self.month, day) for day in range(1, length + 1)]

    def window(self) -> tuple[datetime, datetime]:
        """Return its first moment and the first after it, as the portal's clocks show them."""
        ends = (date(self.year, self.month, 1), self.days()[-1] + timedelta(days=1))
        begin, end = (timezone.make_aware(datetime.combine(day, time.min)) for day in ends)
        return begin, end


@dataclass(frozen=True)
class Entry:
    """An item in the calendar."""

    item: Publishable
    place: str
    url: str
    at: datetime
    state: State

    @property
    def is_planned(self) -> bool:
        """Whether somebody has only written a date down: nothing will happen by itself."""
        return self.state in {State.DRAFT, State.SUBMITTED, State.RETURNED}


@dataclass
class Day:
    """A day with what it brings."""

    date: date
    is_today: bool = False
    entries: list[Entry] = field(default_factory=list)

    @property
    def column(self) -> int:
        """Its place in the week: 1 for Monday."""
        return self.date.isoweekday()


@dataclass(frozen=True)
class Wanted:
    """What the calendar is narrowed to."""

    place: str = ""
    person: int | None = None


@dataclass(frozen=True)
class Sheet:
    """A month with its days."""

    month: Month
    days: list[Day]
    is_cut: bool
    """Whether there is more than is shown."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was or will be published."""
        return not any(day.entries for day in self.days)


def sheet(month: Month, admins: Iterable[PublishableAdmin], user: User, wanted: Wanted) -> Sheet:
    """Return the month as `user` may see it: one query, two stretches of an index per type."""
    gathered = gather(_arms(month, admins, user, wanted))
    # A working copy repeats the date of what is public already.  Asked for in the query, that
    # would lead SQLite to the index of copies, in which nearly every row is none.
    items = [row for row in gathered if row.values["copy_of_id"] is None]
    found = sorted(items, key=attrgetter("place_in_list"))
    today = timezone.localdate()
    days = {day: Day(day, is_today=day == today) for day in month.days()}
    for row in found[:MOST]:
        days[timezone.localtime(row.order).date()].entries.append(_entry(row))
    return Sheet(month, list(days.values()), is_cut=len(found) > MOST)


def _arms(
    month: Month, admins: Iterable[PublishableAdmin], user: User, wanted: Wanted
) -> Iterator[Arm]:
    begin, end = month.window()
    for model_admin in admins:
        rows: Any = model_admin.rows_seen_by(user)
        rows = rows.filter(published_at__gte=begin, published_at__lt=end)
        if wanted.person is not None:
            rows = rows.filter(created_by=wanted.person)
        if wanted.place:
            rows = model_admin.in_place(rows, wanted.place)
        public = rows.released()
        others = rows.not_published().filter(published_at__isnull=False)
        for each in (public, others):
            yield Arm(model_admin, each, ("published_at", "pk"), MOST + 1)


def _entry(row: Found) -> Entry:
    item = row.item
    return Entry(
        item, row.place, row.arm.model_admin.url_of("change", item), row.order, item.state()
    )
