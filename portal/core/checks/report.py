"""The checks over everything that is published."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.core.checks import switches
from portal.core.checks.findings import Finding
from portal.core.checks.models import CheckedItem, ItemFinding
from portal.core.checks.registry import VERSION
from portal.core.checks.rules.pictures import MissingAlt
from portal.core.checks.running import run
from portal.core.content import Publishable, content_models, public_items
from portal.core.media.models import Attachment, Document

BATCH = 100
"""Items that are in memory at a time."""
MOST_COUNTED = 1_000
Progress = Callable[[int], None]


def total() -> int:
    """Return how many items the public sees; for the bar of the command."""
    return sum(public_items(model).count() for model in content_models())


def check_published(progress: Progress = lambda seen: None, *, anew: bool = False) -> int:
    """Look at what is published and was changed since it was looked at; return how many items.

    `anew` looks at everything.  Items with findings are looked at each time: what they lack may
    have been mended elsewhere, in the library or at the other end of a link.  Each batch is a
    transaction of its own: whoever stops it can start it again.
    """
    forget_gone()
    looked_at = 0
    with switches.read_once():
        for model in content_models():
            for batch in _batches(model, anew=anew):
                store(batch)
                looked_at += len(batch)
                progress(looked_at)
    return looked_at


@transaction.atomic
def store(items: Sequence[Publishable]) -> None:
    """Check `items`, all of one type, and put what was found in place of what was known."""
    content_type = ContentType.objects.get_for_model(items[0])
    numbers = [item.pk for item in items]
    documents = _documents(content_type, numbers)
    rows = [
        ItemFinding(content_type=content_type, object_id=item.pk, check_name=name, problem=problem)
        for item in items
        for name, problem in _lines(run(item, relations={"documents": documents.get(item.pk, [])}))
    ]
    ItemFinding.objects.filter(content_type=content_type, object_id__in=numbers).delete()
    # A colleague's run may have written the same row meanwhile.
    ItemFinding.objects.bulk_create(rows, ignore_conflicts=True)
    CheckedItem.objects.bulk_create(
        (
            CheckedItem(
                content_type=content_type, object_id=item.pk, version=item.version, rules=VERSION
            )
            for item in items
        ),
        update_conflicts=True,
        unique_fields=["content_type", "object_id"],
        update_fields=["version", "rules"],
    )


def forget_gone() -> None:
    """Drop what is known of items that the public does not see any more."""
    for model in content_models():
        content_type = ContentType.objects.get_for_model(model)
        there = public_items(model).filter(pk=OuterRef("object_id"))
        for rows in (ItemFinding.objects, CheckedItem.objects):
            rows.filter(~Exists(there), content_type=content_type).delete()


def on_public_changed(item: Publishable, **kwargs: object) -> None:
    """Listener of `signals.public_changed`: keep the list of what is to be mended up to date."""
    if item.is_live():
        store([item])
        return
    for rows in (ItemFinding.objects, CheckedItem.objects):
        rows.of(item).delete()


def without_alt() -> int:
    """Return how many published items have a picture without description; one index, bounded."""
    rows = ItemFinding.objects.filter(check_name=MissingAlt.name)
    return rows[:MOST_COUNTED].count()


def _lines(findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Yield a line for each check that found something; what was answered for is no fault."""
    lines: dict[str, list[str]] = {}
    for finding in findings:
        if not finding.waived:
            quotes = f" {finding.shown_quotes}" if finding.quotes else ""
            lines.setdefault(finding.check, []).append(f"{finding.problem}{quotes}")
    return ((name, "\n".join(texts)) for name, texts in lines.items())


def _batches(model: type[Publishable], *, anew: bool) -> Iterator[list[Any]]:
    """Yield the published items to be looked at, by their numbers."""
    rows: QuerySet[Any] = public_items(model).order_by("pk")
    if not anew:
        content_type = ContentType.objects.get_for_model(model)
        mine = Q(content_type=content_type, object_id=OuterRef("pk"))
        known = CheckedItem.objects.filter(mine, version=OuterRef("version"), rules=VERSION)
        rows = rows.filter(~Exists(known) | Exists(ItemFinding.objects.filter(mine)))
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _documents(content_type: ContentType, numbers: list[int]) -> dict[int, list[Document]]:
    rows = Attachment.objects.filter(content_type=content_type, object_id__in=numbers)
    found: dict[int, list[Document]] = {}
    for row in rows.select_related("document"):
        found.setdefault(row.object_id, []).append(row.document)
    return found
