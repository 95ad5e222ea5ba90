"""The whole corpus of attacks before a real browser: nothing runs, nothing is asked elsewhere."""

import re

import pytest
from django.db.models import TextField, Value
from playwright.sync_api import Dialog, Page, expect

from news.models import Article
from portal.core.content import State
from portal.core.richtext import clean_html
from tests.browser.conftest import Window
from tests.browser.desk import come_in, editor
from tests.core.attack_corpus import MARK, batches
from tests.factories import make_article, make_superuser

pytestmark = pytest.mark.browser

TEXTS = batches()
LARGE = [text for text in TEXTS if len(text) > 1_000]
TRAP = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
    window[name] = (...words) => { window.ran.push(`${name} ${words}`); };
}
document.addEventListener("securitypolicyviolation", (event) => {
    window.ran.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""
PROTOCOLS = {"http:", "https:", "mailto:", "tel:", ":"}
"""Of links; a path leads nowhere, and has none, on a page without an address."""
# Pictures and films of the corpus that the portal might have, but does not.
NOT_FOUND = re.compile(r"^Failed to load resource: .*\b404\b")


@pytest.fixture
def trapped(open_window) -> Window:
    """A window that notes whatever runs, and every dialog."""
    window: Window = open_window()
    window.context.add_init_script(TRAP)

    def note(dialog: Dialog) -> None:
        # The desk asks before it leaves a form that has changed.
        if dialog.type != "beforeunload":
            window.complaints.append(dialog.message)
        dialog.accept()

    window.context.on("dialog", note)
    return window


def smuggle(article: Article, text: str) -> None:
    """Write behind the application's back, so that only the printing stands in the way."""
    body = Value(text.replace("\x00", ""), output_field=TextField())
    Article.objects.filter(pk=article.pk).update(body=body)


def assert_quiet(window: Window, page: Page, within: str) -> None:
    """Fail when anything ran, complained, or was asked of another host, now or in the end."""
    page.evaluate("document.querySelectorAll('img').forEach((img) => (img.loading = 'eager'))")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.ran") == []
    assert window.foreign_requests == []
    assert [c for c in window.complaints if not NOT_FOUND.match(c)] == []
    links = f"[...document.querySelectorAll('{within} a')].map((link) => link.protocol)"
    assert set(page.evaluate(links)) <= PROTOCOLS
    never = "script, style, iframe, object, embed, base, meta, link, form, input, svg, math"
    assert page.locator(within).locator(never).count() == 0


def test_nothing_runs_for_readers(trapped):
    article = make_article()
    pages = []
    for text in TEXTS:  # each in a window of its own: they come to rest together
        smuggle(article, text)
        pages.append(trapped.context.new_page())
        pages[-1].goto(article.get_absolute_url())
    for page in pages:
        assert page.locator(".prose").get_by_text(MARK).count() >= 1
        assert_quiet(trapped, page, ".prose")
        assert page.url.endswith(article.get_absolute_url())


def test_nothing_runs_in_a_preview_nor_in_the_editor(trapped):
    article = make_article(State.DRAFT)
    desk = f"/quan-tri/news/article/{article.pk}"
    come_in(trapped, make_superuser())
    for text in LARGE:
        smuggle(article, text)
        page = trapped.go(f"{desk}/xem-truoc/trang/")
        assert_quiet(trapped, page, ".prose")
        page = trapped.go(f"{desk}/change/")
        expect(editor(page)).to_contain_text(MARK)
        assert_quiet(trapped, page, ".cke_editable")
        assert page.url.endswith(f"{desk}/change/")


def test_nothing_runs_where_a_feed_is_read_without_any_policy(trapped):
    page = trapped.page
    page.goto("about:blank")
    page.set_content("".join(f"<main>{clean_html(text)}</main>" for text in TEXTS))
    swallowed = page.locator("main", has_not_text=MARK)
    assert (page.locator("main").count(), swallowed.count()) == (len(TEXTS), 0)
    assert page.locator("body > main").count() == len(TEXTS)
    assert_quiet(trapped, page, "main")
