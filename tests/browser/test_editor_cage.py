"""The editor in its cage: it works under the policy, talks to nobody, runs nothing pasted."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from news.models import Article
from portal.core.accounts.roles import AccountRole
from tests.browser.desk import ADD_ARTICLE, come_in, editor, empty, paste_raw
from tests.factories import make_category, make_user

pytestmark = pytest.mark.browser

HOSTILE = """
<p>Trước</p>
<img src="/khong-co.png" onerror="window.broken = 'img'">
<script>window.broken = 'script'</script>
<svg onload="window.broken = 'svg'"></svg>
<p onmouseover="window.broken = 'p'">Giữa</p>
<a href="javascript:window.broken = 'a'">liên kết</a>
<iframe srcdoc="<script>parent.broken = 'iframe'</script>"></iframe>
<p>Sau</p>
"""
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name="Generator"
content="Microsoft Word 15"><style>p.MsoNormal {mso-style-parent:"";}</style></head><body>
<p class="MsoNormal" style="text-indent:36.0pt;mso-outline-level:1"><b><span
style="font-family:&quot;Calibri&quot;;mso-fareast-language:VI">Đậm<o:p></o:p></span></b></p>
<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">-&nbsp;
</span>Mục một<o:p></o:p></p></body></html>"""


@pytest.fixture
def desk(open_desk):
    """An editor before an empty article."""
    window = open_desk()
    category = make_category("Nông thôn mới")
    page = come_in(window, make_user(AccountRole.EDITOR, edits=(category,)))
    page.goto(ADD_ARTICLE)
    page.fill("[name=title]", "Bài viết thử")
    page.fill("[name=summary]", "Tóm tắt của bài viết thử.")
    page.select_option("[name=category]", label=category.name)
    return window


def tool(page: Page, name: str) -> None:
    page.locator(f".cke_button__{name}").click()


def dialog(page: Page, name: str) -> Locator:
    """Open a dialog of the editor, which fills its fields a moment after it can be seen."""
    tool(page, name)
    opened = page.locator(".cke_dialog:visible")
    expect(opened.locator(":focus")).to_have_count(1)
    return opened


def confirm(page: Page) -> None:
    page.locator(".cke_dialog_ui_button_ok:visible").click()
    expect(page.locator(".cke_dialog:visible")).to_have_count(0)
    expect(editor(page)).to_be_focused()  # a key that is pressed before goes nowhere


def save(page: Page) -> str:
    """Save, and return what is stored when the form is there again."""
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu", exact=True).last.click()
    expect(page.get_by_text("Đã lưu bài")).to_be_visible()
    editor(page)
    return Article.objects.get().body


def test_no_tool_breaks_a_rule_of_the_policy_or_asks_another_host(desk):
    page = desk.page
    editor(page).click()
    page.keyboard.type("Chữ thường, ")
    tool(page, "bold")
    page.keyboard.type("chữ đậm")
    tool(page, "bold")
    page.keyboard.press("Enter")
    tool(page, "bulletedlist")
    page.keyboard.type("một mục")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    link = dialog(page, "link")
    link.get_by_label("Chữ của liên kết").fill("Lịch tiếp dân")
    link.get_by_label(re.compile(r"^Địa chỉ\W*$")).fill("minhgiang.example/lich")
    confirm(page)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    dialog(page, "table")
    confirm(page)
    page.keyboard.type("ô đầu")

    body = save(page)
    assert "<strong>chữ đậm</strong>" in body
    assert re.search(r"<ul>\s*<li>một mục</li>\s*</ul>", body)
    assert re.search(r'<a href="https://minhgiang\.example/lich"[^>]*>Lịch tiếp dân</a>', body)
    assert re.search(r"<t([hd])\b[^>]*>ô đầu</t\1>", body)

    empty(page)
    page.locator(".cke_combo_button").click()
    page.frame_locator("iframe.cke_panel_frame").get_by_role("option").nth(1).click()
    page.keyboard.type("Đề mục")
    page.keyboard.press("Enter")
    for name in ("italic", "underline", "numberedlist", "blockquote"):
        tool(page, name)
    page.keyboard.type("bốn kiểu")
    for name in ("undo", "redo", "removeformat", "maximize", "maximize"):
        tool(page, name)
    dialog(page, "specialchar").get_by_role("option").first.click()
    expect(page.locator(".cke_dialog:visible")).to_have_count(0)
    paste_raw(page, '<p><img src="/static/img/mark.svg" alt="Dấu" width="80" height="80"></p>')
    editor(page).get_by_role("img", name="Dấu").dblclick()
    confirm(page)

    body = save(page)
    assert "<h2>Đề mục</h2>" in body
    assert "<blockquote>" in body
    assert desk.complaints == []
    assert desk.foreign_requests == []


def test_text_from_word_comes_clean_and_pasted_programs_neither_run_nor_are_stored(desk):
    page = desk.page
    paste_raw(page, WORD)
    expect(editor(page)).to_contain_text("Mục một")
    body = save(page)
    assert "<strong>Đậm</strong>" in body
    assert "Mục một" in body
    for rubbish in ("mso", "Mso", "style", "class", "o:p", "\u00a0", "&nbsp;"):
        assert rubbish not in body
    assert desk.complaints == []

    empty(page)
    paste_raw(page, HOSTILE)
    expect(editor(page)).to_contain_text("Sau")
    editor(page).get_by_text("Giữa").hover()
    assert page.evaluate("window.broken") is None
    body = save(page)
    expect(editor(page)).to_contain_text("Sau")
    assert page.evaluate("window.broken") is None
    for word in ("broken", "onerror", "onload", "onmouseover", "script", "iframe", "svg"):
        assert word not in body
    for kept in ("Trước", "Giữa", "liên kết", "Sau"):
        assert kept in body
    assert desk.foreign_requests == []
