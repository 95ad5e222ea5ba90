"""The pages that are measured, found in whatever database the settings name."""

import math
import re
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from categories.models import Category, CategoryGrant, GrantRole
from categories.tree import Tree
from news.models import Article, Author, Placement, Tag
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State, Status
from portal.core.paging import MAX_PAGES, PAGE_SIZE
from portal.front.sitemaps import STRETCH

Target = tuple[Client, str]


def find_targets() -> dict[str, Target]:
    """Return name, browser and address of every page; a page that does not exist is left out."""
    return _public() | _searches() | _desk()


def _public() -> dict[str, Target]:
    top, leaf = _top_and_leaf()
    article, author = _article(), Author.objects.get(slug="seed-1")
    tag = Tag.objects.get(slug="duong-giao-thong")
    month = timezone.localdate().replace(day=1) - timedelta(days=1)
    urls = {
        "home": reverse("front:home"),
        "category, top": top.get_absolute_url(),
        "category, leaf": leaf.get_absolute_url(),
        "category, a month": f"{leaf.get_absolute_url()}?nam={month.year}&thang={month.month}",
        "category, page 50": _page_50(top),
        "article": article.get_absolute_url(),
        "author": author.get_absolute_url(),
        "tag": tag.get_absolute_url(),
        "archive, month": reverse("front:archive-month", args=[month.year, month.month]),
        "archive, year": reverse("front:archive-year", args=[month.year]),
        "RSS": reverse("front:rss"),
        "RSS of a category": reverse("front:category-rss", args=[leaf.path]),
        "site map": reverse("front:site-map"),
        "sitemap, index": reverse("front:sitemap"),
        "sitemap, section": reverse("front:sitemap-section", args=[f"tin-{article.pk // STRETCH}"]),
        "not found": "/khong-co-trang-nay/",
    }
    client = Client()
    return {name: (client, url) for name, url in urls.items() if url}


def _searches() -> dict[str, Target]:
    client = Client()
    return {
        f"search, {name}": (client, f"{reverse('front:search')}?{urlencode({'q': words})}")
        for name, words in {
            "rare": _rare_word(_article()),
            "some": "bọ gậy",
            "common": "thành phố",
            "several words": "sốt xuất huyết phường bến ngọc",
            "nothing": "zzzz",
        }.items()
    }


def _desk() -> dict[str, Target]:
    top, leaf = _top_and_leaf()
    admin, editor = _user("bench-admin"), _user("bench-editor")
    editor.groups.add(Group.objects.get(name=AccountRole.EDITOR.value))
    CategoryGrant.objects.get_or_create(
        user=editor, category=_smallest_leaf(), defaults={"role": GrantRole.EDITOR}
    )
    everything = reverse("admin:news_article_changelist")
    filters: dict[str, dict[str, Any]] = {
        "admin list": {},
        **{f"admin list, {state.value}": {"trang-thai": state.value} for state in State},
        "admin list, own": {"cua-toi": "1"},
        "admin list, category, top": {"chuyen-muc": top.pk},
        "admin list, category, leaf": {"chuyen-muc": leaf.pk},
        "admin list, category, smallest": {"chuyen-muc": _smallest_leaf().pk},
        "admin list, search, rare": {"q": _rare_word(_article())},
        "admin list, search, common": {"q": "thành phố"},
        **({"admin list, page 40": {"p": 40}} if Article.objects.count() > 2_000 else {}),
        "admin list, a year": {"published_at__year": timezone.localdate().year},
    }
    chief = _signed_in(admin)
    lists = {name: (chief, f"{everything}?{urlencode(q)}") for name, q in filters.items()}
    draft = Article.objects.filter(status=Status.DRAFT, copy_of=None).order_by("pk")[0]
    return lists | {
        "admin list, editor of one category": (_signed_in(editor), everything),
        "admin form": (chief, reverse("admin:news_article_change", args=[draft.pk])),
        "admin page to read": (chief, reverse("admin:news_article_review", args=[_article().pk])),
        "admin form, new": (chief, reverse("admin:news_article_add")),
    }


def _top_and_leaf() -> tuple[Category, Category]:
    """Return the fullest category with others below it, and the fullest without."""
    nodes = Tree().nodes.values()
    top = next(node.category for node in nodes if node.children)
    leaf = next(node.category for node in nodes if not node.children)
    return top, leaf


def _smallest_leaf() -> Category:
    *_, last = Tree()
    return last


def _page_50(category: Category) -> str:
    listed = Placement.objects.filter(category=category, listed_at__lte=timezone.now())
    pages = math.ceil(listed[: MAX_PAGES * PAGE_SIZE].count() / PAGE_SIZE)
    return f"{category.get_absolute_url()}?trang={MAX_PAGES}" if pages == MAX_PAGES else ""


def _article() -> Article:
    """Return an article from the middle of the archive, with older and newer neighbours."""
    numbers = Article.objects.order_by("pk").values_list("pk", flat=True)
    first, last = numbers[0], numbers.reverse()[0]
    made_up = Article.objects.published().filter(created_by__username="seed")
    return made_up.filter(pk__gte=(first + last) // 2).order_by("pk")[0]


def _rare_word(article: Article) -> str:
    match = re.search(r"số (\d+)/UBND-VP", article.body)
    return match[1] if match else ""


def _user(name: str) -> User:
    user, _ = User.objects.get_or_create(
        username=name, defaults={"full_name": name, "is_superuser": name == "bench-admin"}
    )
    return user


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
