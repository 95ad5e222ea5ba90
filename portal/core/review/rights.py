"""Who may comment, settle and take back: each follows from what a person may do to the item."""

from portal.core.accounts.models import User
from portal.core.content import Publishable
from portal.core.review.models import Comment
from portal.core.workflow.permissions import Action, may

DECISIONS = (
    Action.PUBLISH,
    Action.RELEASE,
    Action.SCHEDULE,
    Action.RETURN,
    Action.SUBMIT,
    Action.URGENT,
    Action.CONFIRM,
)
"""What can be done to an item from the reviewer's page, in the order of its buttons."""
_SETTLING = (Action.SAVE, Action.REVISE, Action.PUBLISH, Action.RETURN, Action.WITHDRAW)


def may_comment(user: User, item: Publishable) -> bool:
    """Return whether `user` may say something about `item`: whoever may open it."""
    return may(user, Action.VIEW, item)


def may_work_on(user: User, item: Publishable) -> bool:
    """Return whether `user` may edit or decide on `item` now, and so settle what was said."""
    return any(may(user, action, item) for action in _SETTLING)


def may_settle(user: User, comment: Comment, item: Publishable) -> bool:
    """Return whether `user` may resolve the thread of `comment`, or open it again."""
    if not may_comment(user, item):
        return False
    return comment.author_id == user.pk or may_work_on(user, item)


def may_take_back(user: User, comment: Comment, item: Publishable) -> bool:
    """Return whether the comment is the user's own; that nobody has answered is asked last."""
    return comment.author_id == user.pk and may_comment(user, item)
