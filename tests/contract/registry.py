"""The content types under contract: how an item is made, and every place where it may appear.

A new content type gets one `Contract` here and with it all tests of this folder;
`test_registry.py` fails until it has one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from news.models import Article
from portal.core.content import Publishable
from portal.front.sitemaps import STRETCH
from tests.factories import make_article

if TYPE_CHECKING:
    from tests.contract.stage import Stage

COMMON_WORD = "Khúc Thủy"
"""Stands in the title of every item on a stage, so that one search asks for them all."""


@dataclass(frozen=True, eq=False)
class Contract:
    """One content type."""

    model: type[Publishable]
    make: Callable[..., Any]
    """`make(state, by=, at=, title=, summary=, body=, category=, further=, authors=, tags=)`."""
    places: Mapping[str, Callable[[Stage], str]]
    """Where a live item is shown, each with the address of that page."""
    own_page: str = "its own page"

    @property
    def name(self) -> str:
        """Short name, for the names of tests."""
        return str(self.model._meta.model_name)

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
        "search": lambda stage: _search(COMMON_WORD),
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
)

CONTRACTS = (ARTICLE,)
