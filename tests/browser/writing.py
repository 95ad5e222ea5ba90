"""What somebody does who writes: opens a form, types, loses the browser, takes the text back."""

from playwright.sync_api import Locator, Page, expect

from news.models import Article
from tests.browser.conftest import Window
from tests.browser.desk import ARTICLES, editor

TITLE = "Phường họp dân về tuyến đường mới"
SENTENCE = "Cuộc họp bắt đầu lúc mười chín giờ."
KEPT = "Đã lưu nháp"


def form_of(item: Article) -> str:
    """Return the address of the form of `item`."""
    return f"{ARTICLES}{item.pk}/change/"


def open_form(window: Window, address: str) -> Page:
    """Open a form in a tab of its own, whose clock the test can move."""
    page = window.context.new_page()
    page.clock.install()
    page.goto(address)
    editor(page)
    return page


def write(page: Page) -> None:
    """Type a title, and a sentence at the beginning of the body."""
    page.fill("[name=title]", TITLE)
    editor(page).click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(SENTENCE)


def status(page: Page) -> Locator:
    """Return the line that says how far keeping the text has come."""
    return page.locator("#typing")


def kill(page: Page) -> None:
    """Close a tab as a power cut does: nothing is asked, nothing said goodbye to."""
    page.close(run_before_unload=False)


def restore(page: Page) -> None:
    """Take back what was typed and not saved."""
    page.get_by_role("link", name="Khôi phục").click()
    expect(page.get_by_text("Đây là bản gõ dở")).to_be_visible()


def assert_whole(page: Page) -> None:
    """All that `write` has typed is in the form."""
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    expect(editor(page)).to_contain_text(SENTENCE)


def save(page: Page) -> None:
    """Press the button that saves and stays."""
    page.get_by_role("button", name="Lưu", exact=True).last.click()
