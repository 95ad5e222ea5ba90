"""Telling people: the one way in, for the listeners of this app and for all others.

Notices and mails are rows, written in the transaction of what they tell: they are there exactly
if it happened.  Nothing is sent from here; see `queue.py`.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from portal.core.accounts.backends import load_rights
from portal.core.accounts.models import User
from portal.core.content import Publishable
from portal.core.notices import background, mails
from portal.core.notices.kinds import DEFAULTS, Delivery, Kind
from portal.core.notices.models import Choice, Mail, Notice
from portal.core.site import local_path
from portal.core.text import excerpt
from portal.core.workflow.permissions import Action, may

MAX_TEXT = 1_000
"""Characters of a reason or comment that a notice repeats."""


@transaction.atomic
def notify(
    kind: Kind,
    recipients: Iterable[User],
    *,
    item: Publishable | None = None,
    by: User | None,
    text: str = "",
    url: str = "",
) -> None:
    """Tell `recipients` of what `by` (None: the clock) has done, each in the way they chose.

    Left out are `by`, accounts that are switched off, and who may not open `item`.  `url` is the
    path that the notice leads to, if not to the item's form.  How many queries it costs does not
    depend on how many people there are.
    """
    if url and local_path(url) != url:
        raise ValueError("a notice leads to a path of this portal")
    told = _who_hears(recipients, item, by)
    if not told:
        return
    ways = _deliveries(kind, told)
    notices = [
        Notice(
            recipient=user,
            by=by,
            awaits_digest=ways[user.pk] is Delivery.DIGEST,
            **_what(kind, item, text, url),
        )
        for user in told
    ]
    Notice.objects.bulk_create(notices)
    _queue_mails([each for each in notices if ways[each.recipient_id] is Delivery.AT_ONCE], item)


def _what(kind: Kind, item: Publishable | None, text: str, url: str) -> dict[str, Any]:
    """Return what is the same for all who hear of it."""
    what = {"kind": kind, "text": excerpt(text, MAX_TEXT), "url": url}
    if item is None:
        return what
    content_type = ContentType.objects.get_for_model(item)
    numbers = {"object_id": item.pk, "public_id": item.public_pk}
    return what | {"content_type": content_type} | numbers


def _who_hears(recipients: Iterable[User], item: Publishable | None, by: User | None) -> list[User]:
    users = {user.pk: user for user in recipients if user.is_active}
    if by is not None:
        users.pop(by.pk, None)
    if item is None:
        return list(users.values())
    load_rights(users.values())
    item.load_roles(users.values())
    return [user for user in users.values() if may(user, Action.VIEW, item)]


def _deliveries(kind: Kind, users: Iterable[User]) -> dict[int, Delivery]:
    """Return how each account hears of `kind`: on the desk alone where no mail can go."""
    ways = {user.pk: DEFAULTS[kind] if user.email else Delivery.DESK for user in users}
    if not settings.MAIL_ENABLED:
        return dict.fromkeys(ways, Delivery.DESK)
    reachable = [number for number, way in ways.items() if way is not Delivery.DESK]
    chosen = Choice.objects.filter(user__in=reachable, kind=kind)
    return ways | {row.user_id: Delivery(row.delivery) for row in chosen}


def _queue_mails(notices: list[Notice], item: Publishable | None) -> None:
    if notices:
        portal = mails.portal_name()
        Mail.objects.bulk_create(mails.of_notice(notice, item, portal) for notice in notices)
        transaction.on_commit(background.wake, robust=True)
