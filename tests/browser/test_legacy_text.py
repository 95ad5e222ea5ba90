"""Text from before Unicode: shown before and after when it is pasted, converted when asked."""

import pytest
from playwright.sync_api import Locator, Page, expect

from news.models import Article
from portal.core.accounts.roles import AccountRole
from tests.browser.desk import ADD_ARTICLE, come_in, editor, empty, paste_raw, width_too_much
from tests.core.legacy import NOTICE, to_tcvn3
from tests.factories import make_category, make_user

pytestmark = pytest.mark.browser

CODED = to_tcvn3(NOTICE)
WORD = f"""<html><head><style>p.MsoNormal {{font-family:".VnTime","sans-serif";}}</style></head>
<body><p class="MsoNormal"><b>{CODED}</b></p>
<p class="MsoNormal" style="font-family:.VnTimeH">céng hoµ</p></body></html>"""

FLOOD = "n\u00ad\u00edc lô"


@pytest.fixture
def desk(open_desk, request):
    """An editor before an empty article, on a wide screen unless a test names another."""
    window = open_desk(width=getattr(request, "param", 1280))
    category = make_category("Phòng chống thiên tai")
    page = come_in(window, make_user(AccountRole.EDITOR, edits=(category,)))
    page.goto(ADD_ARTICLE)
    page.fill("[name=title]", "Bài viết thử")
    page.fill("[name=summary]", "Tóm tắt của bài viết thử.")
    page.select_option("[name=category]", label=category.name)
    return window


def panel(page: Page) -> Locator:
    return page.get_by_role("dialog")


def save(page: Page) -> Article:
    page.get_by_role("button", name="Lưu", exact=True).last.click()
    expect(page.get_by_text("Đã lưu bài")).to_be_visible()
    return Article.objects.get()


@pytest.mark.parametrize("desk", [1280, 375], indirect=True)
def test_pasted_tcvn3_is_converted_by_the_button_and_every_letter_is_saved(desk):
    page = desk.page
    paste_raw(page, f"<p>{NOTICE}</p>")
    expect(editor(page)).to_contain_text("Thủ tướng")
    empty(page)
    paste_raw(page, WORD)
    expect(panel(page)).to_contain_text("Quyết định của Thủ tướng")
    expect(panel(page)).to_be_focused()
    expect(editor(page)).to_contain_text("cña Thñ")
    assert width_too_much(page) <= 0
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Chuyển sang Unicode")).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel(page)).to_have_count(0)
    expect(editor(page)).to_contain_text("Thủ tướng")
    expect(editor(page)).to_be_focused()
    body = save(page).body
    assert f"<p><strong>{NOTICE}</strong></p>" in body
    assert "<p>CỘNG HOÀ</p>" in body
    assert sum("bang-ma" in url for url in desk.requested) == 1  # and not about ordinary text
    assert desk.complaints == []
    assert desk.foreign_requests == []


def test_what_was_pasted_can_be_brought_back_written_on_and_kept(desk):
    page = desk.page
    editor(page).click()
    page.keyboard.type("Chữ đã có. ")
    paste_raw(page, WORD)
    page.get_by_role("button", name="Chuyển sang Unicode").click()
    expect(editor(page)).to_contain_text("Thủ tướng")
    page.keyboard.press("Control+z")
    expect(editor(page)).to_contain_text("cña Thñ")
    expect(editor(page)).to_contain_text("Chữ đã có.")

    empty(page)
    paste_raw(page, WORD)
    expect(panel(page)).to_be_visible()
    editor(page).click()
    page.keyboard.type("Gõ thêm")
    page.get_by_role("button", name="Chuyển sang Unicode").click()
    expect(panel(page)).to_contain_text("dán lại")
    expect(editor(page)).to_contain_text("Gõ thêm")
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)

    empty(page)
    paste_raw(page, WORD)
    page.get_by_role("button", name="Giữ nguyên").click()
    expect(panel(page)).to_have_count(0)
    expect(editor(page)).to_be_focused()
    assert "QuyÕt ®Þnh" in save(page).body


@pytest.mark.parametrize("desk", [375], indirect=True)
def test_a_plain_field_is_asked_about_too_and_the_form_asks_what_was_not_answered(desk):
    page = desk.page
    title = page.locator("[name=title]")
    title.fill("")
    title.evaluate(
        """(field, [html, text]) => {
            field.focus();
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", text);
            const options = {clipboardData: data, bubbles: true, cancelable: true};
            field.dispatchEvent(new ClipboardEvent("paste", options));
            document.execCommand("insertText", false, text);
        }""",
        [f'<span style="font-family:.VnTimeH">{FLOOD}</span>', FLOOD],
    )
    expect(panel(page)).to_contain_text("NƯỚC LỤ")
    page.get_by_role("button", name="Chuyển sang Unicode").click()
    expect(title).to_have_value("NƯỚC LỤ")
    page.keyboard.press("Control+z")
    expect(title).to_have_value(FLOOD)

    title.fill("Bài viết thử")
    paste_raw(page, f"<p>{CODED}</p>")
    expect(panel(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    page.get_by_role("button", name="Lưu", exact=True).last.click()
    choice = page.get_by_role("radio", name="Chuyển sang Unicode")
    expect(choice).not_to_be_checked()
    assert width_too_much(page) <= 0
    choice.check()
    assert NOTICE in save(page).body
