"""One night's round through the sites to which the portal links: bounded, slow and polite.

One question at a time in all, one to a site every few seconds, what has waited longest first.
What a round does not reach is first in the next one.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from heapq import heappop, heappush

from django.utils import timezone

from portal.core.fetching import NETWORK, Network
from portal.core.linkcheck.asking import Answer, Offline, ask
from portal.core.linkcheck.internal import WRITTEN
from portal.core.linkcheck.judging import judge
from portal.core.linkcheck.models import Address
from portal.core.linkcheck.permission import Permission
from portal.core.linkcheck.verdicts import OF_THE_HOST, OF_THE_NETWORK, Place, Reason, Verdict

_HOSTS_UNTIL_OFFLINE = 10
_FEWEST_HOSTS = 3
_SLOW_UNTIL_LEFT = 2
_RULES_AWAITED = timedelta(days=30)
_LOOKED_THROUGH = 10
"""Times the size of a round: so far is looked for addresses of other sites than the fullest."""
Progress = Callable[[int], object]


@dataclass(frozen=True)
class Limits:
    """How much one round may do."""

    seconds: float = 1_800
    addresses: int = 2_000
    of_one_host: int = 200
    pause: float = 2.0
    """Seconds between two questions to one site."""
    patience: float = 15.0
    """Seconds for one question."""


@dataclass
class Round:
    """The way through one night; clock, pause and network are given by tests."""

    limits: Limits = field(default_factory=Limits)
    network: Network = NETWORK
    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], object] = time.sleep
    permission: Permission = field(init=False)
    _answered: bool = False
    _held: list[tuple[Address, Answer]] = field(default_factory=list)
    """Failures that may be this machine's own; counted once anybody has answered."""

    def __post_init__(self) -> None:
        self.permission = Permission(self.network)

    def run(self, rows: Iterable[Address], progress: Progress = lambda seen: None) -> int:
        """Ask for `rows`; return for how many something was found out.  Raises `Offline`."""
        until = self.clock() + self.limits.seconds
        waiting = _by_host(rows)
        turns: list[tuple[float, int, str]] = []
        for order, host in enumerate(waiting):
            heappush(turns, (0.0, order, host))
        done, slow = 0, dict.fromkeys(waiting, 0)
        while turns:
            ready, order, host = heappop(turns)
            if max(ready, self.clock()) >= until:
                break
            self._wait(ready)
            row = waiting[host].popleft()
            answer = self._ask(row.url, has_waited=_has_waited(row))
            self._note(row, answer)
            slow[host] = slow[host] + 1 if answer.reason is Reason.SLOW else 0
            done += 1 + self._of_all(waiting[host], answer)
            if slow[host] >= _SLOW_UNTIL_LEFT:
                waiting[host].clear()  # they stay due
            if waiting[host]:
                heappush(turns, (self.clock() + self.limits.pause, order, host))
            progress(done)
        self._let_go()
        return done

    def _ask(self, url: str, *, has_waited: bool = False) -> Answer:
        may = self.permission
        refusal = may.refusal_but_silence if has_waited else may.refusal
        return ask(url, network=self.network, seconds=self.limits.patience, refusal=refusal)

    def _wait(self, ready: float) -> None:
        left = ready - self.clock()
        if left > 0:
            self.pause(left)

    def _of_all(self, others: "deque[Address]", answer: Answer) -> int:
        """Let what is true of the whole site be true of its other addresses, unasked."""
        if answer.reason not in OF_THE_HOST and answer.reason is not Reason.WAIT:
            return 0
        number = len(others)
        while others:
            self._note(others.popleft(), answer)
        return number

    def _note(self, row: Address, answer: Answer) -> None:
        if answer.answered and not self._answered:
            self._answered = True
            for held in self._held:
                self._store(*held)
            self._held.clear()
        if answer.reason in OF_THE_NETWORK and not self._answered:
            self._held.append((row, answer))
            if len({row.host for row, _ in self._held}) >= _HOSTS_UNTIL_OFFLINE:
                raise Offline
            return
        self._store(row, answer)

    def _let_go(self) -> None:
        if len({row.host for row, _ in self._held}) >= _FEWEST_HOSTS:
            raise Offline
        for held in self._held:
            self._store(*held)

    def _store(self, row: Address, answer: Answer) -> None:
        judge(row, answer, timezone.now())
        if row.verdict == Verdict.BROKEN and not row.suggestion:
            row.suggestion = self._secure(row)
        # One by one: whoever stops the round keeps what it has found out.
        Address.objects.bulk_update([row], WRITTEN)

    def _secure(self, row: Address) -> str:
        """Return the https address of a page that is not there under http, if it is there."""
        scheme, _, rest = row.url.partition("://")
        if scheme.lower() != "http" or not self._answered:
            return ""
        self.pause(self.limits.pause)
        secure = f"https://{rest.replace(':80/', '/', 1)}"
        answer = self._ask(secure)
        return answer.moved_to or secure if answer.reason is Reason.NONE else ""


def _has_waited(row: Address) -> bool:
    """Return whether the rules of the site have been wanting for so long that it is asked anyway.

    The standard allows it.  Once asked, it is asked until it is clear whether the link is broken.
    """
    if row.failed_days:
        return True
    if row.reason != Reason.RULES_UNKNOWN or row.since is None:
        return False
    return timezone.now() - row.since >= _RULES_AWAITED


def due(limits: Limits) -> list[Address]:
    """Return what is to be asked for tonight: the oldest first, and not all of one site."""
    rows = Address.objects.filter(place=Place.WEB, due_at__lte=timezone.now())
    numbers: list[int] = []
    of_host: dict[str, int] = {}
    first = rows.order_by("due_at", "pk").values_list("pk", "host")
    for number, host in first[: limits.addresses * _LOOKED_THROUGH]:
        of_host[host] = of_host.get(host, 0) + 1
        if of_host[host] <= limits.of_one_host:
            numbers.append(number)
        if len(numbers) >= limits.addresses:
            break
    return list(Address.objects.filter(pk__in=numbers).order_by("due_at", "pk"))


def _by_host(rows: Iterable[Address]) -> dict[str, "deque[Address]"]:
    waiting: dict[str, deque[Address]] = {}
    for row in rows:
        waiting.setdefault(row.host, deque()).append(row)
    return waiting
