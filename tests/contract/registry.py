"""The content types under contract: how an item is made, and every place where it may appear.

A new content type gets one `Contract` here and with it all tests of this folder;
`test_registry.py` fails until it has one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from news.models import Article
from portal.core.content import Publishable
from portal.core.text import fold
from portal.front.sitemaps import STRETCH
from portal.sections.pages.models import Page
from tests.contract.rights_table import CHIEFS_ONLY, FILED, Cell, cells_of
from tests.factories import make_article, make_page

if TYPE_CHECKING:
    from tests.contract.stage import Stage

COMMON_WORD = "Khúc Thủy"
"""Stands in the title of every item on a stage, so that one search asks for them all.

Asked for without accents, so that a search costs the same whether it finds few or many.
"""


class Part(StrEnum):
    """What only some types have; the tests of a part run for the types that have it.

    The value of the first five is the argument by which `Contract.make` takes them.
    """

    CATEGORY = "category"
    """It is filed under a category; editors and contributors work where they have a grant."""
    FURTHER_CATEGORIES = "further"
    AUTHORS = "authors"
    TAGS = "tags"
    PICTURE = "lead_image"
    SOURCE = "source"
    """`source_name` and `source_url`, shown as a link on its own page."""
    SHARE_LINKS = "share links"
    NEWS_DATA = "news data"
    """Its own page tells search engines of it, as schema.org's NewsArticle."""
    NUMBER = "number"
    """A number in its address finds it, so that the words may be mistyped."""
    HOME_SPOTS = "home spots"
    """It takes part in the lead, the newest and the blocks of the home page."""


@dataclass(frozen=True, eq=False)
class Contract:
    """One content type."""

    model: type[Publishable]
    make: Callable[..., Any]
    """`make(state, by=, at=, title=, summary=, body=, note=)`, and the parts."""
    address: str
    """The public address of an item, with its `{slug}` and, with that part, its `{number}`."""
    places: Mapping[str, Callable[[Stage], str]]
    """Where a live item is shown, each with the address of that page."""
    lists: Mapping[str, str]
    """The places that are lists in numbered pages, each with the word for what it counts."""
    feeds: int = 0
    """How many of the places are feeds in XML; those in JSON have tests of their own."""
    parts: frozenset[Part] = frozenset()
    rights: Mapping[str, str] = field(default_factory=lambda: FILED)
    """Who may do what: a table of `rights_table.py`."""
    everywhere: Mapping[str, Any] = field(default_factory=dict)
    """Fields with which an item is shown in all its places."""
    summary_class: str = "article__summary"
    """Class of the paragraph that has the summary, on its own page."""
    own_page: str = "its own page"

    @property
    def name(self) -> str:
        """Short name, for the names of tests."""
        return str(self.model._meta.model_name)

    @property
    def category_fields(self) -> tuple[str, ...]:
        """The fields of the form in which a category is chosen."""
        names = {Part.CATEGORY: "category", Part.FURTHER_CATEGORIES: "further_categories"}
        return tuple(name for part, name in names.items() if part in self.parts)

    @cached_property
    def cells(self) -> list[Cell]:
        """Every account kind, verb and state, with what is allowed."""
        return cells_of(self.rights)

    def has(self, what: str) -> bool:
        """Return whether the type has a part, or is shown in a place."""
        return what in self.parts or what in self.places

    def of_parts(self, **arguments: Any) -> dict[str, Any]:
        """Return those arguments of `make` whose part the type has."""
        return {name: value for name, value in arguments.items() if name in self.parts}

    def address_of(self, number: object, slug: str) -> str:
        """Return the address that an item with this number and slug has."""
        return self.address.format(number=number, slug=slug)

    def mark_of(self, item: Publishable) -> str:
        """Return the part of an item's address by which it is known.

        With a number that is the end, whatever the slug; else nothing less than the whole.
        """
        if not self.has(Part.NUMBER):
            return item.get_absolute_url()
        return self.address.partition("{slug}")[2].format(number=item.pk)

    def desk(self, page: str, *args: object) -> str:
        """Return the address of an admin page: changelist, add, change, preview, reason, ..."""
        meta = self.model._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


