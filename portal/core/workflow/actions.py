"""The verbs of the desk.

Each action checks the right, validates, saves against the version it was based on, brings the
listings up to date, writes a `Revision` and tells the listeners; all in one transaction.  The
admin, commands and importers call these and nothing else, so all behave alike.

The version is that of the row which the caller holds: whoever acts for a person who has looked
at a page sets `item.version` to what that page showed, and an older one is refused.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst

from portal.core.accounts.models import User
from portal.core.content import Publishable, State, Status
from portal.core.snapshots import WINDOW
from portal.core.text import normalise
from portal.core.workflow import copies, storing
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action, may, require
from portal.core.workflow.storing import StaleVersion as StaleVersion

Item = TypeVar("Item", bound=Publishable)
_MAY_HAVE_COPY = (Status.PUBLISHED, Status.WITHDRAWN)


def save(
    item: Publishable,
    *,
    by: User,
    save_relations: Callable[[], object] | None = None,
) -> None:
    """Store what an editor wrote; the status stays.

    `save_relations` is called once the row exists, for what hangs on it (authors, tags).
    Raises `PermissionDenied`, `ValidationError` or `StaleVersion`; nothing is stored then.
    """
    if item.pk is None:
        _require_add(item, by)
    else:
        # The rights are those over the stored row: a change of category or author in the
        # form must not open somebody else's item.
        stored = type(item)._default_manager.filter(pk=item.pk).first()
        if stored is None:
            raise StaleVersion
        require(by, Action.SAVE, stored)
        _require_place(item, stored, by)
        item.fill_slug(stored)
    storing.store(item, Action.SAVE, by=by, save_relations=save_relations)


def submit(item: Publishable, *, by: User) -> None:
    """Hand a draft to whoever decides."""
    _move(item, Action.SUBMIT, Status.SUBMITTED, by=by)


def return_(item: Publishable, *, by: User, reason: str) -> None:
    """Give a submitted item back to its author, with the reason that the author reads."""
    _move(item, Action.RETURN, Status.RETURNED, by=by, reason=_required(reason))


def publish(item: Item, *, by: User) -> Item:
    """Make `item` public, now or at the time that it already carries; return what is public.

    A working copy takes the place of what readers have seen until now, and is gone then.
    """
    return _make_public(item, Action.PUBLISH, by=by)


def publish_urgently(item: Item, *, by: User, reason: str) -> Item:
    """Make one's own work public without a second person, who is asked to look afterwards."""
    return _make_public(item, Action.URGENT, by=by, reason=_required(reason))


def confirm(item: Publishable, *, by: User) -> None:
    """Say, as the second person, that what was published urgently is right."""
    require(by, Action.CONFIRM, item)
    item.urgent_by = None
    storing.store(item, Action.CONFIRM, by=by)


def schedule(item: Publishable, *, by: User, at: datetime | None) -> None:
    """Make `item` public at `at`, which must lie ahead."""
    if at is None or at <= timezone.now():
        raise ValidationError({"published_at": "Chọn thời điểm đăng ở phía trước để hẹn giờ."})
    require(by, Action.SCHEDULE, item)
    if item.state() is State.LIVE:
        noun = item.noun()
        raise ValidationError(
            f"{capfirst(noun)} đang hiện trên cổng. Hãy gỡ {noun} trước khi hẹn giờ đăng lại."
        )
    item.published_at = at
    _move(item, Action.SCHEDULE, Status.PUBLISHED, by=by)


@transaction.atomic
def release(item: Publishable, *, by: User) -> None:
    """Make a scheduled item public now, not at its time; a look that is due stays due."""
    require(by, Action.RELEASE, item)
    told: storing.Later = []
    item.published_at = timezone.now()
    storing.store(item, Action.RELEASE, by=by, later=told)
    copies.move_copy_along(item, by=by, later=told)
    _tell(told)


def withdraw(
    item: Publishable, *, by: User, reason: str, notice: str = "", replacement: str = ""
) -> None:
    """Take a published item from the public; its address answers 410 from now on.

    `reason` is for the desk.  `notice` is what readers are told at the address, `replacement`
    the page of this portal to which they are sent instead.
    """
    require(by, Action.WITHDRAW, item)
    item.tell_readers(normalise(notice).strip(), replacement.strip())
    _move(item, Action.WITHDRAW, Status.WITHDRAWN, by=by, reason=_required(reason))


@transaction.atomic
def revise(item: Item, *, by: User) -> Item:
    """Return the working copy of a published item, made now if there is none yet."""
    stored = storing.locked(item)
    require(by, Action.REVISE, stored)
    return copies.open_copy(stored, by=by)


