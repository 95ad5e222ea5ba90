"""What the buttons of the reviewer's page do: one table, whoever presses them."""

from collections.abc import Callable, Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.content import Publishable, State
from portal.core.review import actions as talk
from portal.core.review.forms import ReviewForm
from portal.core.review.models import Comment
from portal.core.review.rights import DECISIONS
from portal.core.workflow import actions
from portal.core.workflow.permissions import Action, may

Press = Callable[[Publishable, User, ReviewForm], Publishable | None]


def offered(item: Publishable, user: User) -> list[Action]:
    """Return the decisions that `user` may take on `item` now, in the order of their buttons."""
    found = [action for action in DECISIONS if may(user, action, item)]
    # What readers see must be withdrawn first; what has expired needs a new end, too.
    if item.state() in {State.LIVE, State.EXPIRED}:
        found = [action for action in found if action is not Action.SCHEDULE]
    return found


def press(item: Publishable, user: User, form: ReviewForm) -> Publishable:
    """Do what the pressed button says; return the item as it is then.

    That is another row where a working copy has taken the place of what readers see.

    Raises `PermissionDenied`, `ValidationError`, or `StaleVersion` where somebody has saved the
    item since the reviewer saw it; nothing is done then.
    """
    verb, number = form.pressed
    if verb in DECIDING:
        if form.cleaned_data.get("base_version") != item.version:
            raise actions.StaleVersion
        return DECIDING[Action(verb)](item, user, form) or item
    if verb == "comment":
        _comment(item, user, form)
    elif verb in TALKING:
        comment = Comment.objects.of(item).filter(pk=number).first()
        if comment is None:
            raise PermissionDenied("Góp ý này không còn nữa.")
        TALKING[verb](item, user, form, comment)
    else:
        raise PermissionDenied("Trang này không có nút ấy.")
    return item


def _publish(item: Publishable, user: User, form: ReviewForm) -> Publishable:
    _set_window_to_now(item)
    return actions.publish(item, by=user)


def _publish_urgently(item: Publishable, user: User, form: ReviewForm) -> Publishable:
    _set_window_to_now(item)
    return actions.publish_urgently(item, by=user, reason=form.cleaned_data.get("urgent", ""))


def _set_window_to_now(item: Publishable) -> None:
    """Let it appear at once: a date ahead was a wish, and the button beside it follows it."""
    now = timezone.now()
    if item.expires_at is not None and item.expires_at <= now:
        raise ValidationError(f"Hạn của {item.noun()} đã qua: sửa lúc hết hạn rồi mới đăng được.")
    if not item.is_copy and item.published_at is not None and item.published_at > now:
        item.published_at = None


def _schedule(item: Publishable, user: User, form: ReviewForm) -> None:
    actions.schedule(item, by=user, at=form.cleaned_data.get("at"))


def _release(item: Publishable, user: User, form: ReviewForm) -> None:
    actions.release(item, by=user)


def _return(item: Publishable, user: User, form: ReviewForm) -> None:
    actions.return_(item, by=user, reason=form.whole_reason)


def _submit(item: Publishable, user: User, form: ReviewForm) -> None:
    actions.submit(item, by=user)


def _confirm(item: Publishable, user: User, form: ReviewForm) -> None:
    actions.confirm(item, by=user)


def _comment(item: Publishable, user: User, form: ReviewForm) -> None:
    said = form.cleaned_data
    mention = [said["mention"]] if said.get("mention") else []
    talk.add(item, by=user, text=said["text"], quotation=said["quotation"], mention=mention)


def _answer(item: Publishable, user: User, form: ReviewForm, thread: Comment) -> None:
    talk.add(item, by=user, text=form.answers.get(thread.pk, ""), parent=thread)


DECIDING: Mapping[Action, Press] = {
    Action.PUBLISH: _publish,
    Action.SCHEDULE: _schedule,
    Action.RELEASE: _release,
    Action.RETURN: _return,
    Action.SUBMIT: _submit,
    Action.URGENT: _publish_urgently,
    Action.CONFIRM: _confirm,
}
TALKING: Mapping[str, Callable[[Publishable, User, ReviewForm, Comment], None]] = {
    "answer": _answer,
    "resolve": lambda item, user, form, comment: talk.resolve(comment, item=item, by=user),
    "reopen": lambda item, user, form, comment: talk.reopen(comment, item=item, by=user),
    "delete": lambda item, user, form, comment: talk.delete(comment, item=item, by=user),
}
SAID = {
    "comment": "Đã gửi góp ý.",
    "answer": "Đã gửi câu trả lời.",
    "resolve": "Đã đánh dấu góp ý là xong.",
    "reopen": "Đã mở lại góp ý.",
    "delete": "Đã xóa góp ý.",
}
"""What the page says when it is done."""
