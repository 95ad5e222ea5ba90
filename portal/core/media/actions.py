"""Changes to the picture library."""

from typing import IO

from django.db import transaction

from portal.core.accounts.models import User
from portal.core.media import pictures, renditions
from portal.core.media.models import Image


@transaction.atomic
def store(image: Image, *, by: User, upload: IO[bytes] | None = None) -> None:
    """Save `image`; with `upload`, the picture itself is new and gets its renditions.

    A replaced picture gets a new name, so that no cache shows the old one; the old files go
    once the transaction has committed.  Raises `ValidationError` for what is no picture.
    """
    if image._state.adding:
        image.created_by = by
    if upload is None:
        image.full_clean(exclude=["file"])
        image.save()
        return
    old = Image.objects.filter(pk=image.pk).only("file", "width").first() if image.pk else None
    image.file = pictures.reencode(upload)
    image.full_clean()
    image.save()
    image.has_avif = renditions.write_all(image.file.storage, image.file.name or "")
    image.save(update_fields=["has_avif"])
    if old is not None and old.file.name:
        storage, name, width = old.file.storage, old.file.name, old.width
        transaction.on_commit(lambda: renditions.delete_all(storage, name, width))
