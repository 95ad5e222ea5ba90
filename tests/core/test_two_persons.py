"""Nobody approves their own; in an emergency one may, and another looks afterwards."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.identity.models import Identity
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action, may
from tests.factories import make_article, make_category, make_superuser, make_user

pytestmark = pytest.mark.django_db

REASON = "Nước lũ lên nhanh, cần báo dân ngay."


@pytest.fixture
def category():
    return make_category()


@pytest.fixture
def editor(category):
    return make_user(AccountRole.EDITOR, edits=(category,))


@pytest.fixture
def own(editor, category) -> Article:
    """An article that the editor wrote."""
    return make_article(State.DRAFT, by=editor, category=category)


def test_nobody_publishes_or_schedules_their_own(editor, own):
    assert not may(editor, Action.PUBLISH, own)
    assert not may(editor, Action.SCHEDULE, own)
    with pytest.raises(PermissionDenied, match="cần một người khác duyệt"):
        actions.publish(own, by=editor)


def test_a_superuser_is_no_exception():
    root = make_superuser()
    with pytest.raises(PermissionDenied):
        actions.publish(make_article(State.DRAFT, by=root), by=root)


def test_a_colleague_publishes_it(own):
    actions.publish(own, by=make_superuser())
    assert own.is_live()


def test_a_portal_of_one_editor_may_do_without_the_second(editor, own):
    Identity.objects.update(two_person_rule=False)
    assert not may(editor, Action.URGENT, own)
    actions.publish(own, by=editor)
    assert own.is_live()


def test_an_editor_publishes_urgently_with_a_reason_and_it_waits_for_a_look(editor, own):
    actions.publish_urgently(own, by=editor, reason=REASON)
    stored = Article.objects.get()
    assert stored.is_live()
    assert stored.urgent_by == editor
    assert Revision.objects.of(own)[0].reason == REASON


def test_urgency_needs_a_reason(editor, own):
    with pytest.raises(ValidationError):
        actions.publish_urgently(own, by=editor, reason=" ")
    assert not Article.objects.get().is_live()


def test_a_contributor_publishes_nothing_urgently(category):
    writer = make_user(AccountRole.CONTRIBUTOR, writes=(category,))
    item = make_article(State.DRAFT, by=writer, category=category)
    with pytest.raises(PermissionDenied):
        actions.publish_urgently(item, by=writer, reason=REASON)


def test_what_a_colleague_wrote_is_not_urgent_but_simply_approved(own):
    assert not may(make_superuser(), Action.URGENT, own)


def test_a_second_person_confirms_and_nobody_confirms_themselves(editor, own):
    actions.publish_urgently(own, by=editor, reason=REASON)
    with pytest.raises(PermissionDenied):
        actions.confirm(own, by=editor)
    second = make_superuser()
    actions.confirm(own, by=second)
    stored = Article.objects.get()
    assert (stored.urgent_by, stored.is_live()) == (None, True)
    assert not may(second, Action.CONFIRM, stored)


def test_a_correction_of_ones_own_is_urgent_as_well(editor, own):
    actions.publish(own, by=make_superuser())
    copy = actions.revise(own, by=editor)
    copy.title = "Chữ đã chữa"
    actions.save(copy, by=editor)
    with pytest.raises(PermissionDenied):
        actions.publish(copy, by=editor)
    live = actions.publish_urgently(copy, by=editor, reason=REASON)
    assert (live.title, live.urgent_by) == ("Chữ đã chữa", editor)


def test_an_approved_change_settles_what_was_urgent(editor, own):
    actions.publish_urgently(own, by=editor, reason=REASON)
    copy = actions.revise(own, by=editor)
    actions.publish(copy, by=make_superuser())
    assert Article.objects.get().urgent_by is None
