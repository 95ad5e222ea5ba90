"""Nobody files anything where they may not write: not by choosing, not by forging a choice."""

import pytest
from django.core.exceptions import PermissionDenied

from categories.models import Category
from portal.core.content import State
from portal.core.workflow import actions
from tests.contract.cast import send_form
from tests.contract.pages import choices
from tests.contract.registry import Part
from tests.contract.stages import on_contracts, on_each

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

MAY_WRITE_IN = {
    "superuser": "everything",
    "chief": "everything",
    "editor of the category": {"own"},
    "editor of the category above": {"top", "own"},
    "editor of another category": {"elsewhere"},
    "contributor who wrote it": {"own"},
    "contributor who did not write it": {"own"},
    "contributor with a grant to edit": {"own"},
}
WRITES_NOTHING = ("user administrator", "anonymous")
NOT_ELSEWHERE = (
    "editor of the category",
    "editor of the category above",
    "contributor who wrote it",
    "contributor with a grant to edit",
)
each_filed = on_contracts("cast", Part.CATEGORY)
each_field = on_each("cast", "field", lambda contract: contract.category_fields)
NEW = {"title": "Bài mới", "summary": "Tóm tắt.", "body": "<p>Nội dung.</p>"}


def send_new(cast, who: str, **fields):
    """Send what a browser sends for a new item; the form is the superuser's."""
    send_form(cast.browser(who), cast.contract.desk("add"), cast.new_form() | NEW | fields)
    return cast.contract.model.objects.filter(title="Bài mới").first()


@each_field
@pytest.mark.every_database
@pytest.mark.parametrize("who", MAY_WRITE_IN)
def test_the_form_offers_the_categories_in_which_a_person_may_write(cast, who, field):
    page = cast.browser(who).get(cast.contract.desk("add")).content.decode()
    names = MAY_WRITE_IN[who]
    expected = (
        Category.objects.all() if names == "everything" else [getattr(cast, name) for name in names]
    )
    assert choices(page, field) == {str(category.pk) for category in expected}


@each_filed
@pytest.mark.parametrize("who", WRITES_NOTHING)
def test_whoever_writes_nothing_is_shown_no_form(cast, who):
    answer = cast.browser(who).get(cast.contract.desk("add"))
    assert answer.status_code == (302 if who == "anonymous" else 403)


@each_filed
@pytest.mark.parametrize("name", ["top", "own", "elsewhere"])
@pytest.mark.parametrize("who", [*MAY_WRITE_IN, *WRITES_NOTHING])
def test_a_new_item_is_stored_only_where_a_person_may_write(cast, who, name):
    item = send_new(cast, who, category=getattr(cast, name).pk)
    names = MAY_WRITE_IN.get(who, set())
    assert (item is not None) is (names == "everything" or name in names)
    assert item is None or (item.state() is State.DRAFT and item.created_by == cast.users[who])


@each_filed
@pytest.mark.parametrize("who", ["contributor who wrote it", "contributor with a grant to edit"])
@pytest.mark.parametrize("transition", ["publish", "schedule", "return", "withdraw", "delete"])
def test_a_contributor_makes_nothing_public_by_a_forged_button(cast, who, transition):
    item = send_new(cast, who, category=cast.own.pk, _transition=transition)
    assert item is None or item.state() is State.DRAFT


@on_contracts("cast", Part.FURTHER_CATEGORIES)
@pytest.mark.parametrize("who", NOT_ELSEWHERE)
def test_a_new_item_is_not_shown_in_a_category_where_a_person_may_not_write(cast, who):
    assert send_new(cast, who, category=cast.own.pk, further_categories=cast.elsewhere.pk) is None


@each_field
@pytest.mark.parametrize("who", NOT_ELSEWHERE[:3])
def test_an_item_is_not_moved_where_a_person_may_not_write(cast, who, field):
    data = cast.form(State.DRAFT) | {field: cast.elsewhere.pk}
    cast.browser(who).post(cast.url("change", State.DRAFT), data)
    assert cast.trace(State.DRAFT) == cast.before[State.DRAFT]


@each_filed
@pytest.mark.parametrize("who", ["superuser", "chief"])
def test_an_item_is_moved_by_whoever_decides_everywhere(cast, who):
    data = cast.form(State.DRAFT) | {"category": cast.elsewhere.pk}
    cast.browser(who).post(cast.url("change", State.DRAFT), data)
    assert cast.item(State.DRAFT).category == cast.elsewhere


@each_filed
@pytest.mark.parametrize("who", NOT_ELSEWHERE[:3])
def test_the_action_itself_moves_nothing_where_a_person_may_not_write(cast, who):
    item = cast.item(State.DRAFT)
    item.category = cast.elsewhere
    with pytest.raises(PermissionDenied):
        actions.save(item, by=cast.users[who])
    assert cast.trace(State.DRAFT) == cast.before[State.DRAFT]


@each_filed
def test_a_writer_keeps_an_item_that_was_moved_to_a_category_of_others(cast):
    item = cast.item(State.DRAFT)
    item.category = cast.elsewhere
    actions.save(item, by=cast.users["chief"])
    data = cast.form(State.DRAFT) | {
        "title": "Bài mới",
        "category": cast.elsewhere.pk,
        "base_version": item.version,
    }
    writer = cast.browser("contributor who wrote it")
    writer.post(cast.url("change", State.DRAFT), data)
    assert (cast.item(State.DRAFT).title, cast.item(State.DRAFT).category) == (
        "Bài mới",
        cast.elsewhere,
    )
