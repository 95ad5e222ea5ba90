"""The verbs of the desk.

Each action checks the right, validates, saves against the version it was based on, brings the
listings up to date, writes a `Revision` and tells the listeners; all in one transaction.  The
admin, commands and importers call these and nothing else, so all behave alike.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst

from portal.core.accounts.models import User
from portal.core.content import Publishable, State, Status
from portal.core.text import normalise
from portal.core.workflow import signals
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action, require


class StaleVersion(Exception):
    """The item was changed by someone else since the version that this change is based on."""


def save(
    item: Publishable,
    *,
    by: User,
    save_relations: Callable[[], object] | None = None,
    correction: str = "",
) -> None:
    """Store what an editor wrote; the status stays.

    `save_relations` is called once the row exists, for what hangs on it (authors, tags).
    `correction` tells readers what was changed in an item that they could read before.
    Raises `PermissionDenied`, `ValidationError` or `StaleVersion`; nothing is stored then.
    """
    if item.pk is None:
        _require_add(item, by)
        item.created_by = by
    else:
        # The rights are those over the stored row: a change of category or author in the
        # form must not open somebody else's item.
        stored = type(item)._default_manager.get(pk=item.pk)
        require(by, Action.SAVE, stored)
        if not item.may_be_moved_by(by, stored):
            raise PermissionDenied(
                f"Tài khoản “{by}” không được chuyển {item.noun()} “{item}” sang chỗ này."
            )
        item.fill_slug(stored)
    if correction:
        _note_correction(item, correction)
    _store(item, Action.SAVE, by=by, reason=correction, save_relations=save_relations)


def submit(item: Publishable, *, by: User) -> None:
    """Hand a draft to whoever decides."""
    _move(item, Action.SUBMIT, Status.SUBMITTED, by=by)


def return_(item: Publishable, *, by: User, reason: str) -> None:
    """Give a submitted item back to its author, with the reason that the author reads."""
    _move(item, Action.RETURN, Status.RETURNED, by=by, reason=_required(reason))


def publish(item: Publishable, *, by: User) -> None:
    """Make `item` public: now, or at the time that it already carries."""
    item.published_at = item.published_at or timezone.now()
    _move(item, Action.PUBLISH, Status.PUBLISHED, by=by)


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


def withdraw(item: Publishable, *, by: User, reason: str) -> None:
    """Take a published item from the public; its address answers 410 from now on."""
    _move(item, Action.WITHDRAW, Status.WITHDRAWN, by=by, reason=_required(reason))


@transaction.atomic
def delete(item: Publishable, *, by: User) -> None:
    """Remove a draft that was never public; its revisions stay as the trace."""
    require(by, Action.DELETE, item)
    _record(item, Action.DELETE, by=by, before=Status(item.status))
    signals.removed.send(sender=type(item), item=item)
    item.delete()


def _move(item: Publishable, action: Action, status: Status, *, by: User, reason: str = "") -> None:
    require(by, action, item)
    before, item.status = Status(item.status), status
    _store(item, action, by=by, reason=reason, before=before)


@transaction.atomic
def _store(
    item: Publishable,
    action: Action,
    *,
    by: User,
    reason: str = "",
    before: Status | None = None,
    save_relations: Callable[[], object] | None = None,
) -> None:
    if before is None and item.pk is not None:
        before = Status(item.status)
    item.updated_by = by
    _note_first_publication(item)
    item.fill_slug()
    # Who wrote it is nothing that anybody typed: not looked up again, only refused by the table.
    item.full_clean(exclude={"created_by", "updated_by"})
    _claim_version(item)
    item.save()
    if save_relations is not None:
        save_relations()
    with item.hanging_rows_at_hand():
        item.refresh_listings()
        _record(item, action, by=by, reason=reason, before=before)
        signals.stored.send(sender=type(item), item=item)
    if item.status == Status.PUBLISHED or action is Action.WITHDRAW:
        transaction.on_commit(partial(signals.public_changed.send, sender=type(item), item=item))


def _note_correction(item: Publishable, note: str) -> None:
    if not item.is_live():
        raise ValidationError({"correction": f"Chỉ ghi cho {item.noun()} đang hiện trên cổng."})
    item.add_correction(note)


def _note_first_publication(item: Publishable) -> None:
    """Keep the date once it has passed; until then it follows the schedule."""
    if not item.was_public:
        item.first_published_at = item.published_at if item.status == Status.PUBLISHED else None


def _claim_version(item: Publishable) -> None:
    """Count the version up in the database, where two writers cannot both succeed."""
    if item.pk is not None:
        row = type(item)._default_manager.filter(pk=item.pk, version=item.version)
        if not row.update(version=item.version + 1):
            raise StaleVersion
    item.version += 1


def _record(
    item: Publishable, action: Action, *, by: User, before: Status | None, reason: str = ""
) -> None:
    revision = Revision.objects.create(
        content_type=ContentType.objects.get_for_model(item),
        object_id=item.pk,
        version=item.version,
        action=action,
        status=item.status,
        reason=reason,
        made_by=by,
        snapshot=item.snapshot(),
    )
    signals.acted.send(sender=type(item), item=item, revision=revision, before=before)


def _require_add(item: Publishable, by: User) -> None:
    meta = item._meta
    item.created_by = by
    if not by.has_perm(f"{meta.app_label}.add_{meta.model_name}") or not item.roles_of(by):
        raise PermissionDenied(f"Tài khoản “{by}” không được viết {item.noun()} ở đây.")


def _required(reason: str) -> str:
    reason = normalise(reason).strip()
    if not reason:
        raise ValidationError({"reason": "Cần ghi rõ lý do."})
    return reason
