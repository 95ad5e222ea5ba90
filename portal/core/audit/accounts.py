"""What happens to accounts and what they may do, told by whoever does it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group

from portal.core.accounts.models import User
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb

_YES, _NO = "có", "không"
_OWN_ROWS = {"groups", "is_active", "is_superuser"}
"""Fields whose change has a row of its own; of the others the trail keeps the names alone."""


def noted(verb: Verb, user: User, *, by: User | None) -> None:
    """Add that something was done to an account; what it may do now stands beside it."""
    record(verb, by=by, about=user, after=standing(user))


def standing(user: User) -> str:
    """Return what an account is, in words: "Biên tập viên", "quản trị hệ thống"."""
    roles = ["quản trị hệ thống"] * user.is_superuser
    return ", ".join([*roles, *_names(user.groups.all())])


def changed(user: User, form: Any, *, by: User) -> None:
    """Add a row for each kind of change that the form of an account has made."""
    fields, before, after = set(form.changed_data), form.initial, form.cleaned_data
    if "groups" in fields:
        roles = [", ".join(_names(data.get("groups") or ())) for data in (before, after)]
        record(Verb.ROLES_CHANGED, by=by, about=user, before=roles[0], after=roles[1])
    if "is_superuser" in fields:
        was, is_ = (_YES if data["is_superuser"] else _NO for data in (before, after))
        record(Verb.SUPERUSER_CHANGED, by=by, about=user, before=was, after=is_)
    if "is_active" in fields:
        verb = Verb.ACCOUNT_REOPENED if after["is_active"] else Verb.ACCOUNT_CLOSED
        noted(verb, user, by=by)
    if rest := [name for name in form.changed_data if name not in _OWN_ROWS]:
        names = ", ".join(str(form.fields[name].label or name) for name in rest)
        record(Verb.ACCOUNT_CHANGED, by=by, about=user, after=names)


def grants_changed(user: User, *, by: User, before: Iterable[str], after: Iterable[str]) -> None:
    """Add what an account was granted, a line each, unless nothing of it has changed."""
    was, is_ = "\n".join(before), "\n".join(after)
    if was != is_:
        record(Verb.GRANTS_CHANGED, by=by, about=user, before=was, after=is_)


def _names(groups: Iterable[Group]) -> list[str]:
    return sorted(group.name for group in groups)
