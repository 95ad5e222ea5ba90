"""What every page costs, and that it costs the same for a small portal and a large one."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from categories.models import Category
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.front.sitemaps import STRETCH
from tests import query_budget
from tests.contract.cast import same_cookies
from tests.contract.registry import COMMON_WORD
from tests.contract.stage import MINUTE, PUBLISHED, build
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_image,
    make_superuser,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db

SIZES = {"small": (2, 3), "large": (40, 40)}
"""Articles and categories."""


@dataclass
class Portal:
    """A portal of some size, and two people who work on it."""

    public: dict[str, str]
    desk: dict[str, str]
    signed_in: dict[str, Client]


def fill(articles: int, categories: int) -> Portal:
    """Return a portal whose every article has authors, tags, a picture and its own editor."""
    Category.objects.all().delete()
    by = make_superuser()
    image = make_image(by=by)
    tree = [make_category("Đô thị", show_on_home=True, show_in_sidebar=True)]
    shown = {"show_on_home": True, "show_in_sidebar": True}
    tree += [make_category(f"Mục {n}", parent=tree[0], **shown) for n in range(1, categories)]
    author, tag = make_author("Lê Thu Phương"), make_tag("nước sạch")
    rows = [
        make_article(
            State.LIVE,
            by=make_superuser(),
            title=f"{COMMON_WORD} {number}",
            category=tree[1 + number % (categories - 1)],
            further=(tree[1 + (number + 1) % (categories - 1)],),
            authors=(author, make_author()),
            tags=(tag, make_tag()),
            lead_image=image,
            at=PUBLISHED - number * MINUTE,
        )
        for number in range(articles)
    ]
    editor = make_user(AccountRole.EDITOR, edits=(tree[0],))
    signed_in = {"admin": Client(), "editor": Client()}
    signed_in["admin"].force_login(by)
    signed_in["editor"].force_login(editor)
    return Portal(_public(rows[0], tree, author, tag), _desk(rows[0], author), signed_in)


def _public(article: Any, tree: list[Category], author: Any, tag: Any) -> dict[str, str]:
    path = tree[0].path
    return {
        "home": reverse("front:home"),
        "category": tree[0].get_absolute_url(),
        "category, one month": f"{tree[0].get_absolute_url()}?nam=2026&thang=5",
        "article": article.get_absolute_url(),
        "author": author.get_absolute_url(),
        "tag": tag.get_absolute_url(),
        "archive, year": reverse("front:archive-year", args=[2026]),
        "archive, month": reverse("front:archive-month", args=[2026, 5]),
        "archive, day": reverse("front:archive-day", args=[2026, 5, 20]),
        "search": f"{reverse('front:search')}?q={COMMON_WORD}",
        "empty search": reverse("front:search"),
        "site map": reverse("front:site-map"),
        "sitemap.xml": reverse("front:sitemap"),
        "sitemap.xml, lists": reverse("front:sitemap-section", args=["trang"]),
        "sitemap.xml, articles": reverse(
            "front:sitemap-section", args=[f"tin-{article.pk // STRETCH}"]
        ),
        "RSS": reverse("front:rss"),
        "Atom": reverse("front:atom"),
        "JSON feed": reverse("front:json-feed"),
        "RSS of a category": reverse("front:category-rss", args=[path]),
        "Atom of a category": reverse("front:category-atom", args=[path]),
        "robots.txt": reverse("front:robots"),
    }


def _desk(article: Any, author: Any) -> dict[str, str]:
    def page(name: str, *args: object) -> str:
        return reverse(f"admin:{name}", args=args)

    return {
        "admin list": page("news_article_changelist"),
        "admin list, searched": f"{page('news_article_changelist')}?q={COMMON_WORD}",
        "admin list, one state": f"{page('news_article_changelist')}?trang-thai=live",
        "admin form": page("news_article_change", article.pk),
        "admin new form": page("news_article_add"),
        "admin preview": page("news_article_preview", article.pk),
        "admin history": page("news_article_history", article.pk),
        "admin list of authors": page("news_author_changelist"),
        "admin list of tags": page("news_tag_changelist"),
        "admin list of pictures": page("media_image_changelist"),
        "admin list of categories": page("categories_category_changelist"),
        "admin list of accounts": page("accounts_user_changelist"),
        "admin home": page("index"),
    }


PUBLIC = [*_public(*[None] * 4)] if False else []
