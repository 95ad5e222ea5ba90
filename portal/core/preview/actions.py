"""Making and revoking links; who may."""

import secrets
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst

from portal.core.accounts.models import User
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb
from portal.core.content import Publishable
from portal.core.preview.models import VALID_FOR, ShareLink, hash_of
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action, may, require

MOST_OPEN = 20
"""So many links of one item at a time: more cannot be kept an eye on."""

_DECISIONS = (Action.AMEND, Action.PUBLISH, Action.URGENT)
"""Whoever may take one of these decides about the item: the first is for every status, the others
for working copies, of which nobody amends anything."""


def share(item: Publishable, *, by: User) -> str:
    """Return the token of a new link to `item`; it is stored nowhere and cannot be told again.

    Raises `PermissionDenied`, or `ValidationError` where a link would be of no use.
    """
    require(by, Action.VIEW, item)
    if item.is_live():
        raise ValidationError(
            f"{capfirst(item.noun())} này đã có trên cổng: gửi luôn địa chỉ công khai của nó."
        )
    links = ShareLink.objects.of(item)
    if len(links.open()[:MOST_OPEN]) == MOST_OPEN:
        raise ValidationError(
            f"{capfirst(item.noun())} này đang có {MOST_OPEN} liên kết còn hạn. "
            "Thu hồi bớt rồi tạo liên kết mới."
        )
    token = secrets.token_urlsafe(32)
    expires_at = timezone.now() + VALID_FOR
    with transaction.atomic():
        links.create(item=item, token_hash=hash_of(token), made_by=by, expires_at=expires_at)
        record(Verb.LINK_MADE, by=by, about=item.copy_of or item)
    return token


def may_revoke(user: User, link: ShareLink, item: Publishable | None) -> bool:
    """Return whether `user` may revoke a link: its maker, or who decides about the item."""
    if link.made_by_id == user.pk:
        return True
    return item is not None and any(may(user, decision, item) for decision in _DECISIONS)


def revoke(link: ShareLink, *, by: User) -> bool:
    """Let a link lead nowhere from now on; return whether it still led somewhere.

    Raises `PermissionDenied`.
    """
    item = link.item
    if not may_revoke(by, link, item if isinstance(item, Publishable) else None):
        raise PermissionDenied(
            "Chỉ người tạo liên kết, hoặc người được đăng bài, mới thu hồi được liên kết này."
        )
    with transaction.atomic():
        is_revoked = _revoke(ShareLink.objects.filter(pk=link.pk), by) > 0
        if is_revoked and isinstance(item, Publishable):
            record(Verb.LINK_REVOKED, by=by, about=item.copy_of or item)
    return is_revoked


def on_acted(
    sender: Any,
    item: Publishable,
    revision: Revision,
    copy: Publishable | None = None,
    **kwargs: Any,
) -> None:
    """Let links follow a working copy that has become the item; end them when that is withdrawn.

    After a withdrawal new ones can be made, on purpose.
    """
    if copy is not None:
        ShareLink.objects.of(copy).order_by().update(object_id=item.pk)
    if revision.action == Action.WITHDRAW:
        for each in filter(None, (item, item.pending_copy)):
            _revoke(ShareLink.objects.of(each), revision.made_by)


def _revoke(links: QuerySet[ShareLink], by: User) -> int:
    open_ones = links.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())
    return open_ones.order_by().update(revoked_at=timezone.now(), revoked_by=by)
