"""The pages of the desk say what a press does, and why what is decided came about."""

import pytest
from django.urls import reverse

from categories.models import Category
from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.workflow import actions
from tests.factories import make_article, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

LIST = reverse("admin:news_article_changelist")
REASON = "Người dân cần biết ngay."


def asked(client, action: str, *items: Article, query: str = ""):
    """Tick `items` in the list and choose an action; return the page that asks."""
    ticked = {"action": action, "_selected_action": [item.pk for item in items]}
    versions = {f"version-{item.pk}": item.version for item in items}
    return client.post(f"{LIST}{query}", ticked | versions)


def page_of(client, item, name="change"):
    return client.get(reverse(f"admin:news_article_{name}", args=[item.pk])).content.decode()


def test_the_form_of_a_working_copy_says_what_readers_see_and_how_to_drop_it(desk):
    copy = actions.revise(make_article(), by=make_superuser())
    page = page_of(desk, copy)
    assert "Bạn đọc vẫn thấy bản đang đăng" in page
    assert "Bỏ bản sửa" in page
    assert "Xóa bài" not in page
    assert "Bản sửa của bài đã đăng</h1>" in page


def test_dropping_a_working_copy_says_that_readers_lose_nothing(desk):
    item = make_article()
    copy = actions.revise(item, by=make_superuser())
    page = page_of(desk, copy, "delete")
    assert "Bài đang trên cổng giữ nguyên" in page
    desk.post(
        reverse("admin:news_article_delete", args=[copy.pk]),
        {"post": "yes", "base_version": copy.version},
    )
    assert list(Article.objects.all()) == [item]


def test_deleting_a_draft_says_that_it_leaves_the_desk(desk):
    assert "rời khỏi bàn biên tập" in page_of(desk, make_article(State.DRAFT), "delete")


def test_publishing_alone_is_never_the_main_button(sign_in):
    writer = make_superuser()
    page = page_of(sign_in(writer), make_article(State.SUBMITTED, by=writer))
    assert 'value="urgent" class="press">Đăng khẩn' in page
    assert 'class="press press--main">Lưu</button>' in page


def test_who_confirms_what_was_published_by_one_person_reads_why(desk):
    writer = make_superuser()
    item = make_article(State.DRAFT, by=writer)
    actions.publish_urgently(item, by=writer, reason=REASON)
    page = page_of(desk, item, "review")
    assert REASON in page
    assert f"{writer} đăng khẩn" in page


def test_who_decides_nothing_is_invited_to_comment(sign_in):
    category = Category.objects.get(slug="tin-tuc-su-kien")
    writer = make_user(AccountRole.CONTRIBUTOR, writes=(category,))
    item = make_article(State.DRAFT, by=writer, category=category)
    page = page_of(sign_in(writer), item)
    assert "Xem và góp ý" in page
    assert "Xem và duyệt" not in page


def test_the_button_of_a_bulk_action_says_how_many(desk):
    page = asked(desk, "hand_over_selected", *(make_article(State.DRAFT) for _ in range(2)))
    assert "Giao 2 bài cho người khác</button>" in page.text


def test_where_every_ticked_item_is_refused_the_page_only_says_why(desk):
    drafts = [make_article(State.DRAFT) for _ in range(2)]
    page = asked(desk, "withdraw_selected", *drafts, query="?trang-thai=draft")
    assert "Không bài nào đã chọn làm được việc này" in page.text
    assert page.text.count("Không gỡ được ở trạng thái này") == 2
    assert 'name="confirmed"' not in page.text
    assert f'href="{LIST}?trang-thai=draft">Quay lại danh sách' in page.text


def test_where_one_can_be_done_the_page_asks_and_says_which_not(desk):
    page = asked(desk, "withdraw_selected", make_article(State.DRAFT), make_article())
    assert 'name="confirmed"' in page.text
    assert page.text.count("Không gỡ được ở trạng thái này") == 1


def test_all_or_nothing_is_not_asked_where_one_is_refused(desk):
    stale, item = make_article(State.DRAFT), make_article(State.DRAFT)
    actions.save(Article.objects.get(pk=stale.pk), by=make_superuser())
    page = asked(desk, "hand_over_selected", stale, item)
    assert "Bỏ dấu ở những bài không làm được rồi làm lại" in page.text
    assert 'name="confirmed"' not in page.text
