"""What every page costs, and that it costs the same in a small portal and in a large one.

Each page is measured in both against one number, so none can have a query per row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from categories.models import Category
from news.models import Author, Tag
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.front.sitemaps import STRETCH
from tests.contract.registry import COMMON_WORD
from tests.contract.stage import MINUTE, PUBLISHED
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_image,
    make_superuser,
    make_tag,
    make_user,
)
from tests.query_budget import assert_budget, read_budgets

pytestmark = pytest.mark.django_db

SIZES = {"small": (4, 3), "large": (40, 40)}
"""Articles and categories; with fewer articles the home page has parts that ask nothing."""


@dataclass
class Portal:
    """A portal of some size."""

    article: Any
    category: Category
    author: Author
    tag: Tag
    superuser: User
    editor: User


def _page(name: str, query: str = "", *args: object) -> Callable[[Portal], str]:
    return lambda portal: reverse(name, args=args) + query


def _of_article(name: str) -> Callable[[Portal], str]:
    return lambda portal: reverse(f"admin:news_article_{name}", args=[portal.article.pk])


PUBLIC: dict[str, Callable[[Portal], str]] = {
    "home": _page("front:home"),
    "category": lambda portal: portal.category.get_absolute_url(),
    "category, one month": lambda p: f"{p.category.get_absolute_url()}?nam=2026&thang=5",
    "article": lambda portal: portal.article.get_absolute_url(),
    "author": lambda portal: portal.author.get_absolute_url(),
    "tag": lambda portal: portal.tag.get_absolute_url(),
    "archive, year": _page("front:archive-year", "", 2026),
    "archive, month": _page("front:archive-month", "", 2026, 5),
    "archive, day": _page("front:archive-day", "", 2026, 5, 20),
    "search": _page("front:search", f"?q={COMMON_WORD}"),
    "search, nothing asked": _page("front:search"),
    "search, nothing found": _page("front:search", "?q=khongco"),
    "site map": _page("front:site-map"),
    "sitemap.xml": _page("front:sitemap"),
    "sitemap.xml, lists": _page("front:sitemap-section", "", "trang"),
    "sitemap.xml, articles": lambda portal: reverse(
        "front:sitemap-section", args=[f"tin-{portal.article.pk // STRETCH}"]
    ),
    "RSS": _page("front:rss"),
    "Atom": _page("front:atom"),
    "JSON feed": _page("front:json-feed"),
    "RSS of a category": lambda p: reverse("front:category-rss", args=[p.category.path]),
    "Atom of a category": lambda p: reverse("front:category-atom", args=[p.category.path]),
    "robots.txt": _page("front:robots"),
}
LIST = "admin:news_article_changelist"
DESK: dict[str, Callable[[Portal], str]] = {
    "admin list": _page(LIST),
    "admin list, searched": _page(LIST, f"?q={COMMON_WORD}"),
    "admin list, one state": _page(LIST, "?trang-thai=live"),
    "admin list, one's own": _page(LIST, "?cua-toi=1"),
    "admin form": _of_article("change"),
    "admin form, new": _page("admin:news_article_add"),
    "admin preview": _of_article("preview"),
    "admin history": _of_article("history"),
}
OFFICE: dict[str, Callable[[Portal], str]] = {
    "admin home": _page("admin:index"),
    "admin authors": _page("admin:news_author_changelist"),
    "admin tags": _page("admin:news_tag_changelist"),
    "admin pictures": _page("admin:media_image_changelist"),
    "admin categories": _page("admin:categories_category_changelist"),
    "admin accounts": _page("admin:accounts_user_changelist"),
    "admin account": lambda p: reverse("admin:accounts_user_change", args=[p.editor.pk]),
}


@pytest.fixture(scope="module", params=list(SIZES.values()), ids=list(SIZES))
def portal(request, module_db, frozen) -> Iterator[Portal]:
    with transaction.atomic():
        yield fill(*request.param)
        transaction.set_rollback(True)


def fill(articles: int, categories: int) -> Portal:
    """Fill a portal: every article with authors, tags, a picture, and an account that wrote it."""
    for shipped in Category.objects.order_by("-path"):  # the deepest first
        shipped.delete()
    shown = {"show_on_home": True, "show_in_sidebar": True}
    top = make_category("Đô thị", **shown)
    below = [make_category(f"Mục {n}", parent=top, **shown) for n in range(1, categories)]
    author, tag, superuser = make_author("Lê Thu Phương"), make_tag("nước sạch"), make_superuser()
    image = make_image(by=superuser)
    rows = [
        make_article(
            State.LIVE,
            by=make_superuser(),
            title=f"{COMMON_WORD} {number}",
            category=below[number % len(below)],
            further=(below[(number + 1) % len(below)],),
            authors=(author, make_author()),
            tags=(tag, make_tag()),
            lead_image=image,
            at=PUBLISHED - number * MINUTE,
        )
        for number in range(articles)
    ]
    return Portal(rows[0], top, author, tag, superuser, make_user(AccountRole.EDITOR, edits=(top,)))


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_costs_what_its_budget_says(portal, name, client):
    assert_budget(name, client, PUBLIC[name](portal))


@pytest.mark.parametrize("name", DESK)
def test_a_page_of_the_desk_costs_what_its_budget_says(portal, name, sign_in):
    assert_budget(name, sign_in(portal.superuser), DESK[name](portal))


@pytest.mark.parametrize("name", OFFICE)
def test_a_page_of_the_office_costs_what_its_budget_says(portal, name, sign_in):
    assert_budget(name, sign_in(portal.superuser), OFFICE[name](portal))


@pytest.mark.parametrize("name", DESK)
def test_an_editor_with_granted_categories_pays_what_the_budget_says(portal, name, sign_in):
    assert_budget(f"{name}, for an editor", sign_in(portal.editor), DESK[name](portal))


def test_the_file_has_no_budget_for_a_page_that_is_not_measured():
    measured = {*PUBLIC, *DESK, *OFFICE, *(f"{name}, for an editor" for name in DESK)}
    assert set(read_budgets()) <= measured
