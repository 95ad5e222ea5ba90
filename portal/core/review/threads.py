"""What was said about an item, thread by thread, as a page shows it."""

from dataclasses import dataclass, field

from portal.core.accounts.models import User
from portal.core.content import Publishable
from portal.core.review import rights
from portal.core.review.forms import ReviewForm
from portal.core.review.models import MAX_PER_ITEM, Comment


@dataclass
class Remark:
    """One comment, and whether the person who looks at it may take it back."""

    comment: Comment
    may_take_back: bool = False


@dataclass
class Thread(Remark):
    """A comment with its answers."""

    answers: list[Remark] = field(default_factory=list)
    may_settle: bool = False
    typed: str = ""
    """An answer that was typed, but not sent or not taken."""
    errors: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it."""
        return self.comment.resolved_at is None


def threads_of(item: Publishable, user: User) -> list[Thread]:
    """Return the threads on `item` as `user` sees them, in the order in which they began.

    One query, and one for the names of those who are mentioned, however many there are.
    """
    comments = Comment.objects.of(item).order_by("pk").select_related("author", "resolved_by")
    threads: dict[int, Thread] = {}
    for comment in comments.prefetch_related("mentioned")[:MAX_PER_ITEM]:
        if comment.parent_id is None:
            threads[comment.pk] = Thread(comment, may_settle=rights.may_settle(user, comment, item))
        elif comment.parent_id in threads:
            threads[comment.parent_id].answers.append(Remark(comment))
    for thread in threads.values():
        last = thread.answers[-1] if thread.answers else thread
        last.may_take_back = rights.may_take_back(user, last.comment, item)
    return list(threads.values())


def with_typed(threads: list[Thread], form: ReviewForm) -> list[Thread]:
    """Give every thread the answer that was typed to it, and what was wrong with it."""
    for thread in threads:
        thread.typed = form.answers.get(thread.comment.pk, "")
        thread.errors = form.answer_errors.get(thread.comment.pk, [])
    return threads
