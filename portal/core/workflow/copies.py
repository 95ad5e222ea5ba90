"""Opening a working copy, and letting it take the place of what readers see; used by `actions`."""

from copy import copy as shallow_copy
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst

from portal.core.accounts.models import User
from portal.core.content import Publishable, State, Status
from portal.core.dates import date_and_time
from portal.core.workflow import signals, storing
from portal.core.workflow.permissions import Action

Item = TypeVar("Item", bound=Publishable)


def open_copy(item: Item, *, by: User, later: storing.Later | None = None) -> Item:
    """Return the working copy of `item`, made by `by` if there is none.

    The row of `item` must be locked and as it is stored: a copy of an older text would bring
    that back when it is approved.
    """
    existing = copy_of(item)
    if existing is not None:
        return existing
    copy = item.blank_copy()
    copy.created_by = by
    relations = copy.apply_snapshot(item.snapshot(), without=item.fixed_in_copies)
    storing.store(copy, Action.REVISE, by=by, save_relations=relations, later=later)
    return copy


def copy_of(item: Item) -> Item | None:
    """Lock the working copy, if there is one, and return it as it is stored now."""
    found: Item | None = storing.lockable(type(item)).filter(copy_of=item.pk).first()
    return found


@transaction.atomic
def take_over(copy: Item, action: Action, *, by: User, reason: str = "") -> Item:
    """Let `copy` replace the content of its item and go; return the item.

    The live row is locked first, then the copy's version is claimed: whoever publishes, withdraws
    or edits at the same time comes before or after, never between.
    """
    live = storing.locked(copy, copy.copy_of_id)
    stored = shallow_copy(live)
    before = Status(copy.status)
    signals.storing.send(sender=type(copy), item=copy, action=action)
    storing.claim_version(copy)
    relations = live.apply_snapshot(copy.snapshot(), without=copy.fixed_in_copies)
    if stored.state() is State.LIVE:
        _require_stays_public(live)
    was_live = live.state() is State.LIVE
    live.fill_slug(stored)
    live.status = Status.PUBLISHED
    live.published_at = live.published_at or copy.published_at
    live.urgent_by = by if action is Action.URGENT else None
    live.tell_readers("", "")
    if copy.change_note and was_live:
        live.add_correction(copy.change_note)
    told = reason or copy.change_note
    storing.remove(copy)
    storing.store(
        live, action, by=by, reason=told, before=before, save_relations=relations, copy=copy
    )
    copy.became = live
    return live


def move_copy_along(item: Publishable, *, by: User, later: storing.Later) -> None:
    """Give the working copy the time that was decided for its item, or it would undo that."""
    copy = copy_of(item)
    if copy is None or copy.published_at == item.published_at:
        return
    copy.published_at = item.published_at
    storing.store(copy, Action.AMEND, by=by, reason="Theo lúc đăng mới.", later=later)


def _require_stays_public(live: Publishable) -> None:
    """Refuse a copy, written before its item appeared, that would take it from readers again."""
    if live.published_at and live.published_at > timezone.now():
        raise ValidationError(
            {
                "published_at": f"{capfirst(live.noun())} đã hiện trên cổng, nên lúc đăng không "
                f"thể là {date_and_time(live.published_at)} nữa. Sửa lúc đăng trong bản sửa "
                "rồi đăng lại."
            }
        )
