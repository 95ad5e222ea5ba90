"""Comments of the desk: who may say, settle and take back what, and what is kept."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from categories.models import Category
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import Publishable, State
from portal.core.review import actions
from portal.core.review.models import MAX_PER_ITEM, Comment
from portal.core.review.signals import commented
from portal.core.search.models import SearchEntry
from portal.core.workflow import actions as workflow
from tests.factories import make_article, make_category, make_superuser, make_user

pytestmark = pytest.mark.django_db


class World:
    """An item of every kind that matters, and the people around it."""

    def __init__(self) -> None:
        self.category: Category = make_category()
        writer = make_user(AccountRole.CONTRIBUTOR, writes=(self.category,))
        self.people: dict[str, User] = {
            "chief": make_user(AccountRole.CHIEF),
            "editor": make_user(AccountRole.EDITOR, edits=(self.category,)),
            "writer": writer,
            "other editor": make_user(AccountRole.EDITOR, edits=(make_category(),)),
            "user administrator": make_user(AccountRole.USER_ADMIN),
        }
        self.items: dict[State, Publishable] = {
            state: make_article(state, category=self.category, created_by=writer)
            for state in (State.DRAFT, State.SUBMITTED, State.LIVE)
        }
        for item in self.items.values():
            type(item)._default_manager.filter(pk=item.pk).update(created_by=writer)


@pytest.fixture(scope="module")
def built(module_db) -> World:
    return World()


@pytest.fixture
def world(built: World) -> World:
    """The same rows, read anew: a change in memory would stay."""
    built.people = {who: User.objects.get(pk=user.pk) for who, user in built.people.items()}
    built.items = {
        state: type(item)._default_manager.get(pk=item.pk) for state, item in built.items.items()
    }
    return built


#                       opens  settles another's thread in state draft, submitted, live
RIGHTS = {
    "chief": (True, True, True, True),
    "editor": (True, True, True, True),
    "writer": (True, True, False, True),
    "other editor": (False, False, False, False),
    "user administrator": (False, False, False, False),
}


def is_done(action, *arguments, **named) -> bool:
    try:
        action(*arguments, **named)
    except PermissionDenied:
        return False
    return True


@pytest.mark.any_database("postgres")
@pytest.mark.parametrize("who", RIGHTS)
def test_who_may_open_an_item_comments_on_it_and_who_may_work_on_it_settles(world, who):
    opens, *settles = RIGHTS[who]
    by = world.people[who]
    stranger = make_superuser()
    for may_settle, (state, item) in zip(settles, world.items.items(), strict=True):
        others = actions.add(item, by=stranger, text="Xin xem lại tên người.")
        assert is_done(actions.add, item, by=by, text="Đã xem.") is opens, state
        assert is_done(actions.resolve, others, item=item, by=by) is may_settle, state
        assert is_done(actions.reopen, others, item=item, by=by) is may_settle, state
        assert not is_done(actions.delete, others, item=item, by=by), state


def test_a_thread_is_settled_and_taken_back_by_whoever_began_it(world):
    item, writer = world.items[State.SUBMITTED], world.people["writer"]
    own = actions.add(item, by=writer, text="Tôi còn chờ số liệu.")
    actions.resolve(own, item=item, by=writer)
    actions.reopen(own, item=item, by=writer)
    actions.delete(own, item=item, by=writer)
    assert not Comment.objects.of(item).exists()


def test_whoever_loses_sight_of_the_item_loses_their_word_in_it(world):
    item, writer = world.items[State.SUBMITTED], world.people["writer"]
    own = actions.add(item, by=writer, text="Tôi còn chờ số liệu.")
    item.created_by = world.people["chief"]
    assert not is_done(actions.resolve, own, item=item, by=writer)
    assert not is_done(actions.delete, own, item=item, by=writer)


def test_what_was_answered_stays(world):
    item, chief, editor = (
        world.items[State.DRAFT],
        world.people["chief"],
        world.people["editor"],
    )
    thread = actions.add(item, by=chief, text="Thiếu nguồn.")
    first = actions.add(item, by=editor, text="Nguồn nào?", parent=thread)
    second = actions.add(item, by=chief, text="Báo cáo tháng 5.", parent=first)
    assert second.parent_id == thread.pk  # threads are one level deep
    for answered, by in ((thread, chief), (first, editor)):
        with pytest.raises(PermissionDenied, match="đã có người trả lời"):
            actions.delete(answered, item=item, by=by)
    actions.delete(second, item=item, by=chief)
    actions.delete(first, item=item, by=editor)
    actions.delete(thread, item=item, by=chief)


def test_a_settled_thread_says_who_settled_it_first_and_takes_no_answer(world):
    item, chief, editor = (
        world.items[State.DRAFT],
        world.people["chief"],
        world.people["editor"],
    )
    thread = actions.add(item, by=chief, text="Thiếu nguồn.")
    actions.resolve(thread, item=item, by=editor)
    actions.resolve(thread, item=item, by=chief)
    thread.refresh_from_db()
    assert thread.resolved_by == editor
    with pytest.raises(ValidationError, match="Bấm Mở lại"):
        actions.add(item, by=chief, text="Còn nữa.", parent=thread)


def test_an_answer_belongs_to_a_comment_on_the_same_item(world):
    chief = world.people["chief"]
    elsewhere = actions.add(world.items[State.LIVE], by=chief, text="Ở bài khác.")
    with pytest.raises(ValidationError, match="không còn nữa"):
        actions.add(world.items[State.DRAFT], by=chief, text="Trả lời.", parent=elsewhere)
    with pytest.raises(PermissionDenied):
        actions.delete(elsewhere, item=world.items[State.DRAFT], by=chief)


@pytest.mark.any_database("sqlite")
@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"text": " \r\n\u200b "}, "text"),
        ({"text": "a" * 2_001}, "text"),
        ({"text": "Được.", "quotation": "a" * 301}, "quotation"),
        ({"text": "Chào @khong-co-ai."}, "text"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_stored(world, words, field):
    item = world.items[State.DRAFT]
    with pytest.raises(ValidationError) as refused:
        actions.add(item, by=world.people["chief"], **words)
    assert set(refused.value.message_dict) == {field}
    assert not Comment.objects.of(item).exists()


@pytest.mark.any_database("postgres")
def test_words_are_stored_in_their_normal_form_with_their_lines(world):
    text = "  Du\u031b\u0300ng ở đây.\r\nDòng\u00a0hai\x00 " + "a" * 1_900
    comment = actions.add(
        world.items[State.DRAFT], by=world.people["chief"], text=text, quotation="một\r\nđoạn"
    )
    comment.refresh_from_db()
    assert comment.text == "Dừng ở đây.\nDòng hai " + "a" * 1_900
    assert comment.quotation == "một đoạn"


@pytest.mark.any_database("sqlite")
def test_the_same_words_twice_in_a_row_are_one_comment(world):
    item, chief = world.items[State.DRAFT], world.people["chief"]
    first = actions.add(item, by=chief, text="Thiếu nguồn.")
    assert actions.add(item, by=chief, text="Thiếu nguồn.") == first
    assert actions.add(item, by=world.people["editor"], text="Thiếu nguồn.") != first


@pytest.mark.any_database("sqlite")
def test_an_item_takes_no_more_comments_than_a_page_can_show(world):
    item, chief = world.items[State.DRAFT], world.people["chief"]
    one = actions.add(item, by=chief, text="Một.")
    rows = [
        Comment(content_type=one.content_type, object_id=item.pk, author=chief, text=str(number))
        for number in range(MAX_PER_ITEM - 1)
    ]
    Comment.objects.bulk_create(rows)
    with pytest.raises(ValidationError, match="không nhận thêm"):
        actions.add(item, by=chief, text="Một nữa.")


def test_listeners_hear_of_a_comment_and_of_whom_it_names(world):
    item, chief, writer = (
        world.items[State.DRAFT],
        world.people["chief"],
        world.people["writer"],
    )
    heard = []

    def listen(comment, mentioned, **kwargs):
        heard.append((comment, mentioned))

    commented.connect(listen)
    try:
        text = f"@{writer.username}, @{chief.username}: gửi lại vào abc@{writer.username}.vn."
        comment = actions.add(item, by=chief, text=text, mention=[writer])
    finally:
        commented.disconnect(listen)
    assert heard == [(comment, [writer])]  # oneself is not told; an address is no mention
    assert list(comment.mentioned.all()) == [writer]


@pytest.mark.parametrize("who", ["other editor", "user administrator"])
def test_nobody_is_called_to_an_item_that_they_may_not_open(world, who):
    item, called = world.items[State.DRAFT], world.people[who]
    with pytest.raises(ValidationError, match="không mở được") as refused:
        actions.add(item, by=world.people["chief"], text=f"@{called.username} xem giúp.")
    assert set(refused.value.message_dict) == {"text"}
    with pytest.raises(ValidationError, match="không mở được") as refused:
        actions.add(item, by=world.people["chief"], text="Xem giúp.", mention=[called])
    assert set(refused.value.message_dict) == {"mention"}


def test_comments_survive_publication_and_the_working_copy_and_are_not_searched(world):
    item, chief = world.items[State.SUBMITTED], world.people["chief"]
    actions.add(item, by=chief, text="Gopybimat.")
    workflow.publish(item, by=chief)
    copy = workflow.revise(item, by=world.people["writer"])
    actions.add(copy, by=chief, text="Trong bản sửa.")
    workflow.submit(copy, by=world.people["writer"])
    live = workflow.publish(copy, by=chief)
    assert [comment.text for comment in Comment.objects.of(live)] == [
        "Gopybimat.",
        "Trong bản sửa.",
    ]
    assert not SearchEntry.objects.filter(words__icontains="gopybimat").exists()


def test_comments_go_with_a_draft_that_is_deleted(world):
    item, chief = world.items[State.DRAFT], world.people["chief"]
    thread = actions.add(item, by=chief, text="Trùng bài khác.")
    actions.add(item, by=world.people["editor"], text="Vậy bỏ.", parent=thread)
    workflow.delete(item, by=chief)
    assert not Comment.objects.exists()
