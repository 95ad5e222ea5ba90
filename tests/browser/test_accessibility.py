"""axe-core finds nothing to complain of on public pages and at the desk."""

from importlib.resources import files
from typing import Any, Literal, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.review import actions as comments
from tests.browser.desk import ADD_ARTICLE, ARTICLES, come_in, editor
from tests.browser.portal_pages import fill_portal
from tests.factories import make_article, make_image, make_superuser, make_user

pytestmark = pytest.mark.browser

# A width, the device's colours, and the reader's own choice, which beats them.
Look = tuple[int, Literal["light", "dark"], str]


class Side(NamedTuple):
    """How the pages of one side of the portal are looked at."""

    standards: list[str]
    looks: list[Look]
    narrow: list[Look]
    """Only the frame, which all pages share, shows things on narrow screens alone: there is all
    asked of them, in all colours, on one page of each kind, and where they open."""


WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Most markup of the desk is Django's own, which does not follow every advice beyond WCAG; and
# nobody chooses colours there.
DESK = Side(
    WCAG, [(1280, "light", ""), (1280, "dark", ""), (375, "light", "")], [(375, "dark", "")]
)
PUBLIC = Side(
    [*WCAG, "best-practice"],
    [*DESK.looks, (1280, "light", "tuong-phan")],
    [*DESK.narrow, (375, "light", "tuong-phan")],
)
BRIEF = PUBLIC._replace(looks=PUBLIC.looks[:1])
"""For a page of whose kind another shows more."""
FRAME = "body > :not(main) :not({0}, main *, :has({0}))".format(":is(main, nav, [aria-current])")
"""What the frame of a page holds, but for its landmarks and what says where one is."""
COLOURS: dict[str, Any] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""All that other colours can change."""
LAYOUT = {**COLOURS, "values": [*COLOURS["values"], "target-size", "scrollable-region-focusable"]}
"""All that another width can change, where it shows the same."""
# The toolbar is the editor's own, the boxes to look things up are select2's.
FOREIGN = [".cke", ".select2"]
REPEATED = ["main li:nth-child(n+5)", "#result_list tbody tr:nth-child(n+5)"]
"""What follows in a list is made as its first four."""
ALIKE = {"category, a month", "archive, year", "archive, month", "search, nothing asked"}
FRAMES = {"category", "article", "English page"}
"""Pages whose frames differ: with a menu of the part one is in, and in two languages."""
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
    // No frame has an axe of its own; each would be waited for half a second, in vain.
    const options = {runOnly: standards, resultTypes: ["violations"], iframes: false};
    const result = await axe.run(context, options);
    return result.violations.flatMap(rule => rule.nodes.map(
        node => `${rule.id} ${node.target} ${node.failureSummary}`.replace(/\\s+/g, " ")));
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(
    page: Page, axe: str, side: Side, frame: bool = False, within: str = "html"
) -> list[str]:
    """Return what axe-core finds on the page, wide and narrow, in all colours.

    With `frame`, that is asked too, and what stands on narrow screens alone as much as all else.
    `within` names the only part that is new.
    """
    found = []
    shared = [] if frame else [FRAME]
    exclude = [[selector] for selector in [*FOREIGN, *REPEATED, *shared]]
    expect(page.locator("main")).to_have_count(1)  # what is no frame
    page.evaluate(axe)
    for width, scheme, chosen in [*side.looks, *(side.narrow if frame else [])]:
        page.set_viewport_size({"width": width, "height": 760})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(CHOOSE, chosen)
        is_narrow = width == 375 and not frame
        asked = COLOURS if chosen or scheme == "dark" else LAYOUT if is_narrow else side.standards
        lines = page.evaluate(RUN, [{"include": [[within]], "exclude": exclude}, asked])
        found += [f"{page.url} {width} {chosen or scheme}: {line}" for line in lines]
    return found


def test_axe_finds_nothing_on_public_pages(open_window, axe):
    reader = open_window()
    found = []
    for name, path in fill_portal().items():
        side = BRIEF if name in ALIKE else PUBLIC
        found += violations(reader.go(path), axe, side, frame=name in FRAMES)
    assert found == [], "\n".join(found)


def test_axe_finds_nothing_on_the_first_day_of_an_empty_portal_and_in_what_opens(open_window, axe):
    reader = open_window()
    found = violations(reader.go("/khong-co/"), axe, BRIEF)
    for path in ("/tin/", "/chuyen-muc/tin-tuc-su-kien/", "/so-do-cong/", "/xem-truoc/x/", "/"):
        found += violations(reader.go(path), axe, PUBLIC)
    page = reader.page
    for part in (".menu", ".display"):
        page.set_viewport_size({"width": 1280, "height": 760})
        page.locator(f"{part} summary").click()
        found += violations(page, axe, PUBLIC, frame=True, within=part)
        assert page.locator(f"{part}[open]").count() == 1
        page.keyboard.press("Escape")
    assert found == [], "\n".join(found)


def test_axe_finds_nothing_at_the_desk(open_desk, axe):
    make_article(lead_image=make_image())
    chief, waiting = make_user(AccountRole.CHIEF), talked_about()
    window = open_desk()
    found = violations(window.go("/quan-tri/"), axe, DESK, frame=True)
    page = come_in(window, chief)
    page.goto("/quan-tri/")
    found += violations(page, axe, DESK)
    page.goto(ARTICLES)
    found += violations(page, axe, DESK, frame=True)
    item = f"{ARTICLES}{waiting.pk}"
    page.goto(f"{item}/xem-truoc/")
    page.get_by_role("button", name="Tạo liên kết xem trước").click()
    found += violations(page, axe, DESK, frame=True)
    for path in (ADD_ARTICLE, f"{item}/change/"):
        page.goto(path)
        editor(page)
        found += violations(page, axe, DESK, frame=path == ADD_ARTICLE)
    page.get_by_role("button", name="Chọn hoặc tải ảnh lên…").click()
    page.locator(".library__tile").first.click()
    found += violations(page, axe, DESK, frame=True, within="dialog.library")
    page.goto(f"{item}/duyet/")
    for closed in (".talk__settled", ".thread__reply", ".talk__more", ".verdict details"):
        page.locator(f"{closed} > summary").last.click()
    found += violations(page, axe, DESK)
    for path in ("/quan-tri/bao-mat/", "/quan-tri/bao-mat/hai-lop/"):
        page.goto(path)
        found += violations(page, axe, DESK, frame=True)
    assert found == [], "\n".join(found)


def talked_about() -> Article:
    """Return an article that waits, with an open thread and a settled one."""
    article, by = make_article(State.SUBMITTED), make_superuser()
    thread = comments.add(article, by=by, text="Ai nói?", quotation="Theo người dân")
    comments.add(article, by=by, text="Đã hỏi lại.", parent=thread)
    settled = comments.add(article, by=by, text="Nên có ảnh.")
    comments.resolve(settled, item=article, by=by)
    return article
