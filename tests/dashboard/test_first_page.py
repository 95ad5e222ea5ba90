"""What the first page of the desk shows to whom, each part with its rows."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType

from categories.models import Category
from news.models import Article
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.identity.models import Identity
from portal.core.review.models import Comment
from portal.core.workflow import actions
from tests.dashboard.first_page import first_page
from tests.factories import make_article, make_category, make_page, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

NOW = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ATTACK = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def category() -> Category:
    for shipped in Category.objects.order_by("-path"):
        shipped.delete()
    return make_category("Đô thị", home_days=10)


@pytest.fixture
def writer(category):
    return make_user(AccountRole.CONTRIBUTOR, writes=(category,), full_name="Lê Thu Phương")


@pytest.fixture
def editor(category):
    return make_user(AccountRole.EDITOR, edits=(category,))


def test_what_waits_says_who_sent_it_and_how_long_ago(clock, category, writer, editor):
    item = make_article(State.SUBMITTED, by=writer, category=category, title="Cầu mới")
    clock.shift(3 * HOUR)
    row = first_page(editor).row("Chờ tôi duyệt")
    assert row.title == "Cầu mới"
    assert row.facts == ("Bài mới, Lê Thu Phương gửi, chờ 3 giờ", "Đô thị")
    assert row.url.endswith(f"/{item.pk}/duyet/")


def test_a_working_copy_that_waits_is_called_that(category, writer, editor):
    item = make_article(State.LIVE, by=make_superuser(), category=category)
    copy = actions.revise(item, by=editor)
    actions.submit(copy, by=editor)
    row = first_page(make_user(AccountRole.CHIEF)).row("Chờ tôi duyệt")
    assert row.facts[0].startswith("Bản sửa của bài đã đăng")


def test_nobody_is_asked_to_decide_on_their_own_or_in_other_categories(category, editor):
    make_article(State.SUBMITTED, by=make_superuser(), category=make_category())
    make_article(State.SUBMITTED, by=make_superuser(), category=category, title="Của người khác")
    own = make_article(State.SUBMITTED, by=make_superuser(), category=category)
    Article.objects.filter(pk=own.pk).update(created_by=editor)
    assert first_page(editor).titles("Chờ tôi duyệt") == ["Của người khác"]


def test_one_s_own_begins_with_what_was_sent_back_and_why(clock, category, writer, editor):
    where = {"by": writer, "category": category}
    item = make_article(State.SUBMITTED, title="Trả lại", **where)
    actions.return_(item, by=editor, reason=f"Thiếu số liệu {ATTACK}")
    clock.shift(HOUR)
    make_article(State.SUBMITTED, title="Đã gửi", **where)
    make_article(State.DRAFT, title="Nháp mới", **where)
    page = first_page(writer)
    assert page.titles("Của tôi") == ["Trả lại", "Nháp mới", "Đã gửi"]
    assert page.row("Của tôi").remark == f"Thiếu số liệu {ATTACK}"
    assert ATTACK not in page.html
    assert [(more.url.partition("?")[2], more.count) for more in page.parts["Của tôi"].more] == [
        ("cua-toi=1&trang-thai=returned", 1),
        ("cua-toi=1&trang-thai=draft", 1),
        ("cua-toi=1&trang-thai=submitted", 1),
    ]


def test_what_the_clock_publishes_within_a_week_is_in_its_order(category, editor):
    for days in (8, 7, 2):
        make_article(State.SCHEDULED, category=category, at=NOW + days * DAY, title=f"Sau {days}")
    assert first_page(editor).titles("Hẹn giờ trong bảy ngày tới") == ["Sau 2", "Sau 7"]


def test_an_urgent_publication_waits_for_another_than_who_did_it(category, editor):
    other = make_user(AccountRole.EDITOR, edits=(category,), full_name="Trần Khải")
    item = make_article(State.DRAFT, by=other, category=category)
    actions.publish_urgently(item, by=other, reason="Vỡ đê")
    row = first_page(editor).row("Chờ kiểm tra sau")
    assert row.facts[0].startswith("Trần Khải đăng khẩn")
    assert row.remark == "Vỡ đê"
    assert "Chờ kiểm tra sau" not in first_page(other).parts


def test_an_urgent_publication_that_nobody_else_may_confirm_says_what_to_do():
    chief = make_user(AccountRole.CHIEF)
    make_user(AccountRole.EDITOR)
    page = make_page(State.DRAFT, by=chief, title="Giới thiệu")
    actions.publish_urgently(page, by=chief, reason="Chưa có ai khác")
    seen = first_page(chief)
    part = seen.parts["Chờ kiểm tra sau"]
    assert seen.titles("Chờ kiểm tra sau") == ["Giới thiệu"]
    assert "thêm một tài khoản có quyền ấy" in part.advice
    assert part.advice in seen.html
    assert [more.label for more in part.more] == [
        "Trang tôi đăng khẩn, chờ người khác kiểm tra",
        "Thông tin cổng",
    ]
    make_user(AccountRole.CHIEF)
    assert "Chờ kiểm tra sau" not in first_page(chief).parts


def test_a_portal_of_one_editor_confirms_what_it_has_published_urgently():
    chief = make_user(AccountRole.CHIEF)
    page = make_page(State.DRAFT, by=chief)
    actions.publish_urgently(page, by=chief, reason="Chưa có ai khác")
    Identity.objects.update(two_person_rule=False)
    part = first_page(chief).parts["Chờ kiểm tra sau"]
    assert ([row.title for row in part.rows], part.advice) == ([page.title], "")
    actions.confirm(page, by=User.objects.get(pk=chief.pk))
    assert "Chờ kiểm tra sau" not in first_page(chief).parts


def test_a_draft_is_forgotten_after_fourteen_days(clock, category, writer, editor):
    make_article(State.DRAFT, by=writer, category=category, title="Cũ")
    clock.shift(DAY)
    make_article(State.DRAFT, by=writer, category=category, title="Mới hơn")
    clock.shift(13 * DAY + HOUR)
    assert first_page(editor).titles("Nháp bỏ quên từ 14 ngày") == ["Cũ"]
    assert first_page(writer).titles("Nháp bỏ quên từ 14 ngày") == ["Cũ"]


def test_open_comments_on_one_s_own_items_are_shown_and_settled_ones_not(category, writer, editor):
    kind = ContentType.objects.get_for_model(Article)
    for title, settled in (("Còn hỏi", None), ("Đã xong", NOW)):
        item = make_article(State.DRAFT, by=writer, category=category, title=title)
        Comment.objects.create(
            content_type=kind,
            object_id=item.pk,
            author=editor,
            text="Số liệu ở đâu?",
            resolved_at=settled,
            resolved_by=editor if settled else None,
        )
    page, part = first_page(writer), "Góp ý chưa xong trên bài của tôi"
    assert page.titles(part) == ["Còn hỏi"]
    assert page.row(part).remark == "Số liệu ở đâu?"
    assert page.row(part).url.endswith("#comments")
    assert part not in first_page(editor).parts


def test_five_rows_are_shown_and_the_count_has_an_end(category, writer, editor):
    item = make_article(State.SUBMITTED, by=writer, category=category)
    fields = {name: getattr(item, name) for name in ("title", "summary", "status", "created_by")}
    Article.objects.bulk_create(
        Article(**fields, category=category, updated_by=writer) for _ in range(105)
    )
    page = first_page(editor)
    assert len(page.titles("Chờ tôi duyệt")) == 5
    assert "(99+)" in page.html


def test_types_stand_together_and_each_has_its_own_list(clock):
    chief = make_user(AccountRole.CHIEF)
    make_page(State.SUBMITTED, title="Giới thiệu")
    clock.shift(HOUR)
    make_article(State.SUBMITTED, title="Cầu mới")
    part = first_page(chief).parts["Chờ tôi duyệt"]
    assert [row.title for row in part.rows] == ["Giới thiệu", "Cầu mới"]
    assert {more.label for more in part.more} == {"Bài chờ tôi duyệt", "Trang chờ tôi duyệt"}


def test_what_is_empty_folds_into_a_line(category, writer, editor):
    make_article(State.LIVE, category=category)
    page = first_page(editor)
    assert "Không có bài chờ duyệt" in page.quiet
    assert not page.steps


def test_a_portal_with_nothing_says_what_to_do_first(category, writer):
    assert first_page(writer).steps == ["Viết bài đầu tiên"]
    assert first_page(make_user(AccountRole.CHIEF)).steps == [
        "Điền thông tin cổng",
        "Xem lại cây chuyên mục",
        "Viết bài đầu tiên",
    ]


def test_who_keeps_accounts_sees_nothing_of_content(category, writer):
    make_article(State.SUBMITTED, by=writer, category=category, title="Cầu mới")
    page = first_page(make_user(AccountRole.USER_ADMIN))
    assert not page.parts
    assert page.quiet == [
        "Cổng chưa tự kiểm tra lần nào",
        "Cổng chưa được khám lần nào (mục Sức khỏe cổng)",
    ]
    assert not page.steps
    assert "Cầu mới" not in page.html
    assert "/quan-tri/lich/" not in page.html
