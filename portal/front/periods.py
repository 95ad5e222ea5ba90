"""A year, a month or a day of the archive."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from news.months import day_after, moment, month_after, month_label
from portal.core.dates import long_date


@dataclass(frozen=True)
class Period:
    """A stretch of time that has a page of its own; as long as its last given part."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def begin(self) -> datetime:
        """The first moment; 404 for a date that no calendar has."""
        month, day = (1 if part is None else part for part in (self.month, self.day))
        return moment(self.year, month, day)

    @property
    def end(self) -> datetime:
        """The moment at which the period is over."""
        if self.month and self.day:
            return day_after(self.year, self.month, self.day)
        return month_after(self.year, self.month or 12)

    @property
    def label(self) -> str:
        """The name of the period as a heading has it."""
        if self.month and self.day:
            return long_date(date(self.year, self.month, self.day))
        return month_label(self.year, self.month) if self.month else f"Năm {self.year}"

    @property
    def url(self) -> str:
        """The address of the period's page."""
        name = "day" if self.day else "month" if self.month else "year"
        parts = [part for part in (self.year, self.month, self.day) if part]
        return reverse(f"front:archive-{name}", args=parts)

    @property
    def previous(self) -> "Period":
        """The period of the same length before this one."""
        return self._around(date(self.year, self.month or 1, self.day or 1) - timedelta(days=1))

    @property
    def next(self) -> "Period":
        """The period of the same length after this one."""
        return self._around(self.end.date())

    @property
    def parents(self) -> list["Period"]:
        """The year of a month, the year and month of a day."""
        years = [Period(self.year)] if self.month else []
        return [*years, Period(self.year, self.month)] if self.day else years

    def _around(self, day: date) -> "Period":
        return Period(day.year, day.month if self.month else None, day.day if self.day else None)
