"""What every page costs, and that it costs the same in a small portal and in a large one.

Each page is measured in both against one number, so none can have a query per row.  Articles
fill the pages of the façade; of any other content type its own pages and its desk are measured.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from categories.models import Category
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from tests.contract.registry import ARTICLE, COMMON_WORD, CONTRACTS, Contract, Part
from tests.contract.stage import MINUTE, PUBLISHED, Stage
from tests.factories import (
    make_author,
    make_category,
    make_image,
    make_superuser,
    make_tag,
    make_user,
)
from tests.query_budget import assert_budget, read_budgets

pytestmark = pytest.mark.django_db

SIZES = {"small": (4, 3), "large": (24, 24)}
"""Items and categories, less and more than a page has; with fewer articles the home page has parts
that ask nothing."""


@dataclass
class Portal:
    """A portal of some size with items of one content type."""

    stage: Stage
    superuser: User
    editor: User
    copy: Any
    """The working copy of the stage's item."""


Page = Callable[[Portal], str]


def _page(name: str, query: str = "", *args: object) -> Page:
    return lambda portal: reverse(name, args=args) + query


def _place(name: str) -> Page:
    return lambda portal: portal.stage.url(name)


def _desk(page: str, query: str = "") -> Page:
    return lambda portal: portal.stage.contract.desk(page) + query


def _desk_of_item(page: str) -> Page:
    return lambda portal: portal.stage.contract.desk(page, portal.stage.item.pk)


def _step_of_item(page: str, query: str = "") -> Page:
    """Return a page about the first step of an item's history."""

    def url(portal: Portal) -> str:
        item, desk = portal.stage.item, portal.stage.contract.desk
        first = Revision.objects.of(item).last().pk
        return desk(page, item.pk) + query.format(first) if query else desk(page, item.pk, first)

    return url


PUBLIC: Mapping[str, Page] = {
    "home": _page("front:home"),
    "category": _place("page of the category above"),
    "category, one month": lambda p: f"{p.stage.top.get_absolute_url()}?nam=2026&thang=5",
    "article": _place("its own page"),
    "author": _place("page of its author"),
    "tag": _place("page of its tag"),
    "archive, year": _place("archive of the year"),
    "archive, month": _place("archive of the month"),
    "archive, day": _place("archive of the day"),
    "search": _place("search"),
    "search, nothing asked": _page("front:search"),
    "search, nothing found": _page("front:search", "?q=khongco"),
    "site map": _page("front:site-map"),
    "privacy": _page("front:privacy"),
    "sitemap.xml": _page("front:sitemap"),
    "sitemap.xml, lists": _page("front:sitemap-section", "", "trang"),
    "sitemap.xml, articles": _place("site map for machines"),
    "RSS": _place("RSS"),
    "Atom": _place("Atom"),
    "JSON feed": _place("JSON feed"),
    "RSS of a category": lambda p: reverse("front:category-rss", args=[p.stage.top.path]),
    "Atom of a category": _place("Atom of the category above"),
    "robots.txt": _page("front:robots"),
    "report": _page("reports:report"),
}
DESK: Mapping[str, Page] = {
    "admin list": _desk("changelist"),
    "admin list, searched": _desk("changelist", f"?q={COMMON_WORD}"),
    "admin list, one state": _desk("changelist", "?trang-thai=live"),
    "admin list, one's own": _desk("changelist", "?cua-toi=1"),
    "admin form": lambda p: p.stage.contract.desk("change", p.copy.pk),
    "admin form, new": _desk("add"),
    "admin preview": _desk_of_item("preview"),
    "admin preview, the page": _desk_of_item("preview_page"),
    "admin preview, the cards": _desk_of_item("preview_cards"),
    "admin history": _desk_of_item("history"),
    "admin review": _desk_of_item("review"),
    "admin history, compared": _step_of_item("compare", "?sau={}"),
    "admin history, one step": _step_of_item("revision"),
    "admin history, going back": _step_of_item("restore"),
}
OFFICE: Mapping[str, Page] = {
    "admin home": _page("admin:index"),
    "admin calendar": _page("admin:calendar", "?thang=2026-05"),
    "admin authors": _page("admin:news_author_changelist"),
    "admin tags": _page("admin:news_tag_changelist"),
    "admin pictures": _page("admin:media_image_changelist"),
    "admin reports": _page("admin:reports_errorreport_changelist"),
    "admin categories": _page("admin:categories_category_changelist"),
    "admin accounts": _page("admin:accounts_user_changelist"),
    "admin notices": _page("admin:notices"),
    "admin notices, choices": _page("admin:notice_choices"),
    "admin account": lambda p: reverse("admin:accounts_user_change", args=[p.editor.pk]),
}
_FULL = "admin home, all parts full"
BY_OTHER_TESTS = {"page: front page in English", _FULL, f"{_FULL}, for an editor"}
"""Budgets that the tests of one type, or of the page, measure in a portal of their own."""


