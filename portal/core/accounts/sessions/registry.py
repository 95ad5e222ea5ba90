"""Writing down which sessions there are, and ending them."""

from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.accounts.sessions.browsers import in_words
from portal.core.accounts.sessions.models import DeskSession, DeskSessionQuerySet
from portal.core.audit.chain import record
from portal.core.audit.client import MAX_LENGTH, UNKNOWN
from portal.core.audit.verbs import Verb
from portal.core.throttle import client_address


def on_logged_in(request: HttpRequest, user: User, **kwargs: object) -> None:
    """Write a new session down; Django has given it its key by now."""
    key, now = request.session.session_key, timezone.now()
    if not key:
        return
    values: dict[str, Any] = {
        "user": user,
        "began_at": now,
        "seen_at": now,
        "address": client_address(request).replace("\x00", "")[:MAX_LENGTH] or UNKNOWN,
        "browser": in_words(request.headers.get("User-Agent", "")),
    }
    DeskSession.objects.update_or_create(session_key=key, defaults=values)


def on_logged_out(request: HttpRequest, **kwargs: object) -> None:
    """Forget a session whose owner has ended it."""
    DeskSession.objects.filter(session_key=request.session.session_key or "").delete()


def note_seen(request: HttpRequest, user: User) -> None:
    """Note that a session is in use; one that began before there was this list is added to it.

    Asked where the account is noted as active, every few minutes: of two sessions of one account
    that are used at once, one may seem older than it is.
    """
    rows = DeskSession.objects.filter(session_key=request.session.session_key, user=user)
    if not rows.update(seen_at=timezone.now()):
        on_logged_in(request, user)


def of(user: User) -> DeskSessionQuerySet:
    """Return the sessions of an account, the one last seen first."""
    return DeskSession.objects.filter(user=user).alive().order_by("-seen_at", "-pk")


@transaction.atomic
def end(rows: DeskSessionQuerySet, user: User, *, by: User | None) -> int:
    """End sessions of `user`; return how many there were."""
    keys = list(rows.filter(user=user).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    DeskSession.objects.filter(session_key__in=keys).delete()
    if keys:
        record(Verb.SESSIONS_ENDED, by=by, about=user, after=f"{len(keys)} phiên")
    return len(keys)


@transaction.atomic
def end_silently(user: User, *, but: str = "") -> None:
    """End all sessions of an account but one, as part of something that the trail tells already."""
    rows = DeskSession.objects.filter(user=user).exclude(session_key=but)
    Session.objects.filter(session_key__in=rows.values("session_key")).delete()
    rows.delete()


def follow(old_key: str | None, new_key: str | None) -> None:
    """Keep the row of a session that was given another key."""
    if old_key and new_key and old_key != new_key:
        DeskSession.objects.filter(session_key=old_key).update(session_key=new_key)


def forget_ended() -> int:
    """Delete the rows of sessions that are gone; return how many there were."""
    return DeskSession.objects.ended().delete()[0]
