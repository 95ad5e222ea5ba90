"""Admin lists that stay quick with a million rows, and are searched without accents."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from portal.core.accounts.models import User
from portal.core.admin.races import RacingAdmin
from portal.core.content import PublishableQuerySet, State
from portal.core.dashboard.work import LISTED, PARAMETER
from portal.core.paging import BoundedPaginator
from portal.core.search.engine import newest
from portal.core.search.match import Match
from portal.core.search.models import SearchEntry
from portal.core.search.query import parse
from portal.core.text import fold

FEW = 2_000
"""So many hits are handed to the database by number; more are found by it once again."""


def signed_in(request: HttpRequest) -> User:
    """Return the account of an admin request; the admin site lets nobody else this far."""
    if isinstance(request.user, AnonymousUser):
        raise TypeError("an admin view was called without an account")
    return request.user


def badge(look: str, words: str) -> SafeString:
    """Return the words of a state in the colours of `look`; the words alone are enough."""
    return format_html('<span class="state state--{}">{}</span>', look, words)


class BoundedAdminPaginator(BoundedPaginator):
    """Counts no further than the last page that the admin shows: 2,000 rows."""

    def __init__(
        self,
        object_list: Any,
        per_page: int,
        orphans: int = 0,
        allow_empty_first_page: bool = True,
    ) -> None:
        super().__init__(object_list, per_page, orphans, allow_empty_first_page, max_pages=40)


class LargeListAdmin(RacingAdmin):
    """A list that never counts or groups the whole table."""

    paginator = BoundedAdminPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 50


class FoldedSearchAdmin(LargeListAdmin):
    """Search by the folded words that the model keeps in `search_words`."""

    search_fields = ("search_words",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Fold what was typed as the column is folded: "duc thang" finds "Đức Thắng"."""
        return super().get_search_results(request, queryset, fold(search_term))


def search_content(queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Narrow a list of content to what the search index finds, drafts included."""
    query = parse(text)
    if not query:
        return queryset
    entries = SearchEntry.objects.of_type(queryset.model)
    match = Match(query, is_exact=query.is_accented)
    found = newest(entries, match, FEW + 1)
    if not found and query.is_accented:
        match = Match(query)
        found = newest(entries, match, FEW + 1)
    if len(found) > FEW:
        numbers = entries.filter(words__matches=match).values("object_id")
        return queryset.filter(pk__in=numbers)
    return queryset.filter(pk__in=[entry.object_id for entry in found])


_BY_DATE = (State.SCHEDULED, State.LIVE, State.EXPIRED)


class StateFilter(admin.SimpleListFilter):
    """Filter by what an editor calls the state: scheduled and expired are states too."""

    title = "trạng thái"
    parameter_name = "trang-thai"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Offer every state."""
        return State.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list to the chosen state."""
        value = self.value()
        if value not in State.values or not isinstance(queryset, PublishableQuerySet):
            return queryset
        rows = queryset.in_state(State(value))
        return rows if State(value) in _BY_DATE else rows.not_published()


class WorkFilter(admin.SimpleListFilter):
    """Filter by what is to be done: the lists behind the counters of the first page."""

    title = "việc"
    parameter_name = PARAMETER

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Offer what concerns the person."""
        decides = model_admin.has_publish_permission(request)
        noun = capfirst(model_admin.model.noun())
        return [(w.value, f"{noun} {w.label}") for w in LISTED if decides or not w.decides]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list to it."""
        kind = {work.value: work for work in LISTED}.get(self.value() or "")
        offered = {value for value, _ in self.lookup_choices}
        if kind is None or kind.value not in offered:
            return queryset
        if not isinstance(queryset, PublishableQuerySet):
            return queryset
        return kind.narrow(queryset, signed_in(request))
