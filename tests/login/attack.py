"""Guessing passwords of many accounts from many addresses, while their owners come and go.

The list of the attacker holds every right password, though not among the first: an account that is
entered was not guarded.  From its half on the attacker sends a code along, too, as somebody does
who has read how the lock of an account is passed.
"""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from portal.core.accounts.login.models import Failures
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.accounts.sessions.models import DeskSession
from portal.core.audit.models import AuditEntry
from tests.factories import PASSWORD, make_user
from tests.login.door import is_in, knock, recovery_codes

FIRST_RIGHT = 40
"""The place of the right password in the list: twice what one account lets be tried."""


@dataclass
class Attack:
    """So many accounts and addresses; what the door has answered."""

    accounts: int
    addresses: int
    users: list[User] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    entered: int = 0

    def prepare(self) -> None:
        """Make the accounts; the first one has a second factor and a browser at home."""
        roles = itertools.cycle(AccountRole)
        self.users = [make_user(next(roles)) for _ in range(self.accounts)]
        self.owner, self.neighbour = self.users[:2]
        self.home = Client()
        knock(self.neighbour.username, browser=self.home, address="192.0.2.200")
        self.paper = itertools.cycle(recovery_codes(self.owner))

    def guesses(self, count: int) -> Iterator[tuple[str, str, str, str]]:
        """Return account, password, address and code of each guess, in turns."""
        for number in range(count):
            place, account = divmod(number, self.accounts)
            password = PASSWORD if place == FIRST_RIGHT else f"Matkhau@{place}"
            where = (place + 5 * account) % self.addresses  # each account from each address
            address = f"198.51.{where // 250}.{where % 250}"
            code = f"{number % 1_000_000:06d}" if number >= count / 2 else ""
            yield self.users[account].username, password, address, code

    def guess(self, username: str, password: str, address: str, code: str) -> None:
        """Try once."""
        fields: dict[str, Any] = {"code": code} if code else {}
        answer = knock(username, password, address=address, **fields)
        self.answers[str(answer.status_code)] += 1
        self.entered += is_in(answer)

    def owner_comes_in(self) -> bool:
        """Whether the owner with a second factor gets in from a place never seen before."""
        code = next(self.paper)
        return is_in(knock(self.owner.username, address="192.0.2.201", code=code))

    def neighbour_comes_in(self) -> bool:
        """Whether a person without a second factor gets in with the browser from home."""
        self.home.cookies.pop("sessionid", None)
        return is_in(knock(self.neighbour.username, browser=self.home, address="192.0.2.200"))

    def rows(self) -> dict[str, int]:
        """Return how long the tables have become that an attacker writes to."""
        return {
            "failures": Failures.objects.count(),
            "trail": AuditEntry.objects.count(),
            "sessions": DeskSession.objects.count(),
        }
