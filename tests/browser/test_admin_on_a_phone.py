"""The desk on a phone: nothing to push sideways, every button within reach."""

import pytest
from playwright.sync_api import expect

from categories.models import Category
from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from tests.browser.desk import (
    ADD_ARTICLE,
    ARTICLES,
    come_in,
    editor,
    press,
    sign_in,
    width_too_much,
)
from tests.factories import make_article, make_user

pytestmark = pytest.mark.browser

CUT_OFF = """() => Math.max(0, ...[...document.querySelectorAll("#result_list, .slip")].map(
    part => part.getBoundingClientRect().right - document.documentElement.clientWidth))"""
"""By how many pixels a list or a slip sticks out, which its scrolling frame hides."""


@pytest.fixture
def waiting() -> Article:
    category = Category.objects.get(slug="kinh-te")
    title = (
        "Chợ đầu mối Tân Phú mở thêm khu bán rau quả sạch cho hợp tác xã các xã ven sông, "
        "tiểu thương cũ được ưu tiên giữ chỗ đến hết năm nay"
    )
    return make_article(State.SUBMITTED, category=category, title=title)


@pytest.fixture
def phone(open_window, waiting):
    return open_window(viewport={"width": 375, "height": 760}, has_touch=True, is_mobile=True)


def test_no_page_of_the_desk_can_be_pushed_sideways(phone, waiting):
    page = phone.go("/quan-tri/")
    too_wide = {"sign-in": width_too_much(page)}
    sign_in(phone, make_user(AccountRole.CHIEF))
    for path in (
        "/quan-tri/",
        ARTICLES,
        ADD_ARTICLE,
        f"{ARTICLES}{waiting.pk}/change/",
        f"{ARTICLES}{waiting.pk}/history/",
        f"{ARTICLES}{waiting.pk}/xem-truoc/?rong=1280",
        f"{ARTICLES}{waiting.pk}/duyet/",
        f"{ARTICLES}{waiting.pk}/ly-do/return/",
        f"{ARTICLES}{waiting.pk}/phieu-duyet/",
    ):
        page.goto(path)
        too_wide[path] = width_too_much(page)
        too_wide[f"in {path}"] = page.evaluate(CUT_OFF)
    page.goto(ARTICLES)
    for width in (768, 1024):
        page.set_viewport_size({"width": width, "height": 760})
        too_wide[str(width)] = page.evaluate(CUT_OFF)
    assert set(too_wide.values()) == {0}, too_wide
    assert phone.complaints == []


def test_title_state_and_what_must_be_mended_are_in_sight_beside_a_long_text(phone, waiting):
    Article.objects.update(body="<p>Câu dài của bài.</p>" * 500 + "<p>CCCD 036089001234.</p>")
    page = come_in(phone, make_user(AccountRole.CHIEF))
    page.goto(f"{ARTICLES}{waiting.pk}/change/")
    title = page.locator("[name=title]")
    assert title.evaluate("field => field.scrollHeight - field.clientHeight") <= 0
    title.focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.locator("[name=summary]")).to_be_focused()
    expect(title).to_have_value(waiting.title)
    brief = page.get_by_role("list", name="Tóm tắt")
    expect(brief.get_by_text("Chờ duyệt")).to_be_in_viewport(ratio=1)
    brief.get_by_role("link", name="1 điều phải sửa").tap()
    expect(page.get_by_role("heading", name="Kiểm tra trước khi gửi")).to_be_in_viewport()
    page.goto(f"{ARTICLES}{waiting.pk}/duyet/")
    expect(page.locator("details:has-text('1 điều phải sửa') ~ .review")).to_be_attached()


def test_a_chief_mends_a_typo_and_publishes_from_a_phone(phone, waiting):
    page = come_in(phone, make_user(AccountRole.CHIEF))
    page.goto(ARTICLES)
    page.get_by_role("link", name="Chờ duyệt", exact=True).first.tap()
    page.get_by_role("link", name=waiting.title).tap()
    editor(page).tap()
    page.keyboard.type("Sáng nay, ")
    button = page.locator("button[name=_transition][value=publish]")
    button.scroll_into_view_if_needed()
    expect(button).to_be_in_viewport(ratio=1)
    press(page, "publish")
    expect(page.get_by_text("Đã đăng bài")).to_be_visible()
    assert "Sáng nay, " in Article.objects.published().get().body
