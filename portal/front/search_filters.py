"""Narrowing a search: by kind of content, category and year, each choice with its number."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from categories.crumbs import tree_of
from categories.models import Category
from portal.core.content import content_models
from portal.core.paging import PAGE_PARAMETER
from portal.core.search.engine import Found
from portal.core.search.find import Order
from portal.core.search.models import SearchEntryQuerySet
from portal.core.text import vi_slug
from portal.front.search_hits import type_label

TYPE, CATEGORY, YEAR, ORDER = "loai", "chuyen-muc", "nam", "xep"
"""The names of the choices in the address."""
_FIRST_YEAR, _LAST_YEAR = 1990, 2200


@dataclass(frozen=True)
class Filters:
    """What the reader has chosen; None is everything."""

    type_id: int | None = None
    category: Category | None = None
    branch: frozenset[int] = frozenset()
    """The numbers of the category and of all below it."""
    year: int | None = None

    def __bool__(self) -> bool:
        return self != Filters()

    def narrow(self, entries: SearchEntryQuerySet) -> SearchEntryQuerySet:
        """Return those of `entries` that fit, for the database; twin of `fits`."""
        if self.type_id is not None:
            entries = entries.filter(content_type=self.type_id)
        if self.category is not None:
            entries = entries.filter(filed_under__in=self.branch)
        if self.year is not None:
            begin, end = _year(self.year), _year(self.year + 1)
            entries = entries.filter(published_at__gte=begin, published_at__lt=end)
        return entries

    def fits(self, entry: Found) -> bool:
        """Return whether an entry fits."""
        return (
            (self.type_id is None or entry.content_type_id == self.type_id)
            and (self.category is None or entry.filed_under in self.branch)
            and (self.year is None or self._is_of_the_year(entry))
        )

    def _is_of_the_year(self, entry: Found) -> bool:
        zone = timezone.get_current_timezone()
        return _year_of(entry, zone) == self.year


@dataclass(frozen=True)
class Option:
    """One choice of a facet."""

    value: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """A question by which results are narrowed."""

    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class Chip:
    """A choice that is in force, and where to go without it."""

    label: str
    url: str


def chosen_filters(request: HttpRequest) -> Filters:
    """Return what the address chooses; a choice that does not exist is none."""
    tree = tree_of(request)
    path = request.GET.get(CATEGORY, "")
    category = next((each for each in tree if each.path == path), None) if path else None
    branch = tree.nodes[category.pk].walk() if category else ()
    return Filters(
        type_id=_types().get(request.GET.get(TYPE, "")),
        category=category,
        branch=frozenset(each.pk for each in branch),
        year=_whole_year(request.GET.get(YEAR, "")),
    )


def chosen_order(request: HttpRequest) -> Order:
    """Return how results are to be sorted."""
    newest = request.GET.get(ORDER) == Order.NEWEST.value
    return Order.NEWEST if newest else Order.BEST


def facets(request: HttpRequest, found: Iterable[Found], filters: Filters) -> list[Facet]:
    """Return the choices that would leave something, each counted under the other choices."""
    found = list(found)
    of_any_type = filter(replace(filters, type_id=None).fits, found)
    of_any_category = filter(replace(filters, category=None).fits, found)
    of_any_year = filter(replace(filters, year=None).fits, found)
    return [
        Facet(TYPE, "Loại nội dung", _type_options(of_any_type, filters)),
        Facet(CATEGORY, "Chuyên mục", _category_options(request, of_any_category, filters)),
        Facet(YEAR, "Năm đăng", _year_options(of_any_year, filters)),
    ]


def chips(request: HttpRequest, filters: Filters) -> list[Chip]:
    """Return what is chosen, each with the address of the same search without it."""
    labels = {
        TYPE: next((n for n, (_, i) in _types_by_name().items() if i == filters.type_id), ""),
        CATEGORY: filters.category.name if filters.category else "",
        YEAR: f"Năm {filters.year}" if filters.year else "",
    }
    return [Chip(label, _without(request, name)) for name, label in labels.items() if label]


def _without(request: HttpRequest, name: str) -> str:
    kept: QueryDict = request.GET.copy()
    for parameter in (name, PAGE_PARAMETER):
        kept.pop(parameter, None)
    return f"?{kept.urlencode()}"


def _type_options(found: Iterable[Found], filters: Filters) -> list[Option]:
    counts = Counter(entry.content_type_id for entry in found)
    return [
        Option(value, label, counts[pk], pk == filters.type_id)
        for label, (value, pk) in _types_by_name().items()
        if counts[pk] or pk == filters.type_id
    ]


def _category_options(
    request: HttpRequest, found: Iterable[Found], filters: Filters
) -> list[Option]:
    """Return the categories with what is filed under them and below, in the order of the tree."""
    tree = tree_of(request)
    counts: Counter[int] = Counter()
    for pk, times in Counter(entry.filed_under for entry in found).items():
        if pk in tree.nodes:
            counts.update({category.pk: times for category in tree.lineage(pk)})
    chosen = filters.category
    return [
        Option(each.path, "– " * each.path.count("/") + each.name, counts[each.pk], each == chosen)
        for each in tree
        if counts[each.pk] or each == chosen
    ]


def _year_options(found: Iterable[Found], filters: Filters) -> list[Option]:
    zone = timezone.get_current_timezone()
    counts = Counter(year for entry in found if (year := _year_of(entry, zone)))
    years = sorted({*counts, *([filters.year] if filters.year else [])}, reverse=True)
    return [Option(str(year), str(year), counts[year], year == filters.year) for year in years]


def _types_by_name() -> dict[str, tuple[str, int]]:
    """Return name, address part and number of every kind of content."""
    names = ((type_label(model), model) for model in content_models())
    return {
        name: (vi_slug(name), ContentType.objects.get_for_model(model).pk) for name, model in names
    }


def _types() -> dict[str, int]:
    return dict(_types_by_name().values())


def _whole_year(text: str) -> int | None:
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else 0
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _year(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=timezone.get_current_timezone())


def _year_of(entry: Found, zone: tzinfo) -> int | None:
    return None if entry.minute is None else datetime.fromtimestamp(entry.minute * 60, zone).year
