"""Opening a working copy, and letting it take the place of what readers see; used by `actions`."""

from copy import copy as shallow_copy
from typing import TypeVar

from django.db import IntegrityError, transaction

from portal.core.accounts.models import User
from portal.core.content import Publishable, State, Status
from portal.core.workflow import signals, storing
from portal.core.workflow.permissions import Action

Item = TypeVar("Item", bound=Publishable)


def open_copy(item: Item, *, by: User) -> Item:
    """Return the working copy of `item`, made by `by` if there is none."""
    existing = copy_of(item)
    if existing is not None:
        return existing
    copy = item.blank_copy()
    copy.created_by = by
    relations = copy.apply_snapshot(item.snapshot(), without=item.fixed_in_copies)
    try:
        with transaction.atomic():
            storing.store(copy, Action.REVISE, by=by, save_relations=relations)
    except IntegrityError:
        # A colleague opened one in the same instant: then that is the one.
        existing = copy_of(item)
        if existing is None:
            raise
        return existing
    return copy


def copy_of(item: Item) -> Item | None:
    """Return the working copy as it is stored now."""
    found: Item | None = type(item)._default_manager.filter(copy_of=item.pk).first()
    return found


@transaction.atomic
def take_over(copy: Item, action: Action, *, by: User, reason: str = "") -> Item:
    """Let `copy` replace the content of its item and go; return the item.

    The live row is locked first, then the copy's version is claimed: whoever publishes, withdraws
    or edits at the same time comes before or after, never between.
    """
    rows = type(copy)._default_manager.select_for_update(of=("self",))
    live: Item = rows.get(pk=copy.copy_of_id)
    stored = shallow_copy(live)
    before = Status(copy.status)
    signals.storing.send(sender=type(copy), item=copy, action=action)
    storing.claim_version(copy)
    relations = live.apply_snapshot(copy.snapshot(), without=copy.fixed_in_copies)
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
