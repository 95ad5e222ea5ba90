"""How an action writes: version, row, relations, listings, revision, listeners."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet

from portal.core.accounts.models import User
from portal.core.content import UNDECIDED, Publishable, Status
from portal.core.pagecache.writes import unseen
from portal.core.workflow import signals
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action

Item = TypeVar("Item", bound=Publishable)
Later = list[Callable[[], None]]
"""What is told once all rows of an action are written; see `tell`."""


class StaleVersion(Exception):
    """The item was changed by someone else since the version that this change is based on."""


def locked(item: Item, pk: int | None = None) -> Item:
    """Lock the row of `item`, or the row `pk` of its type, and return it as it is stored now.

    Raises `StaleVersion` where it is gone: somebody else was quicker.
    """
    found: Item | None = lockable(type(item)).filter(pk=pk or item.pk).first()
    if found is None:
        raise StaleVersion
    return found


def lockable(model: type[Publishable]) -> QuerySet[Any]:
    """Return the rows of a type, each locked as it is read.

    Others may go on pointing to them: PostgreSQL makes sure at the end of every transaction that
    the item of a working copy is there, and by then the audit trail is locked, too.
    """
    return model._default_manager.select_for_update(of=("self",), no_key=True)


@transaction.atomic
def store(
    item: Publishable,
    action: Action,
    *,
    by: User,
    reason: str = "",
    before: Status | None = None,
    save_relations: Callable[[], object] | None = None,
    copy: Publishable | None = None,
    later: Later | None = None,
) -> None:
    """Write `item` as `action` leaves it; `before` is its status until now, `copy` its source.

    An action that writes two rows hands in `later`, and calls what is in it after the second.
    Raises `ValidationError` or `StaleVersion`; nothing is stored then.
    """
    if before is None and item.pk is not None:
        before = Status(item.status)
    item.updated_by = by
    _note_first_publication(item)
    item.fill_slug()
    # Who wrote it is nothing that anybody typed: not looked up again, only refused by the table.
    item.full_clean(exclude={"created_by", "updated_by", "urgent_by", "copy_of"})
    if copy is None:  # a copy was looked at before it was taken apart
        signals.storing.send(sender=type(item), item=item, action=action)
    with _quietly(item, before):
        claim_version(item, after=copy.version if copy else 0)
        item.save()
        if save_relations is not None:
            save_relations()
    with item.hanging_rows_at_hand():
        with _quietly(item, before):
            item.refresh_listings()
        revision = record(item, action, by=by, reason=reason)
        signals.stored.send(sender=type(item), item=item)
        if later is None:
            tell(item, revision, before, copy)
        else:
            later.append(partial(tell, item, revision, before, copy))
    if item.status == Status.PUBLISHED or action is Action.WITHDRAW:
        transaction.on_commit(partial(signals.public_changed.send, sender=type(item), item=item))


def _quietly(item: Publishable, before: Status | None) -> AbstractContextManager[None]:
    """Keep the stored pages where readers see the item neither before nor after."""
    is_hidden = item.status in UNDECIDED and (before is None or before in UNDECIDED)
    return unseen(type(item)) if is_hidden else nullcontext()


def claim_version(item: Publishable, *, after: int = 0) -> None:
    """Count the version up in the database, where two writers cannot both succeed.

    The new one is above `after` too: a working copy counts on from the version it came from.
    Raises `StaleVersion`.
    """
    version = max(item.version, after) + 1
    if item.pk is not None:
        row = type(item)._default_manager.filter(pk=item.pk, version=item.version)
        if not row.update(version=version):
            raise StaleVersion
    item.version = version


def record(item: Publishable, action: Action, *, by: User, reason: str = "") -> Revision:
    """Write the revision."""
    return Revision.objects.create(
        content_type=ContentType.objects.get_for_model(item),
        object_id=item.public_pk,
        version=item.version,
        action=action,
        status=item.status,
        in_copy=item.is_copy,
        reason=reason,
        made_by=by,
        snapshot=item.snapshot(),
    )


def tell(
    item: Publishable,
    revision: Revision,
    before: Status | None,
    copy: Publishable | None = None,
) -> None:
    """Tell whoever keeps a trace; the very last, for the trail takes a lock that all wait for."""
    signals.acted.send(sender=type(item), item=item, revision=revision, before=before, copy=copy)


def remove(item: Publishable) -> None:
    """Delete the row with all that hangs on it, the entry of the search among it.

    The object keeps its number, by which messages and logs still speak of it.
    """
    signals.removed.send(sender=type(item), item=item)
    number = item.pk
    item.delete()
    item.pk = number


def _note_first_publication(item: Publishable) -> None:
    """Keep the date once it has passed; until then it follows the schedule."""
    if not item.was_public:
        item.first_published_at = item.published_at if item.status == Status.PUBLISHED else None
