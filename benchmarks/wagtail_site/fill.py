"""Fills the Wagtail site from a file of `peers_export.py`: python -m wagtail_site.fill FILE."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.files.images import ImageFile  # noqa: E402 -- needs the settings
from django.db import connection, transaction  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402
from wagtail.signal_handlers import disable_reference_index_auto_update  # noqa: E402

from wagtail_site.models import (  # noqa: E402
    Author,
    Category,
    HomePage,
    Identity,
    NewsIndexPage,
    NewsPage,
)

BATCH = 250


def main(file: Path) -> None:
    """Store everything; its search index is made afterwards, by Wagtail's own command.

    The index of what refers to what is left out: only Wagtail's admin reads it.
    """
    lines = map(json.loads, file.open())
    rows = next(lines)
    categories = {row["pk"]: _category(row) for row in rows["categories"]}
    authors = {row["pk"]: Author.objects.create(name=row["name"]) for row in rows["authors"]}
    images = {row["pk"]: _image(row) for row in rows["images"]}
    news = _tree()
    Identity.objects.create(site=Site.objects.get(), **rows["identity"])
    articles = _articles(lines, images)
    with disable_reference_index_auto_update():
        while batch := list(islice(articles, BATCH)):
            with transaction.atomic():
                for article in batch:
                    article["category"] = categories[article["category"]]
                    article["authors"] = [authors[pk] for pk in article["authors"]]
                    news.add_child(instance=NewsPage(**article))
            _refresh_statistics()
    print(f"{NewsPage.objects.live().count()} articles", file=sys.stderr)


def _refresh_statistics() -> None:
    """Tell the planner how large the tables have become; else each page is slower to add."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _category(row: dict[str, Any]) -> Category:
    category, _ = Category.objects.update_or_create(pk=row["pk"], defaults=row)
    return category


def _image(row: dict[str, Any]) -> Any:
    with Path(row["file"]).open("rb") as file:
        return get_image_model().objects.create(
            title=row["title"], file=ImageFile(file, name=Path(row["file"]).name)
        )


def _tree() -> NewsIndexPage:
    """Replace the welcome page by the home page, with the news below it."""
    Page.objects.filter(depth=2).delete()
    # A fresh object, for deleting has changed the row.
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Trang chủ", slug="home"))
    Site.objects.create(
        hostname="testserver", root_page=home, is_default_site=True, site_name="Tin tức"
    )
    return home.add_child(instance=NewsIndexPage(title="Tin tức", slug="tin"))


def _articles(lines: Iterator[dict[str, Any]], images: dict[int, Any]) -> Iterator[dict[str, Any]]:
    for row in lines:
        moment = datetime.fromisoformat(row["date"])
        lead_image = images.get(row.pop("lead_image"))
        yield row | {"date": moment, "first_published_at": moment, "lead_image": lead_image}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
