"""Browsers in which an account has signed in before: a signed cookie, and nothing stored here.

Such a browser has a count of failures of its own, so that whoever attacks an account from
elsewhere does not lock its owner out.  The cookie alone opens nothing.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.core.accounts.models import User

COOKIE = "known_device"
MAX_AGE = 180 * 24 * 3600
_SALT = "portal.core.accounts.known_device"


def known_device(request: HttpRequest, username: str) -> str:
    """Return the name of this browser if `username` has signed in here, else nothing.

    Changing the password makes all browsers strange again: one of them may be a thief's.
    """
    cookie = request.COOKIES.get(COOKIE, "")
    try:
        pk, name, mark = signing.loads(cookie, salt=_SALT, max_age=MAX_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    user = User.objects.filter(pk=pk, username=username, is_active=True).first()
    if user is None or not constant_time_compare(mark, mark_of(user)):
        return ""
    return str(name)


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Let the browser be known that has just signed `user` in; it keeps the name that it has."""
    name = known_device(request, user.username) or secrets.token_urlsafe(16)
    response.set_cookie(
        COOKIE,
        signing.dumps([user.pk, name, mark_of(user)], salt=_SALT),
        max_age=MAX_AGE,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def mark_of(user: User) -> str:
    """Return a mark that stays until the password is another one; nothing is read out of it."""
    return salted_hmac(_SALT, user.get_session_auth_hash(), algorithm="sha256").hexdigest()[:32]
