"""What waits for its time is published now, in one step that the history tells."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.identity.models import Identity
from portal.core.notices.models import Notice
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action, may
from tests.contract.pages import form_data
from tests.factories import make_article, make_category, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


@pytest.mark.every_database
def test_readers_find_it_at_once_and_the_moment_is_kept(client):
    item = make_article(State.SCHEDULED)
    assert client.get(item.get_absolute_url()).status_code == 404
    actions.release(item, by=make_superuser())
    stored = Article.objects.get()
    assert stored.is_live()
    assert stored.published_at == stored.first_published_at
    assert client.get(stored.get_absolute_url()).status_code == 200
    assert item.title in client.get("/").text
    assert Revision.objects.of(item)[0].action == Action.RELEASE


def test_a_working_copy_goes_along_and_does_not_bring_the_old_time_back():
    item, second = make_article(State.SCHEDULED), make_superuser()
    copy = actions.revise(item, by=second)
    actions.release(Article.objects.get(pk=item.pk), by=second)
    copy.refresh_from_db()
    assert copy.published_at == Article.objects.get(pk=item.pk).published_at
    actions.publish(copy, by=make_superuser())
    assert Article.objects.get().is_live()


def test_a_look_that_is_due_stays_due():
    writer = make_user(AccountRole.CHIEF)
    item = make_article(State.DRAFT, by=writer, published_at=timezone.now() + timedelta(days=1))
    actions.publish_urgently(item, by=writer, reason="Bão sắp vào.")
    actions.release(item, by=make_superuser())
    assert Article.objects.get().urgent_by == writer


def test_its_writer_is_told_and_cannot_do_it_alone():
    category = make_category()
    writer = make_user(AccountRole.EDITOR, edits=(category,))
    item = make_article(State.DRAFT, by=writer, category=category)
    second = make_superuser()
    actions.schedule(item, by=second, at=timezone.now() + timedelta(days=1))
    Notice.objects.all().delete()
    with pytest.raises(PermissionDenied, match="“Đăng ngay” cần một người khác làm"):
        actions.release(item, by=writer)
    actions.release(item, by=second)
    assert Notice.objects.get().recipient == writer


def test_a_portal_of_one_editor_does_without_the_second():
    chief = make_user(AccountRole.CHIEF)
    Identity.objects.update(two_person_rule=False)
    item = make_article(State.DRAFT, by=chief)
    actions.schedule(item, by=chief, at=timezone.now() + timedelta(days=1))
    assert may(chief, Action.RELEASE, item)


def test_its_page_offers_it_beside_another_time_and_one_press_is_enough(desk):
    item = make_article(State.SCHEDULED)
    url = reverse("admin:news_article_review", args=[item.pk])
    page = desk.get(url)
    assert page.context["offered"] == ["release", "schedule"]
    done = desk.post(url, form_data(page.text) | {"do": "release"}, follow=True)
    assert f"Đã đăng bài “{item}”" in done.text
    assert Article.objects.get().is_live()
