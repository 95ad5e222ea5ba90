"""What the first page of the desk is put together from; every room may add a part.

A part is a class with `@register`, in a module `dashboard.py` of an application: those modules are
read when the portal starts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, TypeVar

from django.contrib.admin import AdminSite
from django.http import HttpRequest

from portal.core.accounts.models import User
from portal.core.admin.lists import signed_in
from portal.core.admin.publishable import PublishableAdmin
from portal.core.windows import State

MOST = 99
"""Nothing is counted further; the page says "99+" then."""
SHOWN = 5


@dataclass(frozen=True)
class Row:
    """A line of a part: what it is, where it leads, and what one should know before."""

    title: str
    url: str
    facts: tuple[str, ...] = ()
    remark: str = ""
    """The words of somebody, shown as such."""
    state: State | None = None


@dataclass(frozen=True)
class More:
    """The way to the list behind a part."""

    label: str
    url: str
    count: int = 0
    """How many there are, counted to `MOST` + 1; 0 where the label says enough."""


@dataclass(frozen=True)
class Content:
    """What a part has to show."""

    rows: list[Row] = field(default_factory=list)
    more: list[More] = field(default_factory=list)
    count: int = 0
    advice: str = ""
    """What to do first, where the rows alone would leave a person at a loss."""


class Desk:
    """Whose first page it is, and what the parts share so that nothing is asked twice."""

    def __init__(self, request: HttpRequest, site: AdminSite) -> None:
        self.request = request
        self.site = site
        self.shared: dict[str, Any] = {}

    @cached_property
    def user(self) -> User:
        """The person."""
        return signed_in(self.request)

    @cached_property
    def admins(self) -> list[PublishableAdmin]:
        """The pages of the content types with which this person has anything to do."""
        return [
            model_admin
            for model_admin in self.site._registry.values()
            if isinstance(model_admin, PublishableAdmin)
            and model_admin.has_view_permission(self.request)
        ]

    @cached_property
    def decides(self) -> bool:
        """Whether this person publishes anything at all."""
        return any(admin.has_publish_permission(self.request) for admin in self.admins)


class Part:
    """A part of the first page; subclasses say what it shows and to whom."""

    position: ClassVar[int] = 100
    """Where it stands; the smallest number is the first that a phone shows."""
    title: ClassVar[str]
    once_begun: ClassVar[bool] = False
    """Whether it has nothing to say on a portal without content."""
    nothing: str
    """What is said in its place when there is nothing, such as "Không có bài chờ duyệt"."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def is_shown(self) -> bool:
        """Return whether it concerns this person; no query is asked for one whom it does not."""
        return bool(self.desk.admins)

    def content(self) -> Content:
        """Return what there is; at most a query or two, each along an index."""
        raise NotImplementedError


@dataclass(frozen=True)
class Shown:
    """A part with what the template prints of it."""

    part: Part
    content: Content

    @property
    def count(self) -> str:
        """The number in words that end."""
        return bounded(self.content.count)

    @property
    def more(self) -> list[tuple[More, str]]:
        """The ways to the lists, each with its number."""
        return [(more, bounded(more.count) if more.count else "") for more in self.content.more]


_parts: list[type[Part]] = []
AnyPart = TypeVar("AnyPart", bound=type[Part])


def register(part: AnyPart) -> AnyPart:
    """Let `part` stand on the first page; used as a decorator."""
    _parts.append(part)
    return part


def bounded(count: int) -> str:
    """Return a number as far as it was counted: "7", "99+"."""
    return f"{MOST}+" if count > MOST else str(count)


def at_most(rows: Any) -> list[Any]:
    """Return the first rows of a query, no more than are counted: one query for both."""
    return list(rows[: MOST + 1])


def shown_parts(desk: Desk) -> Iterable[Shown]:
    """Return what concerns this person, in the order of the page; empty ones among them."""
    for part in sorted(_parts, key=lambda part: part.position):
        made = part(desk)
        if made.is_shown():
            yield Shown(made, made.content())