def public_pages(contract: Contract) -> Mapping[str, Page]:
    """Return the pages of the public that are measured with items of a type."""
    if contract is ARTICLE:
        return PUBLIC
    return {place: _place(place) for place in (contract.own_page, *contract.lists)}


def office_pages(contract: Contract) -> Mapping[str, Page]:
    """Return the pages that are measured once, whatever types there are."""
    return OFFICE if contract is ARTICLE else {}


def budget_of(contract: Contract, name: str) -> str:
    """Return how the file of budgets calls a page; those of articles have no name before them."""
    return name if contract is ARTICLE else f"{contract.name}: {name}"


def in_both_sizes(
    having: Callable[[Contract], bool] = lambda contract: True,
) -> pytest.MarkDecorator:
    """Run the test for every type, in a small and in a large portal; in the small one, once.

    The pages are a loop within the test: as parameters they would make pytest mix the portals,
    and build each of them dozens of times.
    """
    once = {"small": [pytest.mark.any_database("sqlite")]}
    worlds = [
        pytest.param((contract, size), id=f"{contract.name}-{size}", marks=once.get(size, []))
        for contract in CONTRACTS
        for size in SIZES
        if having(contract)
    ]
    return pytest.mark.parametrize("portal", worlds, indirect=True, scope="module")


@pytest.fixture(scope="module")
def portal(request, module_db, frozen) -> Iterator[Portal]:
    contract, size = request.param
    with transaction.atomic():
        yield fill(contract, *SIZES[size])
        transaction.set_rollback(True)


def fill(contract: Contract, items: int, categories: int) -> Portal:
    """Fill a portal: every item with all parts it can have, and an account that wrote it."""
    for shipped in Category.objects.order_by("-path"):  # the deepest first
        shipped.delete()
    shown = {"show_on_home": True, "show_in_sidebar": True}
    top = make_category("Đô thị", **shown)
    below = [make_category(f"Mục {n}", parent=top, **shown) for n in range(1, categories)]
    author, tag, superuser = make_author("Lê Thu Phương"), make_tag("nước sạch"), make_superuser()
    image = make_image(by=superuser)
    rows = [
        contract.make(
            State.LIVE,
            by=make_superuser(),
            title=f"{COMMON_WORD} {number}",
            at=PUBLISHED - number * MINUTE,
            **contract.of_parts(
                category=below[number % len(below)],
                further=(below[(number + 1) % len(below)],),
                authors=(author, make_author()),
                tags=(tag, make_tag()),
                lead_image=image,
            ),
        )
        for number in range(items)
    ]
    named = {"top": top, "own": below[0], "further": below[1], "elsewhere": below[-1]}
    stage = Stage(contract, State.LIVE, **named, author=author, tag=tag, at=PUBLISHED, item=rows[0])
    copy = actions.revise(rows[0], by=superuser)
    return Portal(stage, superuser, make_user(AccountRole.EDITOR, edits=(top,)), copy)


@in_both_sizes()
def test_public_pages_cost_what_their_budgets_say(portal):
    contract, reader = portal.stage.contract, Client()
    for name, page in public_pages(contract).items():
        assert_budget(budget_of(contract, name), reader, page(portal))


@in_both_sizes()
def test_the_pages_of_the_desk_and_its_office_cost_what_their_budgets_say(portal, sign_in):
    contract, desk = portal.stage.contract, sign_in(portal.superuser)
    for name, page in {**DESK, **office_pages(contract)}.items():
        assert_budget(name if name in OFFICE else budget_of(contract, name), desk, page(portal))


@in_both_sizes(lambda contract: contract.has(Part.CATEGORY))
def test_an_editor_with_granted_categories_pays_what_the_budgets_say(portal, sign_in):
    contract, desk = portal.stage.contract, sign_in(portal.editor)
    for name, page in DESK.items():
        assert_budget(budget_of(contract, f"{name}, for an editor"), desk, page(portal))


def test_the_file_has_no_budget_for_a_page_that_is_not_measured():
    desk = [*DESK, *(f"{name}, for an editor" for name in DESK)]
    measured = {
        budget_of(contract, name)
        for contract in CONTRACTS
        for name in (*public_pages(contract), *desk)
    }
    assert set(read_budgets()) <= measured | set(OFFICE) | BY_OTHER_TESTS
