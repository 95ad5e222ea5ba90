"""Whether somebody may come in: the one way for the log-in page and for scripts of an open form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest
from django_otp.models import Device

from portal.core.accounts.login import attempts
from portal.core.accounts.login.devices import known_device
from portal.core.accounts.login.keys import (
    ACCOUNT,
    ADDRESS,
    DEVICE,
    PAIR,
    code_key,
    password_keys,
)
from portal.core.accounts.models import User
from portal.core.accounts.second_factor.codes import has_second_factor, matching_device
from portal.core.audit.chain import record
from portal.core.audit.listeners import NO_SUCH_ACCOUNT, NOBODY
from portal.core.audit.verbs import Verb

_SHUT = {
    ACCOUNT: "tài khoản, từ trình duyệt lạ",
    ADDRESS: "mọi tài khoản, từ địa chỉ này",
    DEVICE: "tài khoản, trong trình duyệt quen này",
    PAIR: "tài khoản, từ địa chỉ này",
}
"""How the trail calls what is locked; of several locks the first in this order."""


@dataclass(frozen=True)
class Verdict:
    """Who is let in, or what is missing; without anything of both: wrong, try again."""

    user: User | None = None
    device: Device | None = None
    """By which the account was recognised a second time."""
    wait: timedelta | None = None
    """Locked for so long; nothing was looked at."""
    may_add_code: bool = False
    """Locked, but not for who sends the code of the second factor along."""
    needs_code: bool = False
    """The password was right; `user` is not in before the code is."""


def judge(request: HttpRequest, username: str, password: str, code: str = "") -> Verdict:
    """Judge a name and a password, and a code if one was typed along.

    Who types a code along passes the lock of the account.  Then both are judged together: while an
    account is attacked, nobody learns which of the two was wrong.
    """
    keys = password_keys(request, username, known_device(request, username))
    counted = attempts.count(keys, ignoring=ACCOUNT if code else None)
    if counted.lock is not None:
        return Verdict(wait=counted.lock.wait, may_add_code=counted.lock.rule is ACCOUNT)
    attempts.sweep(attempts.SWEPT_AT_ONCE)
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        _tell_what_is_shut(username, counted.shut)
        return Verdict()
    if not code:
        _forgive(keys)
        return Verdict(user, needs_code=has_second_factor(user))
    verdict = judge_code(request, user, code)
    if verdict.user is not None:
        _forgive(keys)
    return verdict


def judge_code(request: HttpRequest, user: User, code: str) -> Verdict:
    """Judge a code of the second factor; the password was right."""
    key = code_key(request, user.pk, known_device(request, user.username))
    counted = attempts.count([key])
    if counted.lock is not None:
        return Verdict(wait=counted.lock.wait)
    device = matching_device(user, code)
    if device is None:
        name = {"username": user.username}
        user_login_failed.send(sender=__name__, credentials=name, request=request)
        return Verdict()
    attempts.clear([key])
    return Verdict(user, device)


def _forgive(keys: Sequence[attempts.Key]) -> None:
    """Forget the failures of the person; of a whole address or account only this attempt.

    Else an attacker could wash an address clean with an account of his own.
    """
    own = [key for key in keys if key.rule in {PAIR, DEVICE}]
    attempts.clear(own)
    attempts.forgive([key for key in keys if key not in own])


def _tell_what_is_shut(username: str, shut: Sequence[attempts.Rule]) -> None:
    """Add to the trail that a door is shut now; who knocks at it later leaves no row."""
    said = [words for rule, words in _SHUT.items() if rule in shut]
    if said:
        user = User.objects.filter(username=username).first()
        record(
            Verb.LOGIN_LOCKED,
            by=None,
            about=user,
            title=NO_SUCH_ACCOUNT,
            name=NOBODY,
            after=said[0],
        )
