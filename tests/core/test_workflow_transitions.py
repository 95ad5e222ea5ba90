"""From which state which action leads where, for those who decide and for authors."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from news.models import Article
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action, may
from tests.factories import bring_to, make_article, make_category, make_superuser, make_user

pytestmark = pytest.mark.django_db

TAKE: dict[Action, Callable[[Article, User], object]] = {
    Action.SAVE: lambda item, by: actions.save(item, by=by),
    Action.SUBMIT: lambda item, by: actions.submit(item, by=by),
    Action.RETURN: lambda item, by: actions.return_(item, by=by, reason="Thiếu nguồn."),
    Action.PUBLISH: lambda item, by: actions.publish(item, by=by),
    Action.SCHEDULE: lambda item, by: actions.schedule(
        item, by=by, at=timezone.now() + timedelta(hours=2)
    ),
    Action.RELEASE: lambda item, by: actions.release(item, by=by),
    Action.WITHDRAW: lambda item, by: actions.withdraw(item, by=by, reason="Sai số liệu."),
    Action.DELETE: lambda item, by: actions.delete(item, by=by),
}
SAME = "the same"
GONE = "gone"
# What the chief's action makes of an item in each state; what is not named is refused.
CHIEF: dict[State, dict[Action, State | str]] = {
    State.DRAFT: {
        Action.SAVE: SAME,
        Action.SUBMIT: State.SUBMITTED,
        Action.PUBLISH: State.LIVE,
        Action.SCHEDULE: State.SCHEDULED,
        Action.DELETE: GONE,
    },
    State.SUBMITTED: {
        Action.SAVE: SAME,
        Action.RETURN: State.RETURNED,
        Action.PUBLISH: State.LIVE,
        Action.SCHEDULE: State.SCHEDULED,
        Action.DELETE: GONE,
    },
    State.RETURNED: {
        Action.SAVE: SAME,
        Action.SUBMIT: State.SUBMITTED,
        Action.PUBLISH: State.LIVE,
        Action.SCHEDULE: State.SCHEDULED,
        Action.DELETE: GONE,
    },
    State.SCHEDULED: {
        Action.SCHEDULE: State.SCHEDULED,
        Action.RELEASE: State.LIVE,
        Action.WITHDRAW: State.WITHDRAWN,
    },
    State.LIVE: {Action.WITHDRAW: State.WITHDRAWN},
    State.WITHDRAWN: {
        Action.SAVE: SAME,
        Action.PUBLISH: State.LIVE,
        Action.SCHEDULE: State.SCHEDULED,
    },
}
# An author works on drafts and on what came back, and hands them over.
AUTHOR: dict[State, dict[Action, State | str]] = {
    State.DRAFT: {Action.SAVE: SAME, Action.SUBMIT: State.SUBMITTED, Action.DELETE: GONE},
    State.RETURNED: {Action.SAVE: SAME, Action.SUBMIT: State.SUBMITTED, Action.DELETE: GONE},
}
CELLS = [(state, action) for state in CHIEF for action in TAKE]


@dataclass(frozen=True)
class Desk:
    """An article in each state, a chief's and an author's, by their numbers."""

    chief: User
    author: User
    articles: dict[State, int]
    authors_articles: dict[State, int]


@pytest.fixture(scope="module")
def desk(module_db) -> Desk:
    category, by = make_category(), make_superuser()
    author = make_user(AccountRole.CONTRIBUTOR, writes=(category,))
    authors_articles = {}
    for state in CHIEF:
        item = make_article(State.DRAFT, by=author, category=category)
        bring_to(item, state, by=by)
        authors_articles[state] = item.pk
    articles = {state: make_article(state, by=by).pk for state in CHIEF}
    return Desk(make_user(AccountRole.CHIEF), author, articles, authors_articles)


def check(number: int, action: Action, by: User, outcome: State | str | None) -> None:
    item = Article.objects.get(pk=number)
    before, trace = item.state(), Revision.objects.of(item).count()
    if outcome is None:
        with pytest.raises((PermissionDenied, ValidationError)):
            TAKE[action](item, by)
        stored = Article.objects.get(pk=item.pk)
        assert stored.state() is before
        assert Revision.objects.of(stored).count() == trace
        return
    TAKE[action](item, by)
    if outcome == GONE:
        assert not Article.objects.filter(pk=number).exists()
    else:
        expected = before if outcome == SAME else outcome
        assert Article.objects.get(pk=item.pk).state() is expected


@pytest.mark.parametrize(("state", "action"), CELLS)
def test_a_chief_takes_each_action_where_it_has_a_meaning(desk: Desk, state: State, action: Action):
    check(desk.articles[state], action, desk.chief, CHIEF[state].get(action))


@pytest.mark.parametrize(("state", "action"), CELLS)
def test_an_author_hands_over_and_no_more(desk: Desk, state: State, action: Action):
    number = desk.authors_articles[state]
    check(number, action, desk.author, AUTHOR.get(state, {}).get(action))


@pytest.mark.parametrize("action", list(TAKE))
@pytest.mark.parametrize("state", [State.DRAFT, State.LIVE])
def test_a_stranger_takes_no_action(desk: Desk, state: State, action: Action):
    stranger = make_user(AccountRole.EDITOR, edits=(make_category(),))
    check(desk.articles[state], action, stranger, None)


@pytest.mark.parametrize("action", list(TAKE))
def test_an_account_that_was_switched_off_takes_no_action(desk: Desk, action: Action):
    former = make_superuser(is_active=False)
    check(desk.articles[State.SUBMITTED], action, former, None)


def test_an_expired_item_is_withdrawn_like_a_live_one():
    item = make_article(State.EXPIRED)
    actions.withdraw(item, by=make_superuser(), reason="Hết hạn.")
    assert item.state() is State.WITHDRAWN


def test_the_refusal_is_in_words_for_the_person():
    chief = make_user(AccountRole.CHIEF, full_name="Trần Văn Khải")
    item = make_article(State.LIVE, title="Khởi công cầu")
    with pytest.raises(PermissionDenied) as refusal:
        actions.publish(item, by=chief)
    assert str(refusal.value) == (
        "Tài khoản “Trần Văn Khải” không được đăng bài “Khởi công cầu” ở trạng thái “Đã đăng”."
    )


@pytest.mark.parametrize("action", [actions.return_, actions.withdraw])
@pytest.mark.parametrize("reason", ["", "   ", "\n\t", "\u200b\u00a0"])
def test_a_reason_is_required(action: Callable[..., None], reason: str):
    state = State.SUBMITTED if action is actions.return_ else State.LIVE
    item = make_article(state)
    with pytest.raises(ValidationError) as error:
        action(item, by=make_superuser(), reason=reason)
    assert error.value.message_dict == {"reason": ["Cần ghi rõ lý do."]}
    assert Article.objects.get(pk=item.pk).state() is state


@pytest.mark.parametrize("ahead", [timedelta(0), -timedelta(seconds=1), -timedelta(days=400), None])
def test_a_schedule_lies_ahead(ahead: timedelta | None):
    item = make_article(State.DRAFT)
    at = timezone.now() + ahead if ahead is not None else None
    with pytest.raises(ValidationError) as error:
        actions.schedule(item, by=make_superuser(), at=at)
    assert list(error.value.message_dict) == ["published_at"]


def test_publishing_again_keeps_the_date_that_the_item_carries():
    item = make_article(State.WITHDRAWN)
    first = item.published_at
    actions.publish(item, by=make_superuser())
    assert item.published_at == first


def test_what_may_be_done_is_asked_without_doing_it():
    chief = make_user(AccountRole.CHIEF)
    item = make_article(State.SUBMITTED)
    allowed = {action for action in Action if may(chief, action, item)}
    rest = {Action.VIEW, Action.RESTORE, Action.AMEND, Action.HAND_OVER}
    assert allowed == set(CHIEF[State.SUBMITTED]) | rest
