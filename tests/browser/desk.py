"""What people do at the desk, by hand: names and roles of controls, no markup."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from portal.core.accounts.models import User
from tests.browser.conftest import Window
from tests.factories import PASSWORD

ADD_ARTICLE = "/quan-tri/news/article/add/"
ARTICLES = "/quan-tri/news/article/"


def sign_in(window: Window, user: User) -> Page:
    """Sign in through the form; the desk opens."""
    page = window.go("/quan-tri/")
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(user))
    return page


def come_in(window: Window, user: User) -> Page:
    """Bring a session along, where signing in is not what is looked at."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    window.context.add_cookies([{"name": name, "value": value, "url": window.address}])
    return window.page


def editor(page: Page) -> Locator:
    """Return the place where the body is written, ready for the keyboard."""
    page.bring_to_front()  # whatever window was opened last, keys and focus are this one's
    place = page.locator(".cke_editable[contenteditable=true]")
    expect(place).to_be_visible()
    return place


def empty(page: Page) -> None:
    """Take all out of the body again."""
    editor(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(editor(page)).to_have_text("")


def copy(page: Page, markup: str) -> None:
    """Select and copy `markup` from another page, as from a document or an old portal."""
    other = page.context.new_page()
    other.set_content(markup)
    other.keyboard.press("Control+a")
    other.keyboard.press("Control+c")
    other.close()


def paste(page: Page) -> None:
    """Put the clipboard into the body with the keyboard."""
    page.bring_to_front()
    editor(page).click()
    page.keyboard.press("Control+v")


def paste_raw(page: Page, markup: str) -> None:
    """Paste markup that no browser would have copied so, by an event made by hand."""
    editor(page).evaluate(
        """(place, markup) => {
            place.focus();
            const data = new DataTransfer();
            data.setData("text/html", markup);
            const options = {clipboardData: data, bubbles: true, cancelable: true};
            place.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        markup,
    )


def choose(page: Page, name: str, words: str, option: str) -> None:
    """Look `words` up in the list of field `name` and take `option`."""
    page.locator(f"[name={name}] + .select2").click()
    page.locator(".select2-search__field:focus").fill(words)
    page.get_by_role("option", name=option, exact=True).click()


def press(page: Page, transition: str) -> None:
    """Press the button that saves and moves the article on."""
    page.locator(f"button[name=_transition][value={transition}]").click()


def approve(page: Page, title: str) -> None:
    """Find what waits in the list, and publish it from the reviewer's page."""
    page.goto(f"{ARTICLES}?trang-thai=submitted")
    row = page.get_by_role("row").filter(has_text=title)
    row.get_by_role("link", name="Xem và duyệt").click()
    page.get_by_role("button", name="Đăng", exact=True).click()
    expect(page.get_by_text("Đã đăng bài")).to_be_visible()


def width_too_much(page: Page) -> int:
    """Return by how many pixels the page is wider than the screen."""
    # Not innerWidth: a phone zooms out until all that sticks out is on the screen.
    screen = page.viewport_size["width"] if page.viewport_size else 0
    return int(page.evaluate("document.documentElement.scrollWidth")) - screen