@transaction.atomic
def restore(item: Item, revision: Revision, *, by: User) -> Item:
    """Put the content of an old revision back, as a new one; return the row that holds it now.

    That is the working copy where readers see the item.  When it is public, and that it is
    public at all, does not change.
    """
    require(by, Action.RESTORE, item)
    told: storing.Later = []
    target = item if may(by, Action.SAVE, item) else _copy_to_restore_in(item, by, told)
    stored = storing.locked(target)
    kept = (*WINDOW, *(item.fixed_in_copies if target.is_copy else ()))
    relations = target.apply_snapshot(revision.snapshot, without=kept)
    _require_place(target, stored, by)
    reason = f"Khôi phục phiên bản {revision.version}."
    storing.store(
        target, Action.RESTORE, by=by, reason=reason, save_relations=relations, later=told
    )
    _tell(told)
    return target


@transaction.atomic
def amend(
    item: Item, change: Callable[[Item], Callable[[], object] | None], *, by: User, reason: str = ""
) -> None:
    """Change what an item is filed or found under, its text untouched; its working copy as well.

    `change` sets columns on the row that it is given and may return what then sets relations.
    """
    require(by, Action.AMEND, item)
    told: storing.Later = []
    stored = storing.locked(item)
    relations = change(item)
    _require_place(item, stored, by)
    store = partial(storing.store, action=Action.AMEND, by=by, reason=reason, later=told)
    store(item, save_relations=relations)
    copy = copies.copy_of(item)
    if copy is not None:
        relations = change(copy)
        store(copy, save_relations=relations)
    _tell(told)


def hand_over(item: Publishable, *, to: User, by: User, reason: str = "") -> None:
    """Make `to` the one whose work the item is, as when a colleague leaves."""
    require(by, Action.HAND_OVER, item)
    if not to.is_active:
        raise ValidationError({"to": "Tài khoản này đã ngừng hoạt động."})
    if not to.has_perm(f"{item._meta.app_label}.view_{item._meta.model_name}"):
        raise ValidationError({"to": f"“{to}” không làm việc với {item.noun()}, không nhận được."})
    item.created_by = to
    told = reason or f"Giao cho {to}."
    storing.store(item, Action.HAND_OVER, by=by, reason=told)


@transaction.atomic
def delete(item: Publishable, *, by: User) -> None:
    """Remove a draft that was never public, or a working copy; its revisions stay as the trace."""
    require(by, Action.DELETE, item)
    stored = storing.locked(item)
    if stored.version != item.version:
        raise StaleVersion
    require(by, Action.DELETE, stored)  # a working copy may have been opened since
    revision, before = storing.record(item, Action.DELETE, by=by), Status(item.status)
    storing.remove(item)
    storing.tell(item, revision, before)


def _make_public(item: Item, action: Action, *, by: User, reason: str = "") -> Item:
    require(by, action, item)
    if item.is_copy:
        return copies.take_over(item, action, by=by, reason=reason)
    item.published_at = item.published_at or timezone.now()
    item.tell_readers("", "")
    _move(item, action, Status.PUBLISHED, by=by, reason=reason)
    return item


@transaction.atomic
def _move(item: Publishable, action: Action, status: Status, *, by: User, reason: str = "") -> None:
    require(by, action, item)
    told: storing.Later = []
    before, item.status = Status(item.status), status
    if status is Status.PUBLISHED:
        item.urgent_by = by if action is Action.URGENT else None
    storing.store(item, action, by=by, reason=reason, before=before, later=told)
    if status is Status.PUBLISHED and before in _MAY_HAVE_COPY:
        copies.move_copy_along(item, by=by, later=told)
    _tell(told)


def _copy_to_restore_in(item: Item, by: User, told: storing.Later) -> Item:
    """Return a working copy opened for this; one of a colleague's is not written over unseen."""
    stored = storing.locked(item)
    if stored.version != item.version or copies.copy_of(stored) is not None:
        raise StaleVersion
    return copies.open_copy(stored, by=by, later=told)


def _tell(told: storing.Later) -> None:
    for tell in told:
        tell()


def _require_add(item: Publishable, by: User) -> None:
    meta = item._meta
    item.created_by = by
    if not by.has_perm(f"{meta.app_label}.add_{meta.model_name}") or not item.roles_of(by):
        raise PermissionDenied(f"Tài khoản “{by}” không được viết {item.noun()} ở đây.")


def _require_place(item: Publishable, stored: Publishable, by: User) -> None:
    if not item.may_be_moved_by(by, stored):
        raise PermissionDenied(
            f"Tài khoản “{by}” không được chuyển {item.noun()} “{item}” sang chỗ này."
        )


def _required(reason: str) -> str:
    reason = normalise(reason).strip()
    if not reason:
        raise ValidationError({"reason": "Cần ghi rõ lý do."})
    return reason
