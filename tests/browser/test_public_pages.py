"""Public pages as most readers meet them: no JavaScript, any screen, a keyboard, paper."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import width_too_much
from tests.browser.portal_pages import LONG_TITLE, TABLE, UNBROKEN, fill_portal

pytestmark = pytest.mark.browser

TITLES = {"article": LONG_TITLE, "not found": "Không tìm thấy trang này", "search": "Tìm kiếm"}
REFUSED = ("/khong-co-trang-nay/", "410")
# WCAG 2.2, 1.4.12: what a reader may set, and loses nothing by.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }
    :root { font-size: 200% !important; }"""
# As the browser's own settings do; the page's policy would refuse a style element.
ADOPT = """rules => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
}"""


def too_much(page: Page) -> dict[str, int]:
    """Return by how much the page is too wide, on which screen; on the last with larger text."""
    found = {}
    for width in (1280, 375, 320):
        page.set_viewport_size({"width": width, "height": 760})
        found[str(width)] = width_too_much(page)
    page.evaluate(ADOPT, SPACING)
    found["large and spaced"] = width_too_much(page)
    return {screen: excess for screen, excess in found.items() if excess}


def test_pages_fit_every_screen_and_ask_nothing_of_the_reader(reader):
    too_wide = {}
    for name, path in fill_portal().items():
        page = reader.go(path)
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_count(1)
        expect(heading).to_have_text(TITLES.get(name, re.compile(".")))
        if excess := too_much(page):
            too_wide[name] = excess
    assert too_wide == {}
    complaints = [line for line in reader.complaints if not any(w in line for w in REFUSED)]
    assert complaints == []
    assert reader.foreign_requests == []
    assert reader.context.cookies() == []


def test_an_article_keeps_to_its_column_and_paper_shows_nothing_to_click(open_window):
    reader = open_window(viewport={"width": 375, "height": 760})
    page = reader.go(fill_portal()["article"])
    table = page.get_by_role("region", name=TABLE)
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    table.evaluate("box => { box.onscroll = () => { box.title = 'đã cuộn'; }; }")
    table.focus()
    page.keyboard.press("ArrowRight")
    expect(table).to_have_attribute("title", "đã cuộn")
    for place in (table, page.get_by_role("link", name=UNBROKEN).first):
        box = place.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 375
    print_out(page)
    # With what the scripts add, which other pages have none of.
    page.emulate_media(media="screen")
    assert too_much(page) == {}


def print_out(page: Page) -> None:
    """See what paper shows of the article."""
    page.emulate_media(media="print")
    for navigation in page.locator("nav").all():
        expect(navigation).to_be_hidden()
    expect(page.get_by_role("complementary")).to_be_hidden()
    expect(page.get_by_role("search")).to_have_count(0)
    for button in page.get_by_role("button").all():
        expect(button).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Kế hoạch gồm ba phần.")).to_be_visible()
    expect(page.locator("a[rel=author]").first).to_be_visible()
    expect(page.get_by_text("Địa chỉ: http")).to_be_visible()


def test_the_keyboard_skips_to_the_content_and_goes_where_the_menu_leads(reader):
    page = reader.go("/")
    page.keyboard.press("Tab")
    skip = page.locator("a:focus")
    expect(skip).to_have_text("Bỏ qua, đến nội dung chính")
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 760})
        page.goto("/")
        menu = page.get_by_role("navigation", name="Menu chính")
        entry = menu.get_by_role("link", name="Cải cách hành chính", exact=True)
        expect(entry).to_be_hidden()
        focus(page, menu.locator("summary"))
        page.keyboard.press("Enter")
        expect(entry).to_be_visible()
        focus(page, entry)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Cải cách hành chính")


def focus(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is where it is wanted."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not reach {wanted}")
