"""Keeping the table of where each address stands; what has not changed is not read again.

Every action on an item counts its version up, so an item is read when its version is another than
the one that was read last; that also finds what became public because its time had come.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.core.content import Publishable, content_models, public_items
from portal.core.linkcheck.collecting import (
    Found,
    address_columns,
    in_column,
    in_columns,
    target_of,
)
from portal.core.linkcheck.models import Address, Kind, LinkUse, ReadItem, digest_of
from portal.core.linkcheck.verdicts import REPORTED
from portal.core.media.models import Attachment, Image

RULES = 1
"""Counted up when more is read from an item than before: all are read once more then."""
BATCH = 200
"""Items that are in memory at a time."""
Progress = Callable[[int], object]
Key = tuple[int, str, str, str]
"""A use: number of the row, field, kind, digest of the address."""


def total() -> int:
    """Return how many items are to be read at most; for the bar of the command."""
    return sum(public_items(model).count() for model in content_models())


def read_changed(progress: Progress = lambda seen: None, *, anew: bool = False) -> int:
    """Read what is public and was changed since it was read; return how many items.

    `anew` reads everything.  Each batch is a transaction of its own: whoever stops it can start
    it again.
    """
    forget_gone()
    seen = 0
    for model in content_models():
        for batch in _changed(model, anew=anew):
            read_items(batch)
            seen += len(batch)
            progress(seen)
    for holder in other_holders():
        for rows in _filled(holder):
            store(holder, [row.pk for row in rows], _of_columns(holder, rows))
    forget_unused()
    return seen


@transaction.atomic
def read_items(items: Sequence[Publishable]) -> None:
    """Read the links of `items`, all of one type, and note which version was read."""
    content_type = ContentType.objects.get_for_model(items[0])
    found = [(item.pk, each) for item in items for each in in_columns(item)]
    found += _files(content_type, items)
    store(type(items[0]), [item.pk for item in items], found)
    ReadItem.objects.bulk_create(
        (
            ReadItem(
                content_type=content_type, object_id=item.pk, version=item.version, rules=RULES
            )
            for item in items
        ),
        update_conflicts=True,
        unique_fields=["content_type", "object_id"],
        update_fields=["version", "rules"],
    )


@transaction.atomic
def store(
    model: type[models.Model], numbers: Sequence[int], found: Sequence[tuple[int, Found]]
) -> None:
    """Let the table say of these rows what was found in them; what it says already stays."""
    content_type = ContentType.objects.get_for_model(model)
    wanted: dict[Key, Found] = {}
    for number, each in found:
        wanted.setdefault((number, each.field, each.kind, digest_of(each.target.url)), each)
    present = {
        (use.object_id, use.field, use.kind, use.address.digest): use.pk
        for use in LinkUse.objects.filter(content_type=content_type, object_id__in=numbers)
        .select_related("address")
        .only("object_id", "field", "kind", "address__digest")
    }
    gone = [number for key, number in present.items() if key not in wanted]
    if gone:
        LinkUse.objects.filter(pk__in=gone).delete()
    new = {key: each for key, each in wanted.items() if key not in present}
    known = _known({key[3]: each for key, each in new.items()})
    LinkUse.objects.bulk_create(
        (
            LinkUse(
                content_type=content_type,
                object_id=number,
                field=field,
                kind=kind,
                words=new[number, field, kind, digest].words,
                address_id=known[digest],
            )
            for number, field, kind, digest in new
        ),
        ignore_conflicts=True,  # a colleague's run may have written the same row meanwhile
    )


def forget_gone() -> None:
    """Drop what is known of rows that readers see no longer."""
    for model in content_models():
        content_type = ContentType.objects.get_for_model(model)
        there = public_items(model).filter(pk=OuterRef("object_id"))
        # Only what was read has uses: the table of uses is asked for the few that are gone.
        gone = ReadItem.objects.filter(~Exists(there), content_type=content_type)
        for rows in _by_number(gone.order_by("pk")):
            _forget(content_type, [row.object_id for row in rows])
    for holder in other_holders():
        content_type = ContentType.objects.get_for_model(holder)
        filled = _with_address(holder).filter(pk=OuterRef("object_id"))
        LinkUse.objects.filter(~Exists(filled), content_type=content_type).delete()


def forget_unused() -> None:
    """Drop the addresses that stand nowhere any more."""
    uses = LinkUse.objects.filter(address=OuterRef("pk"))
    unused = Address.objects.filter(~Exists(uses)).only("pk").order_by("pk")
    for rows in _by_number(unused):
        Address.objects.filter(~Exists(uses), pk__in=[row.pk for row in rows]).delete()


def on_public_changed(item: Publishable, **kwargs: object) -> None:
    """Listener of `signals.public_changed`: what was corrected leaves the report at once.

    Only an item of the report is read here; the others wait for the next run.
    """
    content_type = ContentType.objects.get_for_model(item)
    uses = LinkUse.objects.filter(content_type=content_type, object_id=item.pk)
    if not uses.filter(address__verdict__in=REPORTED).exists():
        return
    if item.is_live():
        # A run may drop an address that this item has just begun to use; the next one finds it.
        with suppress(IntegrityError):
            read_items([item])
    else:
        _forget(content_type, [item.pk])


def _forget(content_type: ContentType, numbers: list[int]) -> None:
    for rows in (LinkUse.objects, ReadItem.objects):
        rows.filter(content_type=content_type, object_id__in=numbers).delete()


def _changed(model: type[Publishable], *, anew: bool) -> Iterator[list[Any]]:
    """Yield the public items that are to be read, by their numbers."""
    rows: QuerySet[Any] = public_items(model).order_by("pk")
    if not anew:
        known = ReadItem.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id=OuterRef("pk"),
            version=OuterRef("version"),
            rules=RULES,
        )
        rows = rows.filter(~Exists(known))
    return _by_number(rows)


def _by_number(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def other_holders() -> list[type[models.Model]]:
    """Return the tables beside content in which addresses are kept: menus, tiles, the identity."""
    return [
        model
        for model in apps.get_models()
        if not issubclass(model, Publishable | Address) and address_columns(model)
    ]


def _with_address(model: type[models.Model]) -> QuerySet[Any]:
    is_filled = Q(pk__in=[])
    for name in address_columns(model):
        is_filled |= ~Q(**{name: ""})
    return model._default_manager.filter(is_filled)


def _filled(model: type[models.Model]) -> Iterator[list[Any]]:
    return _by_number(_with_address(model).order_by("pk").only(*address_columns(model)))


def _of_columns(model: type[models.Model], rows: Sequence[Any]) -> list[tuple[int, Found]]:
    columns = address_columns(model)
    return [
        (row.pk, each)
        for row in rows
        for name in columns
        for each in in_column(name, getattr(row, name) or "")
    ]


def _files(content_type: ContentType, items: Sequence[Publishable]) -> Iterator[tuple[int, Found]]:
    """Yield what is attached to items, and the pictures that they name in a column."""
    rows = Attachment.objects.filter(
        content_type=content_type, object_id__in=[item.pk for item in items]
    )
    for row in rows.select_related("document").only(
        "object_id", "document__title", "document__file"
    ):
        target = target_of(row.document.file.url)
        if target is not None:
            yield row.object_id, Found("documents", Kind.FILE, target, row.document.title[:120])
    yield from _pictures(items)


def _pictures(items: Sequence[Publishable]) -> Iterator[tuple[int, Found]]:
    columns = [f for f in items[0]._meta.concrete_fields if f.related_model is Image]
    numbers = {getattr(item, f.attname) for item in items for f in columns} - {None}
    images = Image.objects.only("file", "alt").in_bulk(numbers) if numbers else {}
    for item in items:
        for column in columns:
            image = images.get(getattr(item, column.attname))
            target = target_of(image.file.url) if image else None
            if image and target is not None:
                yield item.pk, Found(column.name, Kind.SHOWN, target, image.alt[:120])


def _known(found: dict[str, Found]) -> dict[str, int]:
    """Return the numbers of addresses by their digests; those that are new are added."""
    if not found:
        return {}
    rows = Address.objects.filter(digest__in=found)
    known = dict(rows.values_list("digest", "pk"))
    new = [digest for digest in found if digest not in known]
    if new:
        Address.objects.bulk_create(
            (_address(digest, found[digest]) for digest in new), ignore_conflicts=True
        )
        known = dict(rows.values_list("digest", "pk"))
    if len(known) < len(found):
        raise IntegrityError("an address was dropped while it was read")
    return known


def _address(digest: str, found: Found) -> Address:
    target = found.target
    return Address(url=target.url, digest=digest, place=target.place, host=target.host)