def _search(words: str) -> str:
    return f"{reverse('front:search')}?{urlencode({'q': words})}"


def _archive(unit: str) -> Callable[[Stage], str]:
    def url(stage: Stage) -> str:
        day = timezone.localtime(stage.at)
        parts = [day.year, day.month, day.day][: ("year", "month", "day").index(unit) + 1]
        return reverse(f"front:archive-{unit}", args=parts)

    return url


def _month_of_category(stage: Stage) -> str:
    day = timezone.localtime(stage.at)
    return f"{stage.own.get_absolute_url()}?nam={day.year}&thang={day.month}"


def _sitemap(stage: Stage) -> str:
    return reverse("front:sitemap-section", args=[f"tin-{stage.item.pk // STRETCH}"])


ARTICLE = Contract(
    model=Article,
    make=make_article,
    address="/{slug}-{number}.html",
    places={
        "its own page": lambda stage: stage.item.get_absolute_url(),
        "home page": lambda stage: reverse("front:home"),
        "page of its category": lambda stage: stage.own.get_absolute_url(),
        "page of the category above": lambda stage: stage.top.get_absolute_url(),
        "page of a further category": lambda stage: stage.further.get_absolute_url(),
        "month of its category": _month_of_category,
        "sidebar of another category": lambda stage: stage.elsewhere.get_absolute_url(),
        "sidebar of another article": lambda stage: stage.stranger.get_absolute_url(),
        "below the article before": lambda stage: stage.before.get_absolute_url(),
        "below the article after": lambda stage: stage.after.get_absolute_url(),
        "page of its author": lambda stage: stage.author.get_absolute_url(),
        "page of its tag": lambda stage: stage.tag.get_absolute_url(),
        "archive of the year": _archive("year"),
        "archive of the month": _archive("month"),
        "archive of the day": _archive("day"),
        "search": lambda stage: _search(fold(COMMON_WORD)),
        "RSS": lambda stage: reverse("front:rss"),
        "Atom": lambda stage: reverse("front:atom"),
        "JSON feed": lambda stage: reverse("front:json-feed"),
        "RSS of its category": lambda s: reverse("front:category-rss", args=[s.own.path]),
        "RSS of a further category": lambda s: reverse("front:category-rss", args=[s.further.path]),
        "Atom of the category above": lambda s: reverse("front:category-atom", args=[s.top.path]),
        "site map for machines": _sitemap,
        "page that is not found": lambda stage: "/khong-co-trang-nay/",
        "page that is gone": lambda stage: stage.gone.get_absolute_url(),
    },
    lists={
        "page of its category": "tin",
        "month of its category": "tin",
        "page of its author": "tin",
        "page of its tag": "tin",
        "archive of the month": "tin",
        "archive of the day": "tin",
        "search": "kết quả",
    },
    feeds=5,
    parts=frozenset(Part),
)

PAGE = Contract(
    model=Page,
    make=make_page,
    address="/trang/{slug}/",
    places={
        "its own page": lambda stage: stage.item.get_absolute_url(),
        "foot of the home page": lambda stage: reverse("front:home"),
        "foot of another page": lambda stage: stage.before.get_absolute_url(),
        "site map for people": lambda stage: reverse("front:site-map"),
        "site map for machines": lambda stage: reverse("front:sitemap-section", args=["trang"]),
        "search": lambda stage: _search(fold(COMMON_WORD)),
    },
    lists={"search": "kết quả"},
    rights=CHIEFS_ONLY,
    everywhere={"show_in_footer": True},
)

CONTRACTS = (ARTICLE, PAGE)


def contracts_with(*wanted: str) -> list[Contract]:
    """Return the types that have all these parts and places; there must be one.

    A test over no types at all would be left out without a word.
    """
    found = [contract for contract in CONTRACTS if all(map(contract.has, wanted))]
    assert found, f"no content type has {wanted}"
    return found
