"""Every page is whole where nothing is there that may be missing.

A name that nobody gave is an error in the templates of the public, so each page is shown here with
as little as it can have.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import Client
from django.test.signals import template_rendered
from django.urls import reverse
from django.utils import timezone

from categories.models import Category
from news.models import Article
from portal.core.content import Publishable, State
from portal.core.identity.models import Identity
from portal.core.jinja import PageTemplate
from portal.core.preview import actions as links
from portal.core.preview.models import ShareLink
from portal.core.throttle import too_many
from portal.front.models import TaskLink
from portal.front.views.errors import bad_request, forbidden
from portal.front.views.style_guide import style_guide
from tests.architecture.public_templates import asked_for, pages
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_page,
    make_superuser,
    make_tag,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


@pytest.fixture
def shown() -> Iterator[dict[str, set[str]]]:
    """Gather the pages that are shown, with the names that they are given."""
    given: dict[str, set[str]] = defaultdict(set)

    def note(sender: object, template: Any, context: Any, **kwargs: object) -> None:
        if isinstance(template, PageTemplate):
            given[str(template.template.name)] |= set(context)

    template_rendered.connect(note)
    yield given
    template_rendered.disconnect(note)


@pytest.fixture
def bare_frame(db) -> None:
    """Let head and foot have nothing to say but the name of the portal."""
    texts = [f.name for f in Identity._meta.fields if f.get_internal_type() == "CharField"]
    blank = dict.fromkeys([*texts, "social_links", "email"], "")
    Identity(**{**blank, "site_name": "Cổng"}).save()
    TaskLink.objects.all().delete()
    for category in Category.objects.order_by("-path"):  # the deepest first
        category.delete()


def empty_lists() -> list[str]:
    """Return addresses that answer where nothing was ever published."""
    search, year = reverse("front:search"), timezone.localdate().year
    names = ("home", "search", "site-map", "privacy", "display", "opensearch", "sitemap")
    return [
        *(reverse(f"front:{name}") for name in names),
        *(f"{search}?q={words}" for words in ("a", "khongco", "x" * 300)),
        reverse("front:sitemap-section", args=["trang"]),
        reverse("front:archive-year", args=[year]),
        reverse("front:archive-month", args=[year, 1]),
        reverse("front:archive-day", args=[year, 1, 1]),
        *(row.get_absolute_url() for row in (make_category(), make_author(), make_tag())),
        *(reverse("reports:report"), reverse("reports:received")),
    ]


def bare_items() -> list[Publishable]:
    """Return an item of each kind of page, with nothing that may be left out."""
    article = make_article()
    Article.objects.update(summary="", body="")  # as a restored dump may have it
    english = make_page(language="en")
    return [article, make_page(), english]


def look_at(client: Client, url: str, status: int = 200) -> None:
    answer = client.get(url)
    assert answer.status_code == status, url
    text = answer.content.decode()
    assert "None" not in text, url
    assert "bound method" not in text, url


def look_at_items(client: Client, desk: Client) -> None:
    """Look at each page that an item has while it is public, and on the desk."""
    for item in bare_items():
        name = item._meta.label_lower.replace(".", "_")
        look_at(client, item.get_absolute_url())
        for page in ("preview_page", "preview_cards"):
            look_at(desk, reverse(f"admin:{name}_{page}", args=[item.pk]))
    article = make_article()
    look_at(client, reverse("news:saved", args=[article.slug, article.pk]))
    look_at(client, reverse("pages:english-home"))


def look_at_what_is_missing(client: Client) -> None:
    """Look at what is gone, never was, or is not for everybody."""
    articles = [make_article(State.WITHDRAWN)]
    for gone in [*articles, *(make_page(State.WITHDRAWN, language=code) for code in ("vi", "en"))]:
        look_at(client, gone.get_absolute_url(), 410)
    for draft in (make_article(State.DRAFT), make_page(State.DRAFT)):
        look_at(client, ShareLink.path_of(links.share(draft, by=make_superuser())))
    look_at(client, ShareLink.path_of("khong-co"), 404)
    look_at(client, "/khong-co/", 404)


@pytest.mark.usefixtures("bare_frame")
def test_every_page_is_whole_with_nothing_on_it(client, desk, rf, shown):
    for url in empty_lists():
        look_at(client, url)
    client.post(reverse("reports:report"), {})
    look_at_items(client, desk)
    look_at_what_is_missing(client)
    assert too_many(rf.get("/")).status_code == 429
    assert forbidden(rf.get("/"), PermissionDenied()).status_code == 403
    assert bad_request(rf.get("/"), ValueError()).status_code == 400
    assert style_guide(rf.get("/")).status_code == 200
    for name in ("403_csrf.html", "500.html"):
        assert render_to_string(name)
    assert [page for page in pages() if page not in shown] == []
    assert [(page, n) for page in pages() for n in asked_for(page) - shown[page]] == []
