"""The address of an item, the date of its first publication, and what is never deleted."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from news.models import Article
from portal.core.content import State
from portal.core.workflow import actions
from tests.factories import bring_to, make_article, make_superuser, renew

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]


def rename(item: Article, title: str) -> str:
    item.title = title
    renew(item)
    item.refresh_from_db()
    return item.slug


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.RETURNED, State.SCHEDULED])
def test_the_address_follows_the_title_until_the_first_publication(state: State):
    item = make_article(state, title="Tên đầu")
    assert item.slug == "ten-dau"
    assert rename(item, "Tên sau") == "ten-sau"


@pytest.mark.parametrize("state", [State.LIVE, State.EXPIRED, State.WITHDRAWN])
def test_the_address_stays_once_the_item_was_public(state: State):
    item = make_article(state, title="Tên đầu")
    assert rename(item, "Tên sau") == "ten-dau"


@pytest.mark.parametrize("state", [State.DRAFT, State.SCHEDULED])
def test_an_address_that_a_person_chose_stays_whatever_the_title(state: State):
    item = make_article(state, title="Tên đầu")
    item.slug = "ten-do-nguoi-chon"
    assert rename(item, "Tên sau") == "ten-do-nguoi-chon"
    assert rename(item, "Tên sau nữa") == "ten-do-nguoi-chon"


def test_an_editor_may_still_change_the_address_of_a_public_item():
    item = make_article(State.LIVE, title="Tên đầu")
    item.slug = "ten-do-nguoi-chon"
    renew(item)
    assert Article.objects.get().slug == "ten-do-nguoi-chon"


def test_an_address_that_was_emptied_is_made_anew_from_the_title():
    item = make_article(State.LIVE, title="Tên đầu")
    item.slug = ""
    assert rename(item, "Tên sau") == "ten-sau"


@pytest.mark.parametrize("title", ["🎉", "漢字", "!?"])
def test_a_title_without_letters_has_an_address_all_the_same(title: str):
    item = make_article(State.LIVE, title=title)
    assert item.get_absolute_url() == f"/bai-viet-{item.pk}.html"


@pytest.mark.every_database
def test_two_items_with_one_title_have_two_addresses():
    one, other = make_article(title="Thông báo"), make_article(title="Thông báo")
    assert one.slug == other.slug
    assert one.get_absolute_url() != other.get_absolute_url()


def test_the_date_of_the_first_publication_never_moves():
    item = make_article(State.LIVE)
    first = item.first_published_at
    assert first == item.published_at
    actions.withdraw(item, by=make_superuser(), reason="Sai.")
    item.published_at = None
    actions.publish(item, by=make_superuser())
    item.published_at = timezone.now() - timedelta(days=400)
    renew(item)
    item.refresh_from_db()
    assert item.published_at != first
    assert item.first_published_at == first


def test_a_draft_has_no_date_of_publication():
    assert make_article(State.SUBMITTED).first_published_at is None


@pytest.mark.parametrize("state", [State.LIVE, State.EXPIRED, State.WITHDRAWN])
def test_what_was_once_public_is_never_deleted(state: State):
    item = make_article(state)
    with pytest.raises(PermissionDenied):
        actions.delete(item, by=make_superuser())
    assert Article.objects.exists()


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.RETURNED])
def test_what_was_never_public_may_be_deleted(state: State):
    item = make_article(state)
    actions.delete(item, by=make_superuser())
    assert not Article.objects.exists()


def test_an_item_that_was_scheduled_and_withdrawn_before_its_time_was_never_public():
    item = make_article(State.SCHEDULED)
    actions.withdraw(item, by=make_superuser(), reason="Hoãn lễ.")
    actions.delete(item, by=make_superuser())
    assert not Article.objects.exists()


def test_an_item_that_was_rescheduled_was_first_published_when_it_appeared():
    item = make_article(State.SCHEDULED)
    later = timezone.now() + timedelta(days=9)
    actions.schedule(item, by=make_superuser(), at=later)
    item.refresh_from_db()
    assert item.first_published_at == later


def test_the_time_of_a_change_and_its_author_are_noted():
    first, second = make_superuser(), make_superuser()
    item = make_article(State.DRAFT, by=first)
    bring_to(item, State.SUBMITTED, by=second)
    item.refresh_from_db()
    assert item.created_by == first
    assert item.updated_by == second
    assert item.updated_at > item.created_at
