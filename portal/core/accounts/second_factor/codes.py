"""The second factor of an account: an app that shows codes, and ten codes for when it is lost.

The app is a device of django-otp; so are the recovery codes, of which only keyed hashes are kept.
Whoever attacks is slowed down by `login.attempts`: the library's own delay grows without an end,
and would lock the owner out for days.
"""

import secrets
from datetime import timedelta

import django_otp
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.core.accounts.models import User
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb

RECOVERY_CODES = 10
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without what is easily mistaken on paper: 0 and o, 1 and l and i."""
_LENGTH = 10
_HALF_DONE = timedelta(days=1)


def has_second_factor(user: User) -> bool:
    """Return whether the account has an app that has shown a right code once."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def device_to_confirm(user: User) -> Device:
    """Return the app that is being set up; its secret stays the same until it is confirmed."""
    rows = TOTPDevice.objects.filter(user=user, confirmed=False).order_by("pk")
    return rows.first() or TOTPDevice.objects.create(user=user, name="app", confirmed=False)


@transaction.atomic
def confirm(user: User, code: str) -> tuple[Device, list[str]] | None:
    """Take the app into use if it shows `code`; return it with new recovery codes."""
    device = django_otp.verify_token(user, device_to_confirm(user).persistent_id, code)
    if not isinstance(device, TOTPDevice):
        return None
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    codes = _store_recovery_codes(user)
    record(Verb.SECOND_FACTOR_ON, by=user, about=user)
    return device, codes


def matching_device(user: User, code: str) -> Device | None:
    """Return the device that shows `code`, which is used up by that."""
    if code.isascii() and code.isdecimal() and len(code) == 6:
        for app in TOTPDevice.objects.filter(user=user, confirmed=True):
            if django_otp.verify_token(user, app.persistent_id, code):
                return app
        return None
    for paper in StaticDevice.objects.filter(user=user, confirmed=True):
        if _use_up(user, paper, code):
            return paper
    return None


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """Return ten new recovery codes; those from before are worthless."""
    codes = _store_recovery_codes(user)
    record(Verb.RECOVERY_CODES_MADE, by=user, about=user)
    return codes


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes have not been used."""
    return int(StaticToken.objects.filter(device__user=user).count())


@transaction.atomic
def remove(user: User, *, by: User | None) -> None:
    """Take the second factor away; `by` is the person, who keeps the accounts, or a command."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    verb = Verb.SECOND_FACTOR_OFF if by == user else Verb.SECOND_FACTOR_RESET
    record(verb, by=by, about=user)


def forget_half_done() -> int:
    """Delete the apps of which nobody has shown a code within a day; return how many."""
    old = TOTPDevice.objects.filter(confirmed=False, created_at__lt=timezone.now() - _HALF_DONE)
    deleted: int = old.delete()[0]
    return deleted


@transaction.atomic
def _use_up(user: User, paper: StaticDevice, code: str) -> bool:
    """Use a recovery code, in the same transaction as its row in the trail."""
    if not django_otp.verify_token(user, paper.persistent_id, _kept(user, code)):
        return False
    record(Verb.RECOVERY_CODE_USED, by=user, about=user)
    return True


def _store_recovery_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    paper = StaticDevice.objects.create(user=user, name="recovery")
    codes = [
        "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(RECOVERY_CODES)
    ]
    rows = [StaticToken(device=paper, token=_kept(user, code)) for code in codes]
    StaticToken.objects.bulk_create(rows)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _kept(user: User, code: str) -> str:
    """Return how a recovery code is stored: 64 bits of a keyed hash, which fill the column."""
    return salted_hmac(f"recovery:{user.pk}", code, algorithm="sha256").hexdigest()[:16]
