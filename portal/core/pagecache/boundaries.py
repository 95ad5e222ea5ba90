"""Until when pages read as they do, if nobody changes anything: the next moment of the clock.

Content appears and disappears by its window, and the date in the head changes at midnight.
A model says in `public_moments` which of its columns hold such moments; a room with moments of
another kind hands in a function by `add`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils import timezone

from portal.core.windows import WindowedQuerySet

Moment = Callable[[datetime], datetime | None]
_MORE: list[Moment] = []


def add(moment: Moment) -> None:
    """Ask `moment(now)` too: the next moment after `now`, or None."""
    if moment not in _MORE:
        _MORE.append(moment)


def next_boundary(now: datetime) -> datetime:
    """Return the first moment after `now` at which some page reads differently.

    A few short queries, each a look-up in an index; asked once for each site version.
    """
    return min(_moments(now))


def _moments(now: datetime) -> Iterator[datetime]:
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    yield today + timedelta(days=1)
    for model in apps.get_models():
        for column in getattr(model, "public_moments", ()):
            moment = _next(model, column, now)
            if moment:
                yield moment
    yield from filter(None, (moment(now) for moment in _MORE))


def _next(model: type[Model], column: str, now: datetime) -> datetime | None:
    rows: QuerySet[Model] = model._default_manager.all()
    if isinstance(rows, WindowedQuerySet):
        rows = rows.released()
    rows = rows.filter(**{f"{column}__gt": now}).order_by(column)
    found: datetime | None = rows.values_list(column, flat=True).first()
    return found
