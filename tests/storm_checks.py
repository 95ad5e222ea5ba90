"""What holds after a storm, read from what is stored: rows, history, trail, search.

The whole history is gone through again, step by step, against the table of rights: who was that
person to the article then, and in which state was it?
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from news.models import Article
from portal.core.accounts.models import User
from portal.core.audit.models import AuditEntry
from portal.core.audit.verbs import Area
from portal.core.audit.verify import Break, verify
from portal.core.content import Publishable, Status
from portal.core.search import upkeep
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import RULES, Action

_MAKES_PUBLIC = (Action.PUBLISH, Action.URGENT)
_MOVES_COPY = (Action.AMEND, Action.SCHEDULE, Action.RELEASE, *_MAKES_PUBLIC)


def broken() -> list[str]:
    """Return, in words, every invariant that does not hold; nothing if all is well."""
    return [*_rows(), *_histories(), *_trail(), *_search()]


def _rows() -> Iterator[str]:
    """Each row is what the last step of its history left, and each item has one copy at most."""
    copies = list(Article.objects.exclude(copy_of=None).values_list("copy_of", flat=True))
    if len(copies) != len(set(copies)):
        yield "an item has two working copies"
    for item in Article.objects.all():
        last = Revision.objects.of(item).filter(in_copy=item.is_copy)[0]
        if (last.version, last.status) != (item.version, item.status):
            yield f"article {item.pk} is at {item.version} {item.status}, its history is not"
        if last.snapshot != item.snapshot():
            yield f"article {item.pk} holds what no step of its history says"


def _trail() -> Iterator[str]:
    """Every revision has its row in the trail, and the chain is whole."""
    told = AuditEntry.objects.filter(area=Area.CONTENT).values_list("revision_id", flat=True)
    if sorted(told) != sorted(Revision.objects.values_list("pk", flat=True)):
        yield "revisions and rows of the trail are not the same"
    try:
        verify()
    except Break as place:
        yield f"the chain is broken: {place}"


def _search() -> Iterator[str]:
    wrong = upkeep.differences()
    if wrong:
        yield f"{wrong} entries of the search differ from the articles"


@dataclass
class Row:
    """One row as the history tells of it, up to some step."""

    status: str
    author: int
    category: int
    version: int
    note: str


class Course:
    """The history of one item, gone through again: what readers see, and its working copy."""

    def __init__(self, users: dict[int, User]) -> None:
        self.users = users
        self.live: Row | None = None
        self.copy: Row | None = None
        self.last_decider = 0

    def take(self, step: Revision, before: str) -> str:
        """Take one step; return what is wrong with it, or nothing."""
        action = Action(step.action)
        took_over = self.copy is not None and action in _MAKES_PUBLIC and before != self._live_is
        row = self.copy if step.in_copy and action is not Action.REVISE else self.live
        source = self.copy if took_over else row
        wrong = self._judge(step, action, source)
        base = row.version if row else 0
        if self.copy and took_over:
            base = max(base, self.copy.version + 1)  # it was claimed, too
        if action is not Action.DELETE and step.version != base + 1:
            wrong = wrong or f"version {step.version} after {base}"
        if action is Action.SAVE and row and not step.snapshot["note"].startswith(row.note):
            wrong = wrong or "what a colleague wrote was written over"
        self._go_on(step, action, row, took_over)
        return wrong

    @property
    def _live_is(self) -> str:
        return self.live.status if self.live else ""

    def _judge(self, step: Revision, action: Action, row: Row | None) -> str:
        if row is None:
            return "" if action is Action.SAVE else f"{action} of nothing"
        if step.in_copy and action is Action.AMEND:  # goes along with what was done to the item
            return "" if self.last_decider == step.made_by_id else "a copy moved by itself"
        user = self.users[step.made_by_id]
        held = {"status": row.status, "created_by_id": row.author, "category_id": row.category}
        item = Article(pk=step.object_id, **held)
        return self._rule_broken(action, user, item)

    def _rule_broken(self, action: Action, user: User, item: Publishable) -> str:
        rule = RULES[action]
        roles = item.roles_of(user)
        if not any(Status(item.status) in rule.roles.get(role, ()) for role in roles):
            return f"{action} by {user.pk} as {sorted(roles)} at {item.status}"
        if not user.has_perm(f"news.{rule.permission}_article"):
            return f"{action} by {user.pk}, who has no right to it at all"
        own = item.created_by_id == user.pk
        alone = own and action in {Action.PUBLISH, Action.SCHEDULE, Action.RELEASE}
        if alone or (action is Action.URGENT and not own):
            return f"{action} by {user.pk}, where another kind of person was needed"
        return ""

    def _go_on(self, step: Revision, action: Action, row: Row | None, took_over: bool) -> None:
        if not step.in_copy and action in _MOVES_COPY:
            self.last_decider = step.made_by_id
        is_new = row is None or action is Action.REVISE
        author = step.made_by_id if is_new or row is None else row.author
        if action is Action.HAND_OVER:
            author = int(step.reason)
        held = step.snapshot
        after = Row(step.status, author, held["category_id"], step.version, held["note"])
        left = None if action is Action.DELETE else after
        if step.in_copy:
            self.copy = left
        else:
            self.live = left
        if took_over:
            self.copy = None


def _histories() -> Iterator[str]:
    """No state was reached without the right to it, and nothing was written over."""
    users = User.objects.in_bulk()
    before = dict(AuditEntry.objects.values_list("revision_id", "before"))
    courses: dict[int, Course] = defaultdict(lambda: Course(users))
    for step in Revision.objects.order_by("pk").iterator(500):
        wrong = courses[step.object_id].take(step, before.get(step.pk, ""))
        if wrong:
            yield f"article {step.object_id}, step {step.pk}: {wrong}"
