"""How the tests load the demo: few of its articles, and what it leaves in the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from news.models import Article, Author, Tag
from portal.core.media.models import Image
from portal.core.search.models import SearchEntry
from portal.front.demo import loader, texts
from portal.sections.pages.models import Page, PageAddress

WITH_PICTURES, PLAIN = "001-", "006-"
TABLES = (Article, Author, Tag, Image, SearchEntry, Page, PageAddress)


@contextmanager
def demo_of(*beginnings: str) -> Iterator[None]:
    """Leave only these articles of the demo, to be quick."""

    def chosen(today):
        return [a for a in texts.read_articles(today) if a.name.startswith(beginnings)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "read_articles", chosen)
        yield


def load(**options: object) -> str:
    """Run the command and return what it prints."""
    output = StringIO()
    call_command("load_demo", stdout=output, **options)
    return output.getvalue()


def rows() -> dict[str, list[Any]]:
    """Return every row that the demo may add or take."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in TABLES
    }
