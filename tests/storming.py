"""A storm: many people do anything at all to the same few articles at the same time.

`tests/core/test_storm.py` lets a small one loose on each database, `benchmarks/storm.py` a large
one.  What must hold afterwards stands in `tests/storm_checks.py`.
"""

import random
import traceback
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Barrier, Lock, Thread

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from categories.models import Category
from news.models import Article
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action, may
from tests.factories import make_article, make_category, make_superuser, make_user

ARTICLES = 20
ALLOWED = (PermissionDenied, ValidationError, actions.StaleVersion)
_BEGINNINGS = (State.DRAFT, State.SUBMITTED, State.SCHEDULED, State.LIVE, State.WITHDRAWN)
_COPY, _OLD = 0.6, 0.3
"""How often somebody turns to the working copy, and acts on a page that was opened before."""
_OFFERED = 0.7
"""How often one does what a page offers, not anything at all."""
_PAGES = 5
"""So many opened pages a person forgets about and comes back to."""


@dataclass
class Outcome:
    """What happened: how often each action was done or refused, and what should not have been."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    @property
    def total(self) -> int:
        """How many actions were tried."""
        return self.done.total() + self.refused.total() + len(self.unexpected)

    def add(self, other: "Outcome") -> None:
        """Add what one person did."""
        with self._lock:
            self.done += other.done
            self.refused += other.refused
            self.unexpected += other.unexpected


@dataclass
class Place:
    """What the storm goes over."""

    people: list[int]
    categories: list[int]


def prepare() -> Place:
    """Make the people, the categories and the articles, as they stand before."""
    ours, theirs = make_category(), make_category()
    people = [
        make_superuser(),
        *(make_user(AccountRole.CHIEF) for _ in range(2)),
        make_user(AccountRole.EDITOR, edits=(ours,)),
        make_user(AccountRole.EDITOR, edits=(theirs,)),
        *(make_user(AccountRole.CONTRIBUTOR, writes=(ours, theirs)) for _ in range(3)),
    ]
    for number in range(ARTICLES):
        state = _BEGINNINGS[number % len(_BEGINNINGS)]
        category = (ours, theirs)[number % 2]
        make_article(state, by=people[-1 - number % 3], category=category)
    return Place([person.pk for person in people], [ours.pk, theirs.pk])


def storm(place: Place, *, threads: int, steps: int, seed: int) -> Outcome:
    """Let `threads` people take `steps` actions each; return what came of it."""
    outcome, gate = Outcome(), Barrier(threads)

    def live(number: int) -> None:
        person = Person(place, random.Random(seed * 1_000 + number))
        try:
            gate.wait()
            for _ in range(steps):
                person.step()
        finally:
            connection.close()
            outcome.add(person.outcome)

    crowd = [Thread(target=live, args=[number]) for number in range(threads)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    return outcome


class Person:
    """Somebody at the desk who does whatever comes to mind, as one account after the other."""

    def __init__(self, place: Place, chance: random.Random) -> None:
        self.place, self.chance = place, chance
        self.pages: list[Article] = []
        self.outcome = Outcome()
        self.users: dict[int, User] = {}
        self.verbs: dict[str, tuple[int, Callable[[Article, User], object]]] = {
            "save": (8, self._save),
            "submit": (4, lambda item, by: actions.submit(item, by=by)),
            "return": (1, lambda item, by: actions.return_(item, by=by, reason="Thiếu số liệu.")),
            "publish": (6, lambda item, by: actions.publish(item, by=by)),
            "urgent": (1, lambda item, by: actions.publish_urgently(item, by=by, reason="Bão.")),
            "confirm": (1, lambda item, by: actions.confirm(item, by=by)),
            "schedule": (2, self._schedule),
            "release": (1, lambda item, by: actions.release(item, by=by)),
            "withdraw": (3, lambda item, by: actions.withdraw(item, by=by, reason="Sai.")),
            "delete": (1, lambda item, by: actions.delete(item, by=by)),
            "revise": (4, lambda item, by: actions.revise(item, by=by)),
            "restore": (2, self._restore),
            "amend": (2, self._amend),
            "hand_over": (1, self._hand_over),
        }

    def step(self) -> None:
        """Take one action on one article and note what came of it."""
        name = ""
        try:
            by, item = self._user(), self._page()
            if item is None:
                return
            name = self._verb(by, item)
            self.verbs[name][1](item, by)
            self.outcome.done[name] += 1
        except ALLOWED as refusal:
            self.outcome.refused[type(refusal).__name__] += 1
        except Exception:
            self.outcome.unexpected.append(f"{name}: {traceback.format_exc()}")

    def _verb(self, by: User, item: Article) -> str:
        """Return what is done: mostly one of the things that the page offers."""
        names = list(self.verbs)
        if self.chance.random() < _OFFERED:
            names = [name for name in names if may(by, Action(name), item)] or names
        return self.chance.choices(names, [self.verbs[name][0] for name in names])[0]

    def _user(self) -> User:
        number = self.chance.choice(self.place.people)
        if number not in self.users:
            self.users[number] = User.objects.get(pk=number)
        return self.users[number]

    def _page(self) -> Article | None:
        """Return an article as a page shows it that was opened now, or some time ago."""
        if self.pages and self.chance.random() < _OLD:
            return deepcopy(self.chance.choice(self.pages))
        numbers = Article.objects.filter(copy_of=None).order_by("pk").values_list("pk", flat=True)
        public = self.chance.choice(list(numbers))
        item = Article.objects.filter(copy_of=public).first()
        if item is None or self.chance.random() > _COPY:
            item = Article.objects.filter(pk=public).first()
        if item is not None:
            self.pages = [*self.pages[1 - _PAGES :], deepcopy(item)]
        return item

    def _save(self, item: Article, by: User) -> None:
        # Each save adds a word to what was seen: one that is missing later was written over.
        item.note = f"{item.note} {self.chance.getrandbits(64):x}".strip()
        actions.save(item, by=by)

    def _schedule(self, item: Article, by: User) -> None:
        ahead = timedelta(seconds=self.chance.uniform(0.05, 2))
        actions.schedule(item, by=by, at=timezone.now() + ahead)

    def _restore(self, item: Article, by: User) -> None:
        steps = Revision.objects.of(item).values_list("pk", flat=True)[:20]
        revision = Revision.objects.get(pk=self.chance.choice(list(steps)))
        actions.restore(item, revision, by=by)

    def _amend(self, item: Article, by: User) -> None:
        category = Category.objects.get(pk=self.chance.choice(self.place.categories))
        tags = [f"từ khóa {self.chance.randrange(5)}"]

        def change(row: Article) -> Callable[[], object]:
            row.category = category
            return lambda: row.put_back_tags(tags)

        actions.amend(item, change, by=by)

    def _hand_over(self, item: Article, by: User) -> None:
        to = User.objects.get(pk=self.chance.choice(self.place.people))
        actions.hand_over(item, to=to, by=by, reason=str(to.pk))
