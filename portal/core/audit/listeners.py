"""What the trail hears by itself: every action on content, every sign-in and sign-out."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from portal.core.accounts.models import User
from portal.core.accounts.oidc.backend import came_by_provider
from portal.core.audit.chain import append, record
from portal.core.audit.models import AuditEntry
from portal.core.audit.sealing import content_hash
from portal.core.audit.verbs import Area, Verb
from portal.core.content import Publishable, Status
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action

NO_SUCH_ACCOUNT = "không có tài khoản này"
"""Stands for a name that nobody has: people type their password into that field, too."""
NOBODY = "chưa đăng nhập"


def on_acted(
    item: Publishable, revision: Revision, before: Status | None, **kwargs: object
) -> None:
    """Add an action on content, inside the transaction of the action."""
    is_gone = revision.action == Action.DELETE
    entry = AuditEntry(
        area=Area.CONTENT,
        action=revision.action,
        content_type=revision.content_type,
        object_id=revision.object_id,
        title=str(item),
        before=str(before or ""),
        after="" if is_gone else str(revision.status),
        reason=revision.reason,
        revision=revision,
        content_hash=content_hash(revision.snapshot),
    )
    append(entry, by=revision.made_by)


def on_logged_in(request: HttpRequest, user: User, **kwargs: object) -> None:
    """Add a sign-in, and which way it was where that is not the password."""
    way = f"qua {settings.OIDC_NAME}" if came_by_provider(request) else ""
    record(Verb.LOGIN, by=user, about=user, after=way)


def on_logged_out(user: User | None, **kwargs: object) -> None:
    """Add a sign-out; who was not signed in any more leaves nothing."""
    if user is not None:
        record(Verb.LOGOUT, by=user, about=user)


def on_login_failed(credentials: dict[str, Any], **kwargs: object) -> None:
    """Add a refused sign-in, in a transaction of its own: there is no action that it belongs to."""
    typed = str(credentials.get("username") or "").replace("\x00", "")
    user = User.objects.filter(username=typed).first() if len(typed) <= 150 else None
    record(Verb.LOGIN_FAILED, by=None, about=user, title=NO_SUCH_ACCOUNT, name=NOBODY)
