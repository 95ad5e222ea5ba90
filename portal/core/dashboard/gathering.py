"""The first rows of many lists of content, of all types together, in one query.

A page that asked each list for itself would ask more with every content type.  Each list walks its
own index to so many numbers and no further; only the rows of those numbers are read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value

from portal.core.accounts.models import User
from portal.core.admin.publishable import PublishableAdmin
from portal.core.content import Publishable

_ITEM = ("title", "status", "published_at", "expires_at", "updated_at", "created_by_id")
_ABOVE = ("copy_of_id", "urgent_by_id", "version")
_WRITER = ("created_by__full_name", "created_by__username")


@dataclass(frozen=True, eq=False)
class Arm:
    """One list: whose pages lead to its rows, which rows, in which order, how many."""

    model_admin: PublishableAdmin
    rows: QuerySet[Any]
    order: tuple[str, ...]
    limit: int
    mark: Any = None
    """What the caller knows the list by."""


@dataclass(frozen=True, eq=False)
class Found:
    """A row of one of the lists."""

    arm: Arm
    values: dict[str, Any]

    @property
    def item(self) -> Publishable:
        """The item, of its own type, with the columns that lines of the desk show."""
        known = {name: self.values[name] for name in (*_ITEM, *_ABOVE)}
        item: Publishable = self.arm.model_admin.model(pk=self.values["pk"], **known)
        item.created_by = self.writer
        return item

    @property
    def writer(self) -> User:
        """Whose item it is; enough of the account to name it."""
        full_name, username = (self.values[name] for name in _WRITER)
        return User(pk=self.values["created_by_id"], full_name=full_name, username=username)

    @property
    def place(self) -> str:
        """What it is filed under, in words."""
        return str(self.values["desk_place"])

    @property
    def order(self) -> datetime:
        """The moment by which the rows of the list are ordered."""
        moment: datetime = self.values[self.arm.order[0].removeprefix("-")]
        return moment

    @property
    def place_in_list(self) -> tuple[datetime, int]:
        """By what the rows of the list are sorted; the number settles ties."""
        return self.order, self.values["pk"]


def gather(arms: Iterable[Arm]) -> list[Found]:
    """Return the rows of all `arms`, in no order; one query, and none for no arms."""
    arms = list(arms)
    queries = [_query(number, arm) for number, arm in enumerate(arms)]
    if not queries:
        return []
    first, *rest = queries
    rows = first.union(*rest, all=True) if rest else first
    return [Found(arms[row["desk_arm"]], row) for row in rows]


def _query(number: int, arm: Arm) -> QuerySet[Any, dict[str, Any]]:
    # SQLite slices no part of a UNION, but what a part asks within.
    numbers = arm.rows.order_by(*arm.order)[: arm.limit].values("pk")
    place = arm.model_admin.place_path
    rows: QuerySet[Any] = arm.model_admin.model._default_manager.filter(pk__in=numbers).annotate(
        desk_arm=Value(number, output_field=IntegerField()),
        desk_place=F(place) if place else Value("", output_field=CharField()),
    )
    return rows.order_by().values("desk_arm", "desk_place", "pk", *_ITEM, *_ABOVE, *_WRITER)
