"""Search results as lines to read: the items behind the entries that were found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.utils.safestring import SafeString

from portal.core.content import Publishable, public_items
from portal.core.search.engine import Found
from portal.core.search.query import Query
from portal.core.search.snippets import marked, snippet
from portal.core.text import plain_text


@dataclass(frozen=True)
class Hit:
    """One line of the result, whatever kind of content it is."""

    title: SafeString
    url: str
    type_label: str
    category_label: str
    published_at: datetime | None
    snippet: SafeString


def hits(entries: Sequence[Found], query: Query) -> list[Hit]:
    """Return the lines of `entries`; what has left the public meanwhile has none."""
    return [_hit(item, query) for item in items(entries)]


def items(entries: Sequence[Found]) -> list[Publishable]:
    """Load the public items of `entries`, one query per content type, and keep the order."""
    found: dict[tuple[int, int], Publishable] = {}
    by_type = sorted(entries, key=lambda entry: entry.content_type_id)
    for type_id, group in groupby(by_type, key=lambda entry: entry.content_type_id):
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is None or not issubclass(model, Publishable):
            continue
        numbers = [entry.object_id for entry in group]
        rows = public_items(model).for_hits().in_bulk(numbers)
        found.update({(type_id, number): item for number, item in rows.items()})
    keys = [(entry.content_type_id, entry.object_id) for entry in entries]
    return [found[key] for key in keys if key in found]


def text_of(item: Publishable) -> str:
    """Return what a hit shows a stretch of."""
    return " ".join([item.summary, plain_text(getattr(item, "body", ""))])


def type_label(model: type[Publishable]) -> str:
    """Return the name of a kind of content, as readers see it."""
    return str(model._meta.verbose_name).capitalize()


def _hit(item: Publishable, query: Query) -> Hit:
    return Hit(
        title=marked(item.title, query),
        url=item.get_absolute_url(),
        type_label=type_label(type(item)),
        category_label=str(getattr(item, "category", "")),
        published_at=item.published_at,
        snippet=snippet(text_of(item), query),
    )
