"""Forgetting a person: what can go goes, what must stay is named with its reason."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from portal.core.accounts.models import User
from portal.core.accounts.sessions import registry
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb
from portal.core.privacy.declaring import OnRequest
from portal.core.privacy.finding import named_rows, own_rows
from portal.core.privacy.holdings import Holding, holdings
from portal.core.privacy.people import NAME_OF_ERASED, Person, erased_name

MOST_COUNTED = 1_000
"""Rows of a table that are counted before somebody is forgotten: the trail may have millions."""


class CannotErase(ValueError):
    """The person cannot be forgotten now; says why, and what to do first."""


@dataclass(frozen=True)
class Step:
    """What becomes of the rows of one table."""

    holding: Holding
    own: int
    named: int

    @property
    def own_words(self) -> str:
        """How many rows are the person's own."""
        return _in_words(self.own)

    @property
    def named_words(self) -> str:
        """How many other rows name the person."""
        return _in_words(self.named)

    @property
    def becomes(self) -> OnRequest:
        """What is done; rows in which the person is merely named always stay."""
        return self.holding.declared.on_request if self.own else OnRequest.STAYS

    @property
    def because(self) -> str:
        """Why rows stay; where a person is merely named, an account without a name is."""
        named = "tên tài khoản ở đó đổi thành “Người dùng đã xóa”"
        return self.holding.declared.because if self.own else self.holding.declared.because or named


def _in_words(count: int) -> str:
    return "hơn 1.000" if count > MOST_COUNTED else str(count)


def plan(person: Person) -> list[Step]:
    """Return what would be done, table by table, of those with rows of this person."""
    steps = [
        Step(each, _count(own_rows(each, person)), _count(named_rows(each, person)))
        for each in holdings()
    ]
    return [step for step in steps if step.own or step.named]


def _count(rows: QuerySet[Any]) -> int:
    return rows[: MOST_COUNTED + 1].count()


def _refuse_the_last(account: User | None) -> None:
    """Raise `CannotErase` for an account without which nobody could open the rest.

    All such accounts are locked: of two that are erased at once, one stays.
    """
    if account is None or not account.is_superuser:
        return
    keys = User.objects.filter(is_active=True, is_superuser=True).order_by("pk")
    if not set(keys.select_for_update().values_list("pk", flat=True)) - {account.pk}:
        raise CannotErase(
            "Đây là quản trị hệ thống duy nhất còn dùng được. "
            "Mở một tài khoản quản trị hệ thống khác trước."
        )


@transaction.atomic
def erase(person: Person, *, by: User | None) -> int:
    """Forget a person; return how many rows went or were emptied.

    The trail is told last, of an account that has no name any more.  Raises `CannotErase`.
    """
    _refuse_the_last(person.account)
    changed = 0
    if person.account is not None:
        registry.end_silently(person.account)
    for holding in holdings():
        if holding.declared.on_request is OnRequest.DELETED:
            changed += own_rows(holding, person).delete()[0]
        elif holding.declared.on_request is OnRequest.CLEARED and holding.declared.clears:
            changed += own_rows(holding, person).update(**_emptied(holding))
    if person.account is not None:
        _make_nobody(person.account)
        changed += 1
    title = "" if person.account else "người không có tài khoản"
    record(
        Verb.PERSONAL_DATA_ERASED,
        by=by,
        about=person.account,
        title=title,
        after=f"{changed} dòng",
    )
    return changed


def _emptied(holding: Holding) -> dict[str, Any]:
    fields: list[Any] = [holding.model._meta.get_field(name) for name in holding.declared.clears]
    return {field.name: None if field.null else "" for field in fields}


def _make_nobody(account: User) -> None:
    """Leave of an account what rows of others point at: a number, and no way in."""
    account.username, account.full_name = erased_name(account), NAME_OF_ERASED
    account.email = account.phone = account.unit = account.position = ""
    account.is_active = account.is_superuser = False
    account.last_login = account.last_seen_at = account.reopened_at = None
    account.set_unusable_password()
    account.save()
    account.groups.clear()
    account.user_permissions.clear()
