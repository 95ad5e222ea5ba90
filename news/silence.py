"""Categories in which nothing new has appeared for longer than they allow themselves."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib import admin
from django.db.models import QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from categories.models import Category, GrantRole
from categories.rights import decides_everywhere, granted_categories
from news.blocks import newest_entries
from portal.core.accounts.models import User
from portal.core.admin.lists import signed_in

DEFAULT_DAYS = 30
"""For a category that does not say after how many days it leaves the home page."""


class Silence(NamedTuple):
    """A category and when something last appeared in it; None for never."""

    category: Category
    since: datetime | None


def silent_categories(user: User) -> list[Silence]:
    """Return the silent ones among those that `user` edits, the longest silent first.

    One query, with a look-up in the index of each category's list; categories are tens.
    """
    now = timezone.now()
    rows = Category.objects.annotate(
        newest=Subquery(newest_entries(now).values("listed_at")[:1])
    ).order_by("path")
    if not decides_everywhere(user):
        rows = rows.filter(pk__in=granted_categories(user, GrantRole.EDITOR))
    found = [Silence(row, row.newest) for row in rows if _is_silent(row, row.newest, now)]
    return sorted(found, key=lambda silence: silence.since or now)


def _is_silent(category: Category, newest: datetime | None, now: datetime) -> bool:
    days = category.home_days or DEFAULT_DAYS
    return newest is None or newest < now - timedelta(days=days)


class SilentFilter(admin.SimpleListFilter):
    """Filter the categories by whether anything new appears in them."""

    title = "tin mới"
    parameter_name = "im-lang"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Offer the silent ones."""
        return [("1", "Lâu không có bài mới")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Category]) -> QuerySet[Category]:
        """Narrow the list to them."""
        if not self.value():
            return queryset
        silent = silent_categories(signed_in(request))
        return queryset.filter(pk__in=[silence.category.pk for silence in silent])
