"""Changes to the libraries of pictures, documents and recordings."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from PIL import Image as Pillow

from portal.core.accounts.models import User
from portal.core.media import documents, pictures, recordings, renditions
from portal.core.media.keeping import told_in_words
from portal.core.media.models import Document, Image, Recording

_NOT_YET_KNOWN = ("alt", "credit")
"""What may be written after the upload; readers see no picture without it."""


def store(
    image: Image, *, by: User, upload: IO[bytes] | None = None, described: bool = True
) -> None:
    """Save `image`; with `upload`, the picture itself is new and gets its renditions.

    A picture that is replaced keeps its address, so that every text shows the new one.  With
    `described` false the words may be missing yet.  Raises `ValidationError` for what is no
    picture, and for missing words.
    """
    if image._state.adding:
        image.created_by = by
    if upload is None:
        image.full_clean(exclude=["file"])
        image.save()
        return
    checksum = checksum_of(upload)
    file, picture = pictures.reencode(upload)
    image.checksum = checksum
    image.taken_on = image.taken_on or pictures.taken_on(upload)
    if image._state.adding:
        _add(image, file, picture, described=described)
    else:
        _replace(image, file, picture)


@transaction.atomic
def store_document(document: Document, *, by: User, upload: IO[bytes] | None = None) -> None:
    """Save `document`; with `upload`, the file is new and is read for what it is and says.

    What it is attached to is found by its words once it is stored again, or by `reindex`.
    Raises `ValidationError` for a file that is not taken.
    """
    if document._state.adding:
        document.created_by = by
    old = None
    if upload is not None:
        name = str(getattr(upload, "name", ""))
        found = documents.inspect(upload, name)
        document.kind, document.pages = found.kind, found.pages
        document.is_scan, document.text = found.is_scan, found.text
        document.size, document.checksum = getattr(upload, "size", 0), checksum_of(upload)
        old = Document.objects.filter(pk=document.pk).first() if document.pk else None
        upload.seek(0)
    document.full_clean()
    with told_in_words():
        document.save()
    if old is not None:
        _after_commit(partial(old.file.storage.delete, old.file.name or ""))


def delete_document(document: Document) -> None:
    """Remove a document and its file; the database refuses while it is attached."""
    storage, name = document.file.storage, document.file.name or ""
    document.delete()
    _after_commit(partial(storage.delete, name))


@transaction.atomic
def store_recording(recording: Recording, *, by: User, upload: UploadedFile | None = None) -> None:
    """Save `recording`; with `upload`, the file is new.  Raises `ValidationError`."""
    if recording._state.adding:
        recording.created_by = by
    if upload is not None:
        recording.kind = recordings.ending_of(upload, upload.name or "")
        recording.size = upload.size or 0
        # In the upload itself: what is stored never knew, on whatever storage.
        recordings.forget_places(upload)
        upload.seek(0)
    old = Recording.objects.filter(pk=recording.pk).first() if recording.pk else None
    recording.full_clean()
    with told_in_words():
        recording.save()
    for before, now in (
        ((old.file, recording.file), (old.captions, recording.captions)) if old else ()
    ):
        if before.name and before.name != now.name:
            _after_commit(partial(before.storage.delete, before.name))


def delete_recording(recording: Recording) -> None:
    """Remove a recording and its files; the caller has seen that nothing uses it."""
    storage = recording.file.storage
    names = [file.name for file in (recording.file, recording.captions) if file.name]
    recording.delete()
    for name in names:
        _after_commit(partial(storage.delete, name))


def checksum_of(upload: IO[bytes]) -> str:
    """Return what two uploads of the same file have in common."""
    upload.seek(0)
    return hashlib.file_digest(upload, "sha256").hexdigest()  # type: ignore[arg-type]


def delete(image: Image) -> None:
    """Remove a picture and its files; the caller has seen that nothing uses it."""
    storage, name, width = image.file.storage, image.file.name or "", image.width
    image.delete()
    _after_commit(partial(renditions.delete_all, storage, name, width))


def _after_commit(remove: Callable[[], None]) -> None:
    """Remove files once nothing speaks of them; what a storage keeps then is only logged."""
    transaction.on_commit(remove, robust=True)


def _add(
    image: Image, file: "ContentFile[bytes]", picture: Pillow.Image, *, described: bool
) -> None:
    image.file = file
    if described:
        image.full_clean()
    else:
        image.clean_fields(exclude=_NOT_YET_KNOWN)
    made = _made_before(image) or renditions.make_all(picture)
    image.has_avif = renditions.has_avif(made)
    try:
        # Not before: the encoders take seconds, and SQLite has one writer.
        with told_in_words(), transaction.atomic():
            image.save()
            renditions.write_all(image.file.storage, image.file.name or "", made)
    except BaseException:  # no row, no files
        with suppress(OSError):
            renditions.delete_all(image.file.storage, image.file.name or "", image.width)
        raise


def _made_before(image: Image) -> dict[tuple[int, str], bytes] | None:
    """Return the renditions of a picture that came from the same file, if they are all there.

    The encoders take seconds, and the same drawing may illustrate many articles.
    """
    twin = Image.objects.filter(checksum=image.checksum).first()
    if twin is None:
        return None
    return renditions.read_all(
        twin.file.storage, twin.file.name or "", twin.width, with_avif=twin.has_avif
    )


@transaction.atomic
def _replace(image: Image, file: "ContentFile[bytes]", picture: Pillow.Image) -> None:
    """Put another picture in the place of the present one, once the change is committed."""
    old = Image.objects.select_for_update().get(pk=image.pk)
    name = old.file.name or ""
    master = f"{name.rpartition('.')[0]}.{pictures.ending_of(file)}"
    # A text may name any width that the old picture had.
    made = renditions.make_all(picture, also=renditions.widths_of(old.width))
    image.has_avif = renditions.has_avif(made)
    image.revision = old.revision + 1
    image.file = old.file  # not what a form has put there
    image.full_clean(exclude=["file"])
    image.save()
    Image.objects.filter(pk=image.pk).update(
        file=master, width=picture.width, height=picture.height
    )
    # Past the descriptor, which would measure a file that is not there yet.
    image.__dict__["file"] = master
    image.width, image.height = picture.size
    storage, data = old.file.storage, file.read()

    write = partial(renditions.replace_all, storage, (name, old.width), (master, data), made)
    transaction.on_commit(write)
