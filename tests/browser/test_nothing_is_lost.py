"""Browsers die, lines break, sessions end, lids close: what was typed is still there afterwards."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from news.models import Article
from portal.core.accounts.models import User
from portal.core.content import State
from tests.browser.conftest import Window
from tests.browser.desk import ARTICLES, come_in, sign_in
from tests.browser.writing import (
    KEPT,
    SENTENCE,
    TITLE,
    assert_whole,
    form_of,
    kill,
    open_form,
    restore,
    save,
    status,
    write,
)
from tests.factories import PASSWORD, make_article, make_superuser
from tests.login.door import code_of, give_app

pytestmark = pytest.mark.browser


def assert_saved(page: Page) -> None:
    expect(page.get_by_text("Đã lưu bài")).to_be_visible()
    expect(page.get_by_role("link", name="Khôi phục")).to_have_count(0)
    item = Article.objects.get()
    assert item.title == TITLE
    assert SENTENCE in item.body


@pytest.fixture
def window(open_window) -> Window:
    window = open_window()
    come_in(window, make_superuser(full_name="Trần Thị Lan"))
    return window


@pytest.fixture
def item() -> Article:
    return make_article(State.DRAFT, title="Bản đã lưu")


def test_three_seconds_after_the_last_key_the_text_survives_the_browser(window, item):
    page = open_form(window, form_of(item))
    write(page)
    page.clock.run_for(4_000)
    expect(status(page)).to_contain_text(KEPT)
    assert Article.objects.get().title == "Bản đã lưu"
    kill(page)
    page = open_form(window, form_of(item))
    restore(page)
    assert_whole(page)
    save(page)
    assert_saved(page)


def test_a_line_cut_for_a_minute_is_only_waited_for(window):
    page = open_form(window, f"{ARTICLES}add/")
    window.context.set_offline(True)
    write(page)
    page.clock.fast_forward(60_000)
    expect(status(page)).to_contain_text("Chưa lưu nháp được")
    window.context.set_offline(False)
    expect(status(page)).to_contain_text(KEPT)
    kill(page)
    page = open_form(window, f"{ARTICLES}add/")
    expect(page.get_by_text(f"Có bản gõ dở “{TITLE}”")).to_be_visible()
    restore(page)
    assert_whole(page)


def test_after_a_night_one_signs_in_over_the_form_and_the_text_is_saved(window, item):
    page = open_form(window, form_of(item))
    write(page)
    Session.objects.all().delete()
    page.clock.fast_forward("10:00:00")
    dialog = page.get_by_role("dialog", name="Đăng nhập lại")
    expect(dialog).to_be_visible()
    page.keyboard.type("khong-phai")  # the field has the focus
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).not_to_be_empty()
    dialog.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text(KEPT)
    assert_whole(page)
    save(page)
    assert_saved(page)


def test_a_session_that_ended_is_asked_for_when_the_button_is_pressed(window, item):
    app = give_app(User.objects.get(full_name="Trần Thị Lan"))
    page = open_form(window, form_of(item))
    write(page)
    Session.objects.all().delete()
    save(page)
    dialog = page.get_by_role("dialog", name="Đăng nhập lại")
    dialog.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("Mã xác thực")).to_be_focused()
    page.keyboard.type(code_of(app))
    page.keyboard.press("Enter")
    assert_saved(page)


def test_signing_in_again_in_another_tab_costs_nothing(window, item):
    page = open_form(window, form_of(item))
    write(page)
    window.go("/quan-tri/").get_by_role("button", name="Đăng xuất").click()
    sign_in(window, User.objects.get(full_name="Trần Thị Lan"))
    page.bring_to_front()
    save(page)
    assert_saved(page)


def test_people_see_each_other_within_twenty_seconds(open_window, window, item):
    mine = open_form(window, form_of(item))
    colleague = open_window()
    list_ = come_in(colleague, make_superuser(full_name="Lê Văn Hùng"))
    list_.goto(ARTICLES)
    expect(list_.get_by_text("Trần Thị Lan đang mở")).to_be_visible()
    theirs = open_form(colleague, form_of(item))
    expect(theirs.get_by_text("Trần Thị Lan cũng đang mở bài này.")).to_be_visible()
    mine.clock.fast_forward(16_000)
    expect(mine.get_by_text("Lê Văn Hùng cũng đang mở bài này.")).to_be_visible()
    save(theirs)
    expect(theirs.get_by_text("Đã lưu bài")).to_be_visible()
    mine.clock.fast_forward(16_000)
    expect(mine.get_by_text("Lê Văn Hùng vừa lưu bài này lúc")).to_be_visible()
    expect(status(mine)).to_be_empty()  # nothing typed, nothing kept
