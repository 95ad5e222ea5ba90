"""Of whom is asked: an account, or somebody who has left an address or a number."""

import re
from dataclasses import dataclass

from portal.core.accounts.models import User

MIN_DIGITS = 8
_ERASED = "da-xoa-"
NAME_OF_ERASED = "Người dùng đã xóa"


class UnknownPerson(LookupError):
    """Nobody is found by what was given, or more than one; says so in Vietnamese."""


@dataclass(frozen=True)
class Person:
    """Whose data is meant; without an account, only address or number."""

    account: User | None = None
    email: str = ""
    phone: str = ""

    @classmethod
    def of(cls, account: User) -> "Person":
        """Return the person of an account, with what else may lead to their rows."""
        return cls(account, account.email, digits_of(account.phone))

    @property
    def is_erased(self) -> bool:
        """Whether nothing of the account tells any more who it was."""
        return bool(self.account and self.account.username == erased_name(self.account))

    def __str__(self) -> str:
        return str(self.account or self.email or self.phone)


def erased_name(account: User) -> str:
    """Return the user name of an account whose person has been forgotten."""
    return f"{_ERASED}{account.pk}"


def digits_of(text: str) -> str:
    """Return a telephone number as digits, at home: "+84 912 345 678" is "0912345678"."""
    digits = re.sub(r"\D", "", text)
    if text.strip().startswith(("+84", "0084")):
        digits = "0" + digits.removeprefix("00").removeprefix("84")
    return digits if len(digits) >= MIN_DIGITS else ""


def find(text: str) -> Person:
    """Return the person of a user name, an e-mail address or a telephone number.

    Raises `UnknownPerson`.
    """
    text = text.strip()
    named = User.objects.filter(username=text).first()
    if named is not None:
        return Person.of(named)
    if "@" in text:
        return _one(list(User.objects.filter(email__iexact=text)), Person(email=text))
    if digits := digits_of(text):
        reached = User.objects.exclude(phone="").order_by("pk")
        return _one([u for u in reached if digits_of(u.phone) == digits], Person(phone=digits))
    raise UnknownPerson(
        f"Không có tài khoản “{text}”; địa chỉ thư hay số điện thoại cũng không phải."
    )


def _one(accounts: list[User], without_account: Person) -> Person:
    if len(accounts) > 1:
        names = ", ".join(user.username for user in accounts)
        raise UnknownPerson(f"Nhiều tài khoản dùng chung “{without_account}”: {names}. Ghi rõ tên.")
    return Person.of(accounts[0]) if accounts else without_account
