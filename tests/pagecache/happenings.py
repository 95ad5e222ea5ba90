"""What happens to a portal in a day, in any order; and whether a stored page tells of all of it.

`test_nothing_is_stale.py` plays a few sequences on each run, `benchmarks/stale.py` ten thousand.
"""

import difflib
import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from categories.models import Category
from news.models import Article
from portal.core.accounts.models import User
from portal.core.content import State, Status
from portal.core.identity.models import Identity
from portal.core.pagecache.boundaries import next_boundary
from portal.core.workflow import actions
from portal.front.models import HomeSection, TaskLink
from tests.factories import make_article, make_author, make_category, make_page, make_tag
from tests.pagecache.repeating import RepeatingClient

Commit = Callable[[], AbstractContextManager[object]]
_STEPS = (timedelta(seconds=1), timedelta(seconds=40), timedelta(minutes=7), timedelta(hours=9))


class Portal:
    """A small portal to which anything may happen.

    `clock` is a stopped `time_machine`; `commit` gives a block at whose end everything within it
    is committed.
    """

    def __init__(self, dice: random.Random, clock: Any, commit: Commit, by: tuple[User, User]):
        self.dice, self.clock, self.commit = dice, clock, commit
        self.writer, self.chief = by
        with commit():
            top = make_category(show_on_home=True, home_days=2, show_in_sidebar=True)
            self.categories = [top, make_category(parent=top), make_category(show_on_home=True)]
            self.author, self.tag = make_author(), make_tag()
            self.articles = [self._article(State.LIVE) for _ in range(4)]
            self.page = make_page(show_in_footer=True)
        self.stored = RepeatingClient()
        with override_settings(PAGE_CACHE=False):
            self.rendered = Client()
            self.rendered.handler.load_middleware()

    def anything(self) -> str:
        """Let one thing happen; return what it was."""
        happening = self.dice.choice(HAPPENINGS)
        with self.commit():
            happening(self)
        return happening.__name__

    def stale(self) -> list[str]:
        """Return the addresses whose stored page is not what would be rendered now."""
        return [address for address in self.addresses() if self._is_stale(address)]

    def difference(self, address: str) -> str:
        """Return how the stored page (`-`) differs from what would be rendered now (`+`)."""
        pages = self.stored.get(address), self.rendered.get(address)
        stored, rendered = (page.content.decode().replace("><", ">\n<") for page in pages)
        return "\n".join(
            difflib.unified_diff(stored.splitlines(), rendered.splitlines(), lineterm="", n=1)
        )

    def addresses(self) -> list[str]:
        """Return pages of every kind, among them those of what has just happened."""
        article = self.dice.choice(self.articles)
        category = self.dice.choice(self.categories)
        day = timezone.localtime()
        lists: list[Any] = [
            category,
            self.author,
            self.tag,
            self.page,
            *self.articles[-2:],
            article,
        ]
        return [
            *(each.get_absolute_url() for each in lists),
            reverse("news:saved", args=[article.slug, article.pk]),
            reverse("front:category-rss", args=[category.path]),
            reverse("front:archive-month", args=[day.year, day.month]),
            *map(reverse, ("front:home", "front:rss", "front:json-feed", "front:site-map")),
            reverse("front:sitemap-section", args=["tin-0"]),
            reverse("front:sitemap-section", args=["trang"]),
        ]

    def _is_stale(self, address: str) -> bool:
        expected = self.rendered.get(address)
        for _ in range(2):  # whatever the store held; and what it holds from now on
            found = self.stored.get(address)
            if (found.status_code, found.content, found.get("Location")) != (
                expected.status_code,
                expected.content,
                expected.get("Location"),
            ):
                return True
        return False

    def _article(self, state: State, **fields: Any) -> Article:
        return make_article(
            state,
            by=self.writer,
            category=self.dice.choice(self.categories),
            authors=(self.author,),
            tags=(self.tag,),
            **fields,
        )

    def _word(self) -> str:
        return f"{self.dice.choice(['Cầu', 'Chợ', 'Đường', 'Sông'])} {self.dice.randrange(10**6)}"

    def _published(self) -> Article | None:
        rows = Article.objects.filter(status=Status.PUBLISHED, copy_of=None)
        found = [each for each in rows if each.pk in {a.pk for a in self.articles}]
        return self.dice.choice(found) if found else None


