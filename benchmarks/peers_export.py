"""Writes what readers of the portal may see to a file, for a peer to be filled with the same.

One JSON document a line: first categories, authors, pictures, and under which address each page
is found here and there; then each article.  Run by
`peers.py`: python -m benchmarks.peers_export FILE
"""

import json
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.urls import reverse  # noqa: E402 -- needs the settings
from django.utils.http import urlencode  # noqa: E402

from categories.models import Category  # noqa: E402
from categories.tree import Tree  # noqa: E402
from news.models import Article, Author  # noqa: E402
from news.querysets import ArticleQuerySet  # noqa: E402
from portal.core.identity.models import Identity  # noqa: E402
from portal.core.media.models import Image  # noqa: E402


def main(file: Path) -> None:
    articles = Article.objects.published().with_byline().order_by("published_at", "pk")
    rows: dict[str, Any] = {
        "categories": [_category(row) for row in Category.objects.order_by("path")],
        "authors": [{"pk": row.pk, "name": row.display_name} for row in Author.objects.all()],
        "images": [
            {"pk": row.pk, "title": row.alt[:250] or "Ảnh", "file": row.file.path}
            for row in Image.objects.all()
        ],
    }
    identity = Identity.load()
    told = ("agency", "responsible", "address", "phone", "email")
    rows["identity"] = {name: getattr(identity, name) for name in told}
    rows["pages"] = _pages(articles.filter(lead_image__isnull=False))
    with file.open("w") as output:
        print(json.dumps(rows), file=output)
        for article in articles.iterator(1_000):
            print(json.dumps(_article(article)), file=output)


def _pages(articles: ArticleQuerySet) -> dict[str, list[str]]:
    """Return the addresses of each page, the portal's and the peer's."""
    category = next(node.category for node in Tree().nodes.values() if node.children)
    article = articles[articles.count() // 2]
    here, there = reverse("front:search"), "/tim-kiem/"
    with_accents, without = urlencode({"q": "quy hoạch"}), urlencode({"q": "quy hoach"})
    return {
        "home": [reverse("front:home"), "/"],
        "category": [category.get_absolute_url(), f"/tin/chuyen-muc/{_slug(category)}/"],
        "article": [article.get_absolute_url(), f"/tin/{article.slug}-{article.pk}/"],
        "search “quy hoạch”": [f"{here}?{with_accents}", f"{there}?{with_accents}"],
        "search “quy hoach”": [f"{here}?{without}", f"{there}?{without}"],
    }


def _slug(category: Category) -> str:
    return category.path.replace("/", "-")


def _category(row: Category) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "name": row.name,
        "slug": _slug(row),
        "parent_id": row.parent_id,
        "position": row.position,
        "on_home": row.show_on_home,
        "in_sidebar": row.show_in_sidebar,
    }


def _article(row: Article) -> dict[str, Any]:
    return {
        "title": row.title,
        "slug": f"{row.slug}-{row.pk}",  # the portal's addresses have the number as well
        "summary": row.summary,
        "body": row.body,
        "date": row.published_at.isoformat() if row.published_at else "",
        "category": row.category_id,
        "authors": [author.pk for author in row.byline_authors],
        "lead_image": row.lead_image_id,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
