"""axe-core finds nothing to complain of on public pages and at the desk."""

from importlib.resources import files
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.review import actions as comments
from tests.browser.desk import ADD_ARTICLE, ARTICLES, editor, sign_in
from tests.browser.portal_pages import fill_portal
from tests.factories import make_article, make_image, make_superuser, make_user

pytestmark = pytest.mark.browser

# Widths, the device's colours, and the reader's own choice, which beats them.
Looks = list[tuple[int, Literal["light", "dark"], str]]
LOOKS: Looks = [
    (1280, "light", ""),
    (1280, "dark", ""),
    (1280, "light", "tuong-phan"),
    (375, "light", ""),
]
NARROW: Looks = [(375, "light", "tuong-phan"), (375, "dark", "")]
"""Only the frame, which all pages share, shows things on narrow screens alone: there is all asked
of them, in all colours, on one page, and where they open."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# At the desk most markup is Django's own, which does not follow every advice beyond WCAG.
ADVICE = "best-practice"
COLOURS: dict[str, Any] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""All that other colours can change."""
LAYOUT = {**COLOURS, "values": [*COLOURS["values"], "target-size", "scrollable-region-focusable"]}
"""All that another width can change, where it shows the same."""
# The toolbar is the editor's own, the boxes to look things up are select2's.
FOREIGN = [".cke", ".select2"]
ALIKE = ["main li:nth-child(n+5)", "#result_list tbody tr:nth-child(n+5)"]
"""What follows in a list is made as its first four."""
CHOOSE = """colours => {
    if (colours) document.documentElement.dataset.mau = colours;
    else delete document.documentElement.dataset.mau;
}"""
RUN = """async ([context, standards]) => {
    // Colours fade over when the scheme changes, and what inherits them begins when they have.
    // Not waited for: what nobody paints may never end.
    for (let round = 0; document.getAnimations().length; round++) {
        if (round > 20) throw new Error("something moves without end");
        document.getAnimations().forEach(animation => animation.finish());
    }
    const result = await axe.run(context, {runOnly: standards, resultTypes: ["violations"]});
    return result.violations.flatMap(rule => rule.nodes.map(
        node => `${rule.id} ${node.target} ${node.failureSummary}`.replace(/\\s+/g, " ")));
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, axe: str, standards: list[str], narrow: bool = False) -> list[str]:
    """Return what axe-core finds on the page, wide and narrow, in all colours.

    With `narrow`, what stands on narrow screens alone is asked as much as all else.
    """
    found = []
    context = {"exclude": [[selector] for selector in [*FOREIGN, *ALIKE]]}
    page.evaluate(axe)
    for width, scheme, chosen in [*LOOKS, *(NARROW if narrow else [])]:
        page.set_viewport_size({"width": width, "height": 760})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(CHOOSE, chosen)
        is_narrow = width == 375 and not narrow
        asked = COLOURS if chosen or scheme == "dark" else LAYOUT if is_narrow else standards
        lines = page.evaluate(RUN, [context, asked])
        found += [f"{page.url} {width} {chosen or scheme}: {line}" for line in lines]
    return found


def test_axe_finds_nothing_on_public_pages(open_window, axe):
    reader = open_window()
    found = []
    for name, path in fill_portal().items():
        found += violations(reader.go(path), axe, [*WCAG, ADVICE], narrow=name == "article")
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("part", [".menu", ".display"])
def test_axe_finds_nothing_in_what_opens(open_window, axe, part):
    page = open_window().go("/")
    page.locator(f"{part} summary").click()
    found = violations(page, axe, [*WCAG, ADVICE], narrow=True)
    assert page.locator(f"{part}[open]").count() == 1
    assert found == [], "\n".join(found)


def test_axe_finds_nothing_on_the_first_day_of_an_empty_portal(open_window, axe):
    reader = open_window()
    found = []
    for path in (
        "/",
        "/tin/",
        "/chuyen-muc/tin-tuc-su-kien/",
        "/so-do-cong/",
        "/khong-co/",
        "/xem-truoc/x/",
    ):
        found += violations(reader.go(path), axe, [*WCAG, ADVICE])
    assert found == [], "\n".join(found)


def test_axe_finds_nothing_at_the_desk(open_window, axe):
    make_article(lead_image=make_image())
    chief, waiting = make_user(AccountRole.CHIEF), talked_about()
    window = open_window()
    found = violations(window.go("/quan-tri/"), axe, WCAG)
    page = sign_in(window, chief)
    found += violations(page, axe, WCAG)
    page.goto(ARTICLES)
    found += violations(page, axe, WCAG, narrow=True)
    item = f"{ARTICLES}{waiting.pk}"
    page.goto(f"{item}/xem-truoc/")
    page.get_by_role("button", name="Tạo liên kết xem trước").click()
    found += violations(page, axe, WCAG)
    for path in (ADD_ARTICLE, f"{item}/change/"):
        page.goto(path)
        editor(page)
        found += violations(page, axe, WCAG, narrow=path == ADD_ARTICLE)
    page.get_by_role("button", name="Chọn hoặc tải ảnh lên…").click()
    page.locator(".library__tile").first.click()
    found += violations(page, axe, WCAG)
    page.goto(f"{ARTICLES}{waiting.pk}/duyet/")
    found += violations(page, axe, WCAG)
    for closed in (".talk__settled", ".thread__reply", ".talk__more", ".verdict details"):
        page.locator(f"{closed} > summary").last.click()
    found += violations(page, axe, WCAG)
    for path in ("/quan-tri/bao-mat/", "/quan-tri/bao-mat/hai-lop/"):
        page.goto(path)
        found += violations(page, axe, WCAG, narrow=True)
    assert found == [], "\n".join(found)


def talked_about() -> Article:
    """Return an article that waits, with an open thread and a settled one."""
    article, by = make_article(State.SUBMITTED), make_superuser()
    thread = comments.add(article, by=by, text="Ai nói?", quotation="Theo người dân")
    comments.add(article, by=by, text="Đã hỏi lại.", parent=thread)
    settled = comments.add(article, by=by, text="Nên có ảnh.")
    comments.resolve(settled, item=article, by=by)
    return article
