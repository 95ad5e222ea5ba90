"""Says which addresses the portal has, by kind; run by the benchmarks in the portal's environment.

Articles come in the order in which readers would ask for them most, the newest first.
"""

import json
import subprocess
import sys

from benchmarks.databases import ROOT, Database

MOST = 5_000
"""Addresses of a kind."""
WORDS = (
    "bọ gậy", "thành phố", "quy hoạch", "sốt xuất huyết", "lịch tiêm chủng", "ho khau",
    "cấp phép xây dựng", "le hoi", "mất nước", "tuyển sinh lớp 6", "phường bến ngọc",
)  # fmt: skip


def addresses(database: Database) -> dict[str, list[str]]:
    """Return the addresses of public pages, by kind."""
    command = [sys.executable, "-m", "benchmarks.addresses"]
    done = subprocess.run(
        command, cwd=ROOT, env=database.environment, check=True, stdout=subprocess.PIPE
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def find() -> dict[str, list[str]]:
    """Look for them in the database that the settings name."""
    from django.urls import reverse
    from django.utils import timezone
    from django.utils.http import urlencode

    from categories.models import Category
    from news.models import Article, Author, Tag
    from portal.sections.pages.models import Page

    newest = Article.objects.published().order_by("-published_at", "-pk")
    categories = list(Category.objects.all()[:MOST])
    now = timezone.localdate()
    months = [(now.year, month) for month in range(1, now.month + 1)]
    lists = [each.get_absolute_url() for each in categories]
    return {
        "home": [reverse("front:home")],
        "article": [article.get_absolute_url() for article in newest[:MOST]],
        "category": lists + [f"{address}?trang={n}" for n in (2, 3) for address in lists],
        "author": [each.get_absolute_url() for each in Author.objects.all()[:MOST]],
        "tag": [each.get_absolute_url() for each in Tag.objects.all()[:MOST]],
        "page": [each.get_absolute_url() for each in Page.objects.published()[:MOST]],
        "archive": [reverse("front:archive-month", args=month) for month in months],
        "feed": [
            *map(reverse, ("front:rss", "front:json-feed")),
            *(reverse("front:category-rss", args=[each.path]) for each in categories),
        ],
        "sitemap": [*map(reverse, ("front:sitemap", "front:site-map", "front:robots"))],
        "search": [f"{reverse('front:search')}?{urlencode({'q': words})}" for words in WORDS],
    }


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(find()))
