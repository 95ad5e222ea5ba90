"""The trace of every change: written with it, never changed afterwards."""

import json

import pytest
from django.core.exceptions import ValidationError

from news.models import Article
from portal.core.content import State, Status
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_superuser,
    make_tag,
)

pytestmark = pytest.mark.django_db


def trace(item: Article) -> list[Revision]:
    return list(Revision.objects.of(item))


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (State.DRAFT, [Action.SAVE]),
        (State.SUBMITTED, [Action.SAVE, Action.SUBMIT]),
        (State.RETURNED, [Action.SAVE, Action.SUBMIT, Action.RETURN]),
        (State.SCHEDULED, [Action.SAVE, Action.SCHEDULE]),
        (State.LIVE, [Action.SAVE, Action.PUBLISH]),
        (State.WITHDRAWN, [Action.SAVE, Action.PUBLISH, Action.WITHDRAW]),
    ],
)
def test_every_action_leaves_one_revision(state: State, steps: list[Action]):
    item = make_article(state)
    revisions = trace(item)[::-1]
    assert [revision.action for revision in revisions] == steps
    assert [revision.version for revision in revisions] == list(range(1, len(steps) + 1))
    assert item.version == len(steps)
    assert revisions[-1].status == item.status


def test_a_revision_says_who_when_and_why():
    editor = make_superuser()
    item = make_article(State.SUBMITTED)
    actions.return_(item, by=editor, reason="  Thiếu số liệu.\u200b ")
    newest = trace(item)[0]
    assert newest.made_by == editor
    assert newest.made_at is not None
    assert newest.reason == "Thiếu số liệu."
    assert str(newest) == "Trả lại – phiên bản 3"


def test_a_revision_holds_the_content_with_authors_tags_and_categories():
    first, second = make_author("Bích Ngọc"), make_author("An Bình")
    further = make_category()
    item = make_article(
        State.DRAFT,
        title="Khởi công cầu",
        authors=(first, second),
        tags=(make_tag("giao thông"), make_tag("Bến Ngọc")),
        further=(further,),
    )
    snapshot = trace(item)[0].snapshot
    assert snapshot["title"] == "Khởi công cầu"
    assert snapshot["body"] == item.body
    assert snapshot["category_id"] == item.category_id
    assert snapshot["authors"] == [first.pk, second.pk]
    assert snapshot["tags"] == ["giao thông", "Bến Ngọc"]
    assert snapshot["further_categories"] == [further.pk]


def test_a_snapshot_holds_every_field_that_an_editor_can_change():
    item = make_article(State.DRAFT)
    editable = {f.attname for f in Article._meta.concrete_fields if f.editable}
    assert editable - {"id"} <= set(item.snapshot())


def test_a_snapshot_is_plain_json():
    item = make_article(State.LIVE, authors=(make_author(),))
    assert json.loads(json.dumps(item.snapshot())) == item.snapshot()


def test_a_snapshot_stays_what_the_item_was():
    item = make_article(State.DRAFT, title="Tên cũ")
    item.title = "Tên mới"
    actions.save(item, by=make_superuser())
    assert [revision.snapshot["title"] for revision in trace(item)] == ["Tên mới", "Tên cũ"]


def test_revisions_are_never_updated():
    make_article(State.DRAFT)
    with pytest.raises(TypeError, match="append-only"):
        Revision.objects.update(reason="")
    with pytest.raises(TypeError, match="append-only"):
        Revision.objects.filter(action=Action.SAVE).update(reason="")


def test_a_revision_is_not_saved_twice():
    make_article(State.DRAFT)
    revision = Revision.objects.get()
    revision.reason = "sửa sau"
    with pytest.raises(TypeError, match="append-only"):
        revision.save()
    assert Revision.objects.get().reason == ""


def test_a_refused_change_leaves_no_revision():
    item = make_article(State.DRAFT)
    item.title = ""
    with pytest.raises(ValidationError):
        actions.save(item, by=make_superuser())
    assert len(trace(item)) == 1


def test_the_trace_of_a_deleted_draft_stays():
    item = make_article(State.DRAFT)
    number = item.pk
    actions.delete(item, by=make_superuser())
    revisions = Revision.objects.filter(object_id=number)
    assert [revision.action for revision in revisions.order_by("-pk")] == ["delete", "save"]


def test_the_trace_of_one_item_is_not_that_of_another():
    one, other = make_article(State.DRAFT), make_article(State.LIVE)
    assert len(trace(one)) == 1
    assert {revision.object_id for revision in trace(other)} == {other.pk}
    assert other.status == Status.PUBLISHED
