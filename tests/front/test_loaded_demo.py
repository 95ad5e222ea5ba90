"""The demo once it is loaded: loading it again, working in it, taking it out."""

from collections.abc import Iterator

import pytest
from django.db.models import Q
from django.test import override_settings
from django.urls import reverse

from news.models import Article, Author
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.workflow import actions
from portal.front.demo import cast
from tests.factories import make_article, make_user, renew
from tests.front.demo_loading import PLAIN, demo_of, load, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(module_db) -> Iterator[None]:
    """A demo, loaded once for all tests."""
    with override_settings(DEMO=True), demo_of(PLAIN):
        load()
        yield


def test_loading_again_adds_and_changes_nothing():
    before = rows()
    assert "Bài dùng thử mới nạp: 0" in load()
    assert rows() == before


def test_loading_again_brings_what_is_new_in_the_demo_only():
    with demo_of(PLAIN, "007-"):
        assert "Bài dùng thử mới nạp: 1" in load()
    assert Article.objects.filter(note__contains=PLAIN).count() == 1


def test_an_article_that_an_editor_has_changed_is_not_loaded_over():
    article = Article.objects.get(note__contains=PLAIN)
    article.title = "Chữ của người dùng thử"
    renew(article)
    load()
    assert Article.objects.get(note__contains=PLAIN).title == "Chữ của người dùng thử"


def test_every_account_of_the_demo_can_sign_in_to_the_desk(client):
    for account in cast.ACCOUNTS:
        assert client.login(username=account.username, password=cast.PASSWORD), account.username
        assert client.get(reverse("admin:index")).status_code == 200
        client.logout()


def test_the_demo_can_be_taken_out_of_a_portal_that_has_become_real(settings):
    settings.DEMO = False
    assert "Đã gỡ" in load(remove=True)
    assert not User.objects.filter(Q(is_active=True) | Q(is_demo=True)).exists()


def test_a_real_article_keeps_its_demo_author():
    author = Author.objects.get(slug="thu-phuong")
    article = make_article(by=make_user(AccountRole.CHIEF), authors=(author,))
    load(remove=True)
    assert Article.objects.get() == article
    assert article.byline == "Thu Phương"


def test_a_real_article_that_a_demo_account_has_worked_on_does_not_hold_the_demo_back():
    chief = make_user(AccountRole.CHIEF)
    article = make_article(State.SUBMITTED, by=chief)
    actions.publish(article, by=User.objects.get(username="truongban"))
    load(remove=True)
    assert Article.objects.get().title == article.title
    assert not User.objects.filter(is_demo=True).exists()
