"""Who is told of the actions of the desk."""

from collections.abc import Callable, Mapping

from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.content import Publishable, State
from portal.core.dates import date_and_time
from portal.core.notices.kinds import Kind
from portal.core.notices.reviewers import reviewers_of
from portal.core.notices.send import notify
from portal.core.review.models import Comment
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action

Copy = Publishable | None


def on_acted(item: Publishable, revision: Revision, copy: Copy = None, **kwargs: object) -> None:
    """Listener of `signals.acted`: tell whom the action concerns; most concern nobody."""
    tell = _TOLD.get(Action(revision.action))
    if tell is not None:
        tell(item, revision, copy)


def on_commented(comment: Comment, mentioned: list[User], **kwargs: object) -> None:
    """Listener of `review.signals.commented`: tell whom the comment names."""
    item = (
        comment.content_type.get_object_for_this_type(pk=comment.object_id) if mentioned else None
    )
    if not isinstance(item, Publishable):
        return
    meta = item._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_review", args=[item.pk])
    notify(Kind.MENTIONED, mentioned, item=item, by=comment.author, text=comment.text, url=url)


def _sent_to_review(item: Publishable, revision: Revision, copy: Copy) -> None:
    notify(Kind.REVIEW, reviewers_of(item), item=item, by=revision.made_by)


def _published_urgently(item: Publishable, revision: Revision, copy: Copy) -> None:
    people = reviewers_of(item, Action.CONFIRM)
    notify(Kind.URGENT, people, item=item, by=revision.made_by, text=revision.reason)


def _returned(item: Publishable, revision: Revision, copy: Copy) -> None:
    people = _whose_it_is(item, revision)
    notify(Kind.RETURNED, people, item=item, by=revision.made_by, text=revision.reason)


def _approved(item: Publishable, revision: Revision, copy: Copy) -> None:
    text = ""
    if item.published_at and item.state() is State.SCHEDULED:
        text = f"Sẽ tự hiện lên cổng lúc {date_and_time(item.published_at)}."
    people = _whose_it_is(copy or item, revision)
    notify(Kind.APPROVED, people, item=item, by=revision.made_by, text=text)


def _whose_it_is(item: Publishable, revision: Revision) -> list[User]:
    """Return who created the row and who sent it to review last, but not who acts now."""
    sent = Revision.objects.of(item).filter(action=Action.SUBMIT, in_copy=item.is_copy)
    found = (item.created_by_id, sent.values_list("made_by", flat=True).first())
    numbers = {number for number in found if number and number != revision.made_by_id}
    return list(User.objects.filter(pk__in=numbers, is_active=True)) if numbers else []


_TOLD: Mapping[Action, Callable[[Publishable, Revision, Copy], None]] = {
    Action.SUBMIT: _sent_to_review,
    Action.RETURN: _returned,
    Action.PUBLISH: _approved,
    Action.SCHEDULE: _approved,
    Action.RELEASE: _approved,
    Action.URGENT: _published_urgently,
}
