"""Keeping what is typed and not saved yet; none of it touches the item itself."""

import re
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.content import Publishable, PublishableQuerySet
from portal.core.drafts.models import Autosave, AutosaveQuerySet, of_type

AT_ONCE = 100
"""So many rows that are too old are deleted in one go, so that no keystroke waits for it."""
SHOWN = 3
RESTORE = "khoi-phuc"
"""The parameter that asks a form for what was typed in a window."""
_NOT_TYPED = ("_", "csrfmiddlewaretoken")
"""How the names begin of buttons and of what the desk adds to a form for itself."""
_WINDOW = re.compile("[0-9a-f]{32}")


def new_window() -> str:
    """Return a name, that nobody guesses, for a form that is opened."""
    return uuid.uuid4().hex


def window_of(value: str | None) -> str:
    """Return `value` if it can be the name of a window, else nothing."""
    return value if value and _WINDOW.fullmatch(value) else ""


def store(
    user: User, model: type[Publishable], pk: int | None, window: str, sent: QueryDict
) -> bool:
    """Keep what was typed in a window, over what it had before.

    Returns False if the window was saved into the item already: nothing is kept then.
    """
    fields = {
        _storable(name): [_storable(value) for value in values]
        for name, values in sent.lists()
        if not name.startswith(_NOT_TYPED)
    }
    typed = {
        "content_type": ContentType.objects.get_for_model(model),
        "object_id": pk,
        "title": _storable(sent.get("title", "")).strip()[:250],
        "fields": fields,
        "saved_at": timezone.now(),
    }
    row = Autosave.objects.filter(user=user, window=window)
    if row.filter(is_saved=False).update(**typed):
        return True
    if row.exists():
        return False
    try:
        with transaction.atomic():
            Autosave.objects.create(user=user, window=window, **typed)
    except IntegrityError:  # the same window, sent twice in the same instant
        return bool(row.filter(is_saved=False).update(**typed))
    forget_old()
    return True


def move(user: User, model: type[Publishable], window: str, pk: int) -> bool:
    """Let what was typed in a window belong to the item `pk` from now on."""
    rows = Autosave.objects.open_of(user).filter(of_type(model), window=window)
    return bool(rows.update(object_id=pk))


def _storable(text: str) -> str:
    """Return `text` without NUL, which PostgreSQL takes in no column and no form accepts."""
    return text.replace("\x00", "")


def close(user: User, model: type[Publishable], window: str, continued: str = "") -> None:
    """Note that a window is saved: what it typed is in the item now.

    `continued` is the window whose text it was opened with; that is done with, too.
    """
    row = Autosave(
        user=user,
        window=window,
        content_type=ContentType.objects.get_for_model(model),
        saved_at=timezone.now(),
        is_saved=True,
    )
    Autosave.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["user", "window"],
        update_fields=["object_id", "title", "fields", "saved_at", "is_saved"],
    )
    discard(user, continued)


def discard(user: User, window: str) -> None:
    """Throw away what was typed in a window; one that is saved is remembered as that."""
    if window:
        Autosave.objects.filter(user=user, window=window, is_saved=False).delete()


def offered(
    user: User, model: type[Publishable], pk: int | None, besides: Iterable[str]
) -> list[Autosave]:
    """Return what was typed into an item (None: into new ones) in other windows, newest first."""
    rows = Autosave.objects.open_of(user).filter(of_type(model), object_id=pk)
    return list(rows.exclude(window__in=list(besides)).defer("fields")[:SHOWN])


def find(user: User, model: type[Publishable], window: str) -> Autosave | None:
    """Return what `user` typed in a window of a form of this type."""
    return Autosave.objects.open_of(user).filter(of_type(model), window=window).first()


def forget_old() -> None:
    """Delete some of what nobody has come back for in all that time."""
    numbers = list(_old().order_by("saved_at").values_list("pk", flat=True)[:AT_ONCE])
    if numbers:
        Autosave.objects.filter(pk__in=numbers).delete()


def forget_all_old() -> int:
    """Delete all of it; return how many rows."""
    return _old().delete()[0]


def _old() -> AutosaveQuerySet:
    end = timezone.now() - timedelta(days=settings.AUTOSAVE_KEEP_DAYS)
    return Autosave.objects.filter(saved_at__lt=end)


# The list of one's own -----------------------------------------------------------------------


class Draft(NamedTuple):
    """A line of "Bản gõ dở của tôi"."""

    title: str
    noun: str
    saved_at: datetime
    url: str
    """Leads to the form with the text in it."""


def mine(user: User, limit: int = 10) -> list[Draft]:
    """Return what `user` typed and has not saved: one query, and one more for each type."""
    rows = list(
        Autosave.objects.open_of(user).select_related("content_type").defer("fields")[:limit]
    )
    visible = _visible(user, rows)
    return [
        Draft(str(row), model.noun(), row.saved_at, _url(row, model, visible))
        for row in rows
        if (model := _model(row)) is not None
    ]


def _model(row: Autosave) -> type[Publishable] | None:
    model = row.content_type.model_class()
    return model if model is not None and issubclass(model, Publishable) else None


def _visible(user: User, rows: Iterable[Autosave]) -> set[tuple[type[models.Model], int]]:
    """Return the items among `rows` that are still there for `user`."""
    numbers: dict[type[Publishable], list[int]] = {}
    for row in rows:
        model = _model(row)
        if model is not None and row.object_id is not None:
            numbers.setdefault(model, []).append(row.object_id)
    found: set[tuple[type[models.Model], int]] = set()
    for model, wanted in numbers.items():
        items = model._default_manager.filter(pk__in=wanted)
        if isinstance(items, PublishableQuerySet):
            found |= {(model, pk) for pk in items.visible_to(user).values_list("pk", flat=True)}
    return found


def _url(
    row: Autosave, model: type[Publishable], visible: set[tuple[type[models.Model], int]]
) -> str:
    """Return the form with the text in it: the item's own or, if it is gone, an empty one."""
    prefix = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    is_there = row.object_id is not None and (model, row.object_id) in visible
    url = (
        reverse(f"{prefix}_change", args=[row.object_id]) if is_there else reverse(f"{prefix}_add")
    )
    return f"{url}?{RESTORE}={row.window}"
