"""The standing pages of the demo: who the city is, how to reach it, what it promises."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db.models import F, QuerySet
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.search.models import SearchEntry
from portal.core.workflow import actions
from portal.front.demo.texts import fill_dates, split_head
from portal.sections.pages import frame
from portal.sections.pages.models import Page

PAGES_DIR = Path(__file__).parent / "pages"

_NOTE = "Trang dùng thử: {name}"
"""The internal note by which a demo page is known again."""


@dataclass(frozen=True)
class DemoPage:
    """One page file, its dates settled."""

    name: str
    title: str
    slug: str
    summary: str
    language: str
    body: str
    footer: bool = False
    twin: str = ""

    @property
    def note(self) -> str:
        """The internal note of the page."""
        return _NOTE.format(name=self.name)


def read_pages(today: date) -> list[DemoPage]:
    """Return the demo pages as they stand on `today`; a page comes after its twin."""
    return [_read(path, today) for path in sorted(PAGES_DIR.glob("*.html"))]


def load_pages(*, by: User, approved_by: User) -> None:
    """Add and publish the pages that are missing; those that are there stay as they are."""
    for position, demo in enumerate(read_pages(timezone.localdate()), start=1):
        if not Page.objects.filter(note=demo.note).exists():
            _add(demo, position, by=by, approved_by=approved_by)


def remove_pages(demo_users: QuerySet[User]) -> None:
    """Take out what demo accounts wrote; pages of real accounts forget who of them touched it."""
    pages = Page.objects.filter(created_by__in=demo_users)
    SearchEntry.objects.of_type(Page).filter(object_id__in=pages.values("pk")).delete()
    pages.delete()
    Page.objects.filter(updated_by__in=demo_users).update(updated_by=F("created_by"))


def refresh_frame() -> None:
    """Tell head and foot which pages are left."""
    frame.refresh()


def _read(path: Path, today: date) -> DemoPage:
    head, body = split_head(path)
    return DemoPage(name=path.stem, body=fill_dates(body, today), **tomllib.loads(head))


def _add(demo: DemoPage, position: int, *, by: User, approved_by: User) -> None:
    twin = Page.objects.filter(note=_NOTE.format(name=demo.twin)).first() if demo.twin else None
    page = Page(
        title=demo.title,
        slug=demo.slug,
        summary=demo.summary,
        body=demo.body,
        language=demo.language,
        twin=twin,
        position=position,
        show_in_footer=demo.footer,
        note=demo.note,
    )
    # A real page may have the address already; then the demo's takes another.
    page.slug = page.free_slug(demo.slug)
    actions.save(page, by=by)
    actions.publish(page, by=approved_by)
