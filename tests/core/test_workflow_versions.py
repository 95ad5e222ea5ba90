"""Two people, one item: the second write is refused, never lost and never mixed."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from news.models import Article
from portal.core.content import State
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from tests.factories import make_article, make_author, make_superuser, make_tag
from tests.searching import found

pytestmark = pytest.mark.django_db


def opened_twice(state: State) -> tuple[Article, Article]:
    pk = make_article(state).pk
    return Article.objects.get(pk=pk), Article.objects.get(pk=pk)


def test_the_version_counts_every_change():
    item = make_article(State.DRAFT)
    assert item.version == 1
    for version in (2, 3, 4):
        actions.save(item, by=make_superuser())
        item.refresh_from_db()
        assert item.version == version


def test_a_stale_save_stores_nothing():
    mine, theirs = opened_twice(State.DRAFT)
    theirs.title = "Của đồng nghiệp"
    actions.save(theirs, by=make_superuser())
    mine.title = "Của tôi"
    with pytest.raises(actions.StaleVersion):
        actions.save(mine, by=make_superuser(), save_relations=pytest.fail)
    stored = Article.objects.get()
    assert stored.title == "Của đồng nghiệp"
    assert stored.version == 2
    assert not Revision.objects.filter(snapshot__title="Của tôi").exists()
    assert found("của tôi") == []


ACTIONS: list[tuple[State, Callable[..., None], dict[str, str]]] = [
    (State.DRAFT, actions.submit, {}),
    (State.SUBMITTED, actions.return_, {"reason": "Thiếu ảnh."}),
    (State.SUBMITTED, actions.publish, {}),
    (State.LIVE, actions.withdraw, {"reason": "Sai."}),
]


@pytest.mark.parametrize(("state", "action", "arguments"), ACTIONS)
def test_a_stale_step_is_not_taken(
    state: State, action: Callable[..., None], arguments: dict[str, str]
):
    mine, theirs = opened_twice(state)
    actions.amend(theirs, lambda row: None, by=make_superuser())
    with pytest.raises(actions.StaleVersion):
        action(mine, by=make_superuser(), **arguments)
    assert Article.objects.get().state() is state


def test_two_editors_who_publish_at_once_publish_once():
    mine, theirs = opened_twice(State.SUBMITTED)
    actions.publish(theirs, by=make_superuser())
    with pytest.raises(actions.StaleVersion):
        actions.publish(mine, by=make_superuser())
    assert Revision.objects.filter(action="publish").count() == 1


def test_relations_are_rolled_back_with_the_row():
    item = make_article(State.DRAFT, authors=(make_author("Thu Phương"),))

    def relations() -> None:
        item.set_authors([make_author("Minh Quang")])
        item.set_tags([make_tag("giao thông")])
        raise ValidationError("Không ghi được.")

    item.title = "Không được ghi"
    with pytest.raises(ValidationError):
        actions.save(item, by=make_superuser(), save_relations=relations)
    stored = Article.objects.get()
    assert stored.title != "Không được ghi"
    assert stored.byline == "Thu Phương"
    assert stored.tag_list == []
    assert stored.version == 1


def test_after_a_refusal_the_same_editor_may_mend_and_save():
    item = make_article(State.DRAFT)
    title, item.title = item.title, ""
    with pytest.raises(ValidationError):
        actions.save(item, by=make_superuser())
    item.title = title
    actions.save(item, by=make_superuser())
    assert Article.objects.get().version == 2
