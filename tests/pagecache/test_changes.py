"""A change is on every page at once; a page is made by one, and an old one is better than none."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from categories.models import Category
from news.models import Article
from portal.core.content import State
from portal.core.identity.models import Identity
from portal.core.pagecache.middleware import LIFETIME
from portal.core.pagecache.stores.files import FileStore
from portal.core.workflow import actions
from tests.factories import make_article, make_category, make_superuser, make_user
from tests.pagecache.conftest import Committed

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

NOON = datetime(2026, 5, 20, 12, tzinfo=timezone.get_fixed_timezone(7 * 60))


def test_what_is_published_is_on_the_home_page_at_once(reader: Client, committed: Committed):
    reader.get("/")
    with committed():
        make_article(title="Khởi công cầu Minh Giang")
    answer = reader.get("/")
    assert answer["X-Cache"] == "miss"
    assert "Khởi công cầu Minh Giang" in answer.content.decode()


def test_what_is_withdrawn_is_gone_at_once(reader: Client, committed: Committed):
    article = make_article()
    assert reader.get(article.get_absolute_url()).status_code == 200
    with committed():
        actions.withdraw(article, by=make_superuser(), reason="Sai số liệu")
    assert reader.get(article.get_absolute_url()).status_code == 410


CHANGES: dict[str, Callable[[], object]] = {
    "row": lambda: Identity(site_name="Cổng mới").save(),
    "update() of many rows": lambda: Category.objects.update(description="Khác"),
    "rows in bulk": lambda: Category.objects.bulk_update(Category.objects.all(), ["home_position"]),
    "deleted rows": lambda: make_category().delete(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_way_of_writing_counts(
    name: str, reader: Client, page_store: FileStore, committed: Committed
):
    make_category()
    before = page_store.version()
    with committed():
        CHANGES[name]()
    assert page_store.version() != before


def test_drafts_leave_the_stored_pages_alone(page_store: FileStore, committed: Committed):
    author = make_superuser()
    draft = make_article(State.DRAFT, by=author)
    before = page_store.version()
    with committed():
        draft.title = "Đang viết dở"
        actions.save(draft, by=author, save_relations=lambda: draft.set_authors(()))
        actions.submit(draft, by=author)
        copied = make_article(State.LIVE)
    assert page_store.version() != before  # the published one

    before = page_store.version()
    with committed():
        copy = actions.revise(copied, by=author)
        copy.title = "Sửa trong bản đang sửa"
        actions.save(copy, by=author)
        actions.save(draft, by=author)
    after_drafts = page_store.version()
    with committed():
        actions.publish(copy, by=make_superuser())
    assert page_store.version() != after_drafts


@pytest.mark.every_database
def test_what_only_the_desk_writes_leaves_them_alone(
    reader: Client, page_store: FileStore, committed: Committed, sign_in
):
    user = make_user(is_superuser=True)
    before = page_store.version()
    with committed():
        sign_in(user).get("/quan-tri/")
        reader.get("/tim-kiem/?q=quy+hoach")
    assert page_store.version() == before


def test_what_is_rolled_back_changes_nothing(page_store: FileStore, committed: Committed):
    before = page_store.version()
    with committed(), transaction.atomic():
        make_category()
        transaction.set_rollback(True)
    assert page_store.version() == before


def test_what_follows_something_rolled_back_counts(page_store: FileStore, committed: Committed):
    before = page_store.version()
    with committed():
        with transaction.atomic():
            make_category()
            transaction.set_rollback(True)
        make_category()
    assert page_store.version() != before


def test_many_statements_are_one_new_version(
    page_store: FileStore, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        for _ in range(5):
            make_category()
    assert len(callbacks) == 1


def test_a_scheduled_article_comes_and_goes_on_the_second(reader: Client, committed: Committed):
    with time_machine.travel(NOON, tick=False) as clock:
        ends = NOON + timedelta(minutes=10)
        article = make_article(State.SCHEDULED, at=NOON + timedelta(seconds=30), expires_at=ends)
        places = ("/", article.category.get_absolute_url(), "/rss.xml", "/sitemap-tin-0.xml")
        address = article.get_absolute_url()
        for moment, found, status in (
            (29.0, False, 404),
            (30.0, True, 200),
            (599.0, True, 200),
            (600.0, False, 410),
        ):
            clock.move_to(NOON + timedelta(seconds=moment))
            for _ in range(2):
                assert reader.get(address).status_code == status, moment
                for place in places:
                    shown = address.encode() in reader.get(place).content
                    assert shown is found, (place, moment)


def test_caches_on_the_way_keep_nothing_past_such_a_moment(reader: Client):
    with time_machine.travel(NOON, tick=False) as clock:
        make_article(State.SCHEDULED, at=NOON + timedelta(seconds=30))
        reader.get("/")
        clock.move_to(NOON + timedelta(seconds=26))
        assert reader.get("/")["Cache-Control"] == "public, max-age=0, s-maxage=0"


@pytest.mark.parametrize("field", ["featured_until", "expires_at"])
def test_every_moment_of_an_article_is_a_boundary(field: str, reader: Client):
    with time_machine.travel(NOON, tick=False) as clock:
        article = make_article(at=NOON - timedelta(days=2))
        Article.objects.filter(pk=article.pk).update(**{field: NOON + timedelta(seconds=20)})
        reader.get("/")
        clock.move_to(NOON + timedelta(seconds=20))
        assert reader.get("/")["X-Cache"] == "miss"


def test_an_urgent_notice_leaves_the_pages_when_it_ends(reader: Client):
    with time_machine.travel(NOON, tick=False) as clock:
        Identity(notice="Bão số 5", notice_until=NOON + timedelta(seconds=20)).save()
        assert "Bão số 5" in reader.get("/").content.decode()
        clock.move_to(NOON + timedelta(seconds=20))
        assert "Bão số 5" not in reader.get("/").content.decode()


def test_a_silent_category_leaves_the_home_page_on_the_second(reader: Client):
    with time_machine.travel(NOON, tick=False) as clock:
        begin = NOON - timedelta(days=7) + timedelta(seconds=20)
        category = make_category("Lâu không có bài", home_days=7, show_on_home=True)
        for offset in range(5):  # the newest of all stand large above, and in no block
            make_article(at=NOON - timedelta(minutes=offset + 1))
        make_article(category=category, at=begin)
        block = f'href="{category.get_absolute_url()}"'
        count = reader.get("/").content.decode().count(block)
        clock.move_to(NOON + timedelta(seconds=21))
        assert reader.get("/").content.decode().count(block) < count


def test_the_date_in_the_head_changes_at_midnight(reader: Client):
    with time_machine.travel(NOON.replace(hour=23, minute=59, second=50), tick=False) as clock:
        assert "20/5/2026" in reader.get("/").content.decode()
        clock.shift(10)
        assert "21/5/2026" in reader.get("/").content.decode()


def test_what_was_written_past_the_portal_is_seen_after_a_while(reader: Client):
    with time_machine.travel(NOON, tick=False) as clock:
        reader.get("/")
        clock.shift(LIFETIME - 1)
        assert reader.get("/")["X-Cache"] == "hit"
        clock.shift(1)
        assert reader.get("/")["X-Cache"] == "miss"


def test_one_makes_the_page_and_the_others_get_the_one_before(
    reader: Client, page_store: FileStore, committed: Committed, sign_in, monkeypatch
):
    reader.get("/")
    editor = sign_in(make_superuser())
    with committed():
        make_article(title="Tin vừa đăng")
    monkeypatch.setattr(FileStore, "take_lease", lambda self, key: None)  # another is at it
    assert reader.get("/")["X-Cache"] == "previous"
    assert "Tin vừa đăng" in editor.get("/").content.decode()


def test_nobody_gets_a_page_that_is_very_old(reader: Client, committed: Committed, monkeypatch):
    monkeypatch.setattr(FileStore, "take_lease", lambda self, key: None)
    with time_machine.travel(NOON, tick=False) as clock:
        reader.get("/")
        clock.shift(3 * LIFETIME)
        assert reader.get("/")["X-Cache"] == "miss"


def test_when_a_page_cannot_be_made_the_one_before_is_shown(
    reader: Client, committed: Committed, monkeypatch
):
    reader.raise_request_exception = False
    whole = reader.get("/").content
    with committed():
        make_category()

    def broken(*args: object) -> None:
        raise RuntimeError("the database is gone")

    monkeypatch.setattr("portal.front.views.home.home_sections", broken)
    answer = reader.get("/")
    assert (answer.status_code, answer["X-Cache"], answer.content) == (200, "stale", whole)