def publish(portal: Portal) -> None:
    portal.articles.append(portal._article(State.LIVE, title=portal._word(), at=timezone.now()))


def edit(portal: Portal) -> None:
    article = portal._published()
    if article:
        copy = actions.revise(article, by=portal.writer)
        copy.title, copy.category = portal._word(), portal.dice.choice(portal.categories)
        copy.body = f"<p>{portal._word()}</p>"
        actions.save(copy, by=portal.writer)
        actions.publish(copy, by=portal.chief)


def write_a_draft(portal: Portal) -> None:
    draft = portal._article(State.DRAFT)
    draft.title = portal._word()
    actions.save(draft, by=portal.writer)


def withdraw(portal: Portal) -> None:
    article = portal._published()
    if article and len(portal.articles) > 3:
        notice = portal.dice.choice(["", "Bài có số liệu sai."])
        actions.withdraw(article, by=portal.chief, reason="Sai", notice=notice)


def schedule(portal: Portal) -> None:
    at = timezone.now() + portal.dice.choice(_STEPS)
    portal.articles.append(portal._article(State.SCHEDULED, at=at))


def let_expire(portal: Portal) -> None:
    ends = timezone.now() + portal.dice.choice(_STEPS)
    portal.articles.append(portal._article(State.LIVE, at=timezone.now(), expires_at=ends))


def feature(portal: Portal) -> None:
    until = timezone.now() + portal.dice.choice(_STEPS)
    portal.articles.append(
        portal._article(State.LIVE, at=timezone.now(), featured_until=until, title=portal._word())
    )


def rename_a_category(portal: Portal) -> None:
    category = Category.objects.get(pk=portal.dice.choice(portal.categories).pk)
    category.name = portal._word()
    if portal.dice.random() < 0.5:
        category.slug = f"muc-{portal.dice.randrange(10**6)}"
    category.save()
    portal.categories = list(Category.objects.filter(pk__in=[c.pk for c in portal.categories]))


def change_the_menu(portal: Portal) -> None:
    category = Category.objects.get(pk=portal.dice.choice(portal.categories).pk)
    category.show_in_menu = not category.show_in_menu
    category.home_position = portal.dice.randrange(5)
    category.save()


def rename_author_and_tag(portal: Portal) -> None:
    portal.author.name = portal._word()
    portal.author.save()
    portal.tag.name = portal._word()
    portal.tag.save()


def change_the_identity(portal: Portal) -> None:
    identity = Identity.load()
    identity.site_name = portal._word()
    identity.notice = portal._word()
    identity.notice_until = timezone.now() + portal.dice.choice(_STEPS)
    identity.save()


def rearrange_the_home_page(portal: Portal) -> None:
    section = portal.dice.choice(list(HomeSection.objects.all()))
    HomeSection.objects.filter(pk=section.pk).update(is_shown=not section.is_shown)
    TaskLink.objects.update(position=portal.dice.randrange(9))


def publish_a_page(portal: Portal) -> None:
    portal.page = make_page(
        State.SCHEDULED,
        at=timezone.now() + portal.dice.choice(_STEPS),
        show_in_footer=True,
        title=portal._word(),
    )


def wait(portal: Portal) -> None:
    portal.clock.shift(portal.dice.choice(_STEPS))


def wait_for_the_next_moment(portal: Portal) -> None:
    portal.clock.move_to(next_boundary(timezone.now()))


HAPPENINGS: tuple[Callable[[Portal], None], ...] = (
    publish, edit, write_a_draft, withdraw, schedule, let_expire, feature, rename_a_category,
    change_the_menu, rename_author_and_tag, change_the_identity, rearrange_the_home_page,
    publish_a_page, wait, wait_for_the_next_moment,
)  # fmt: skip

BEGIN = datetime(2026, 5, 20, 9, tzinfo=timezone.get_fixed_timezone(7 * 60))
