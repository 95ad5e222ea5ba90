"""Two people, two real browsers, one article: nobody writes over anybody, and both texts stay."""

import pytest
from playwright.sync_api import Page, expect

from news.models import Article
from portal.core.content import State
from portal.core.workflow.models import Revision
from tests.browser.desk import ARTICLES, come_in, editor, press
from tests.browser.writing import save
from tests.factories import make_article, make_category, make_superuser

pytestmark = pytest.mark.browser

MINE, THEIRS = "Câu của tôi.", "Câu của đồng nghiệp."


@pytest.fixture
def desks(open_desk) -> tuple[Page, Page]:
    """My browser, and a colleague's."""
    mine, theirs = (
        come_in(open_desk(), make_superuser(full_name=name))
        for name in ("Trần Thị Lan", "Lê Văn Hùng")
    )
    return mine, theirs


def open_form(page: Page, item: Article) -> None:
    page.goto(f"{ARTICLES}{item.pk}/change/")
    editor(page)


def write(page: Page, sentence: str, key: str) -> None:
    editor(page).click()
    page.keyboard.press(key)
    page.keyboard.type(sentence)


def do_with_the_only_row(page: Page, action: str) -> None:
    page.locator("input.action-select").check()
    page.select_option("select[name=action]", action)
    page.locator("button[name=index]").click()


def assert_saved(page: Page) -> None:
    expect(page.locator(".messagelist .success")).to_contain_text("Đã lưu bài")


def test_two_forms_are_merged_and_what_both_changed_is_shown_to_the_second(desks):
    item = make_article(State.DRAFT, title="Cũ", body="<p>Đầu.</p><p>Giữa.</p><p>Cuối.</p>")
    mine, theirs = desks
    for page in desks:
        open_form(page, item)
    theirs.fill("[name=title]", "Nhan đề của đồng nghiệp")
    write(theirs, THEIRS, "Control+Home")
    save(theirs)
    assert_saved(theirs)
    mine.fill("[name=title]", "Nhan đề của tôi")
    write(mine, MINE, "Control+End")
    save(mine)
    expect(mine.get_by_role("heading", name="Chưa lưu: Lê Văn Hùng")).to_be_visible()
    assert Article.objects.get().title == "Nhan đề của đồng nghiệp"
    for sentence in (MINE, THEIRS):
        expect(editor(mine)).to_contain_text(sentence)
    save(mine)
    assert_saved(mine)
    stored = Article.objects.get()
    assert stored.title == "Nhan đề của tôi"
    assert MINE in stored.body
    assert THEIRS in stored.body
    titles = [revision.snapshot["title"] for revision in Revision.objects.of(stored)[:2]]
    assert titles == ["Nhan đề của tôi", "Nhan đề của đồng nghiệp"]


def test_what_is_typed_while_a_colleague_publishes_goes_into_the_working_copy(desks):
    item = make_article(State.SUBMITTED, body="<p>Đầu.</p><p>Cuối.</p>")
    mine, theirs = desks
    open_form(mine, item)
    write(mine, MINE, "Control+End")
    theirs.goto(f"{ARTICLES}{item.pk}/duyet/")
    theirs.get_by_role("button", name="Đăng", exact=True).click()
    expect(theirs.get_by_text("Đã đăng bài")).to_be_visible()
    save(mine)
    expect(mine.get_by_text("Chữ ông/bà vừa gõ không mất")).to_be_visible()
    assert MINE not in Article.objects.get().body
    mine.get_by_role("button", name="Đưa chữ vừa gõ vào bản sửa").click()
    expect(editor(mine)).to_contain_text(MINE)
    save(mine)
    expect(mine.get_by_role("heading", name="Chưa lưu")).to_be_visible()  # both people's work
    save(mine)
    assert_saved(mine)
    assert MINE in Article.objects.get(copy_of=item).body
    assert MINE not in Article.objects.get(pk=item.pk).body


def test_a_button_of_a_form_that_is_older_moves_nothing_and_then_both_texts(desks):
    item = make_article(State.DRAFT, body="<p>Đầu.</p><p>Giữa.</p><p>Cuối.</p>")
    mine, theirs = desks
    for page, sentence, key in ((theirs, THEIRS, "Control+Home"), (mine, MINE, "Control+End")):
        open_form(page, item)
        write(page, sentence, key)
    press(theirs, "submit")
    expect(theirs.get_by_text("Đã gửi duyệt bài")).to_be_visible()
    press(mine, "publish")
    expect(mine.get_by_role("heading", name="Chưa lưu: Lê Văn Hùng")).to_be_visible()
    stored = Article.objects.get()
    assert stored.state() is State.SUBMITTED
    assert MINE not in stored.body
    press(mine, "publish")
    expect(mine.get_by_text("Đã đăng bài")).to_be_visible()
    stored = Article.objects.published().get()
    for sentence in (MINE, THEIRS):
        assert sentence in stored.body


def test_what_is_typed_while_a_colleague_refiles_many_stays_and_so_does_the_category(desks):
    item = make_article(State.DRAFT, body="<p>Đầu.</p><p>Cuối.</p>")
    other = make_category("Nơi bài được chuyển đến")
    mine, theirs = desks
    open_form(mine, item)
    write(mine, MINE, "Control+End")
    theirs.goto(ARTICLES)
    do_with_the_only_row(theirs, "refile_selected")
    theirs.select_option("select[name=category]", str(other.pk))
    theirs.get_by_role("button", name="Chuyển chuyên mục 1 bài").click()
    expect(theirs.get_by_text("Đã chuyển 1 trên 1 bài.")).to_be_visible()
    save(mine)
    expect(mine.get_by_role("heading", name="Chưa lưu: Lê Văn Hùng")).to_be_visible()
    assert MINE not in Article.objects.get().body
    save(mine)
    assert_saved(mine)
    stored = Article.objects.get()
    assert stored.category == other
    assert MINE in stored.body


def test_a_list_that_is_older_than_a_saved_form_changes_nothing(desks):
    item = make_article(State.SUBMITTED, body="<p>Đầu.</p>")
    mine, theirs = desks
    mine.goto(ARTICLES)
    open_form(theirs, item)
    write(theirs, THEIRS, "Control+End")
    save(theirs)
    assert_saved(theirs)
    do_with_the_only_row(mine, "publish_selected")
    expect(mine.get_by_text("Vừa được người khác sửa")).to_be_visible()
    expect(mine.get_by_role("button", name="Đăng 1 bài")).to_have_count(0)  # nothing to ask
    stored = Article.objects.get()
    assert stored.state() is State.SUBMITTED
    assert THEIRS in stored.body
