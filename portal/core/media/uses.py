"""Where a picture is used: in fields that hold it, and in the texts of content."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models

from portal.core.content import Publishable, content_models
from portal.core.media.models import Image, ImageUse
from portal.core.media.pictures import FORMATS
from portal.core.richtext import RichTextField

MOST_SHOWN = 50
"""Places that are named of each kind; one is enough to keep a picture."""
_BATCH = 500
_NAME = rf"{re.escape(settings.MEDIA_URL)}(?P<stem>anh/\d{{4}}/\d{{2}}/[0-9a-f]{{16}})\b"
_STEM = re.compile(rf'(?:src|poster)="{_NAME}')
_ADDRESS = re.compile(_NAME)


def places_of(image: Image) -> list[models.Model]:
    """Return what uses a picture: items, authors, the identity, whatever holds one."""
    places: dict[tuple[type[models.Model], Any], models.Model] = {}
    for place in [*_holders(image), *_items_with(image)]:
        places.setdefault((type(place), place.pk), place)
    return list(places.values())


def items_that_name(file: str) -> list[models.Model]:
    """Return content in whose texts a stored file is named; reads all texts, so for rare use."""
    found: list[models.Model] = []
    for model in content_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, RichTextField):
                rows = model._default_manager.filter(**{f"{field.name}__contains": file})
                found += rows[:MOST_SHOWN]
    return found


def unused() -> models.QuerySet[Image]:
    """Return the pictures that nothing uses."""
    pictures = Image.objects.filter(uses__isnull=True)
    for model, field in _picture_fields():
        pictures = pictures.exclude(
            pk__in=model._base_manager.filter(**{f"{field}__isnull": False}).values(field)
        )
    return pictures


def note(item: Publishable) -> None:
    """Write down which pictures stand in the texts of `item`."""
    wanted = {image.pk for image in pictures_in(_texts(item))}
    content_type = ContentType.objects.get_for_model(item)
    rows = ImageUse.objects.filter(content_type=content_type, object_id=item.pk)
    present = set(rows.values_list("image_id", flat=True)) if item.version > 1 else set()
    if present - wanted:
        rows.exclude(image__in=wanted).delete()
    ImageUse.objects.bulk_create(
        (
            ImageUse(image_id=number, content_type=content_type, object_id=item.pk)
            for number in sorted(wanted - present)
        ),
        ignore_conflicts=True,
    )


def note_all() -> int:
    """Find the uses of all content anew; return how many items there are."""
    count = 0
    for model in content_models():
        for item in model._default_manager.order_by("pk").iterator(chunk_size=_BATCH):
            note(item)
            count += 1
    return count


def pictures_in(markup: str) -> list[Image]:
    """Return the pictures of the library that stand in `markup`; no query where none does."""
    stems = {match["stem"] for match in _STEM.finditer(markup)}
    if not stems:
        return []
    names = [f"{stem}.{ending}" for stem in stems for ending in FORMATS.values()]
    return list(Image.objects.filter(file__in=names))


def library_pictures(markup: str, numbers: Collection[int]) -> dict[int | str, Image]:
    """Return the pictures that stand in `markup` and those of `numbers`, in one query or none.

    Each is found by its number, and by the stem of its file as `stem_of` gives it.
    """
    stems = {match["stem"] for match in _STEM.finditer(markup)}
    if not stems and not numbers:
        return {}
    names = [f"{stem}.{ending}" for stem in stems for ending in FORMATS.values()]
    found: dict[int | str, Image] = {}
    for image in Image.objects.filter(models.Q(file__in=names) | models.Q(pk__in=numbers)):
        found[image.pk] = found[(image.file.name or "").rpartition(".")[0]] = image
    return found


def stem_of(address: str) -> str:
    """Return what the addresses of all sizes of a library's picture have in common, or nothing."""
    match = _ADDRESS.match(address)
    return match["stem"] if match else ""


def on_stored(item: Publishable, **kwargs: object) -> None:
    """Listener of `signals.stored`."""
    note(item)


def on_removed(item: Publishable, **kwargs: object) -> None:
    """Listener of `signals.removed`."""
    content_type = ContentType.objects.get_for_model(item)
    ImageUse.objects.filter(content_type=content_type, object_id=item.pk).delete()


def _texts(item: Publishable) -> str:
    fields = (f for f in item._meta.concrete_fields if isinstance(f, RichTextField))
    return " ".join(str(getattr(item, field.attname)) for field in fields)


def _picture_fields() -> Iterable[tuple[type[models.Model], str]]:
    """Return every foreign key that leads to a picture, but the list of uses."""
    for relation in Image._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.field.model is not ImageUse:
            yield relation.field.model, relation.field.name


def _holders(image: Image) -> Iterable[models.Model]:
    for model, field in _picture_fields():
        yield from model._base_manager.filter(**{field: image})[:MOST_SHOWN]


def _items_with(image: Image) -> Iterable[models.Model]:
    uses = image.uses.select_related("content_type")[:MOST_SHOWN]
    for use in uses:
        model = use.content_type.model_class()
        item = model._base_manager.filter(pk=use.object_id).first() if model else None
        if item is not None:
            yield item
