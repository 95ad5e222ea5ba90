"""A form that was opened before a colleague saved overwrites nothing and loses nothing."""

import pytest

from news.models import Article
from portal.core.content import State
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from tests.factories import make_article, make_superuser
from tests.news.desk_forms import Form, assert_kept, assert_refused, page, send

pytestmark = pytest.mark.django_db

TYPED = {"title": "Chữ của tôi", "summary": "Sapo của tôi.", "body": "<p>Thân bài của tôi.</p>"}


@pytest.fixture
def article():
    """A draft."""
    return make_article(State.DRAFT, title="Chữ cũ")


def colleague_saves(article: Article) -> None:
    """Store what another person wrote in the meantime."""
    theirs = Article.objects.get(pk=article.pk)
    theirs.title = "Chữ của đồng nghiệp"
    actions.save(theirs, by=make_superuser(full_name="Trần Văn Khải"))


def press(desk, article: Article, button: str, opened: Form):
    """Send the form as it was opened, with other words."""
    pressed = {"_transition": button} if button else {"_continue": "1"}
    return desk.post(page("news_article", article.pk), {**opened.values, **TYPED, **pressed})


@pytest.mark.parametrize("button", ["", "submit", "publish"])
def test_a_stale_form_is_given_back_with_everything_typed(desk, article, button):
    opened = Form(desk.get(page("news_article", article.pk)))
    colleague_saves(article)
    form = assert_refused(press(desk, article, button, opened), "")
    assert "Trần Văn Khải" in form.errors[""][0]
    assert_kept(form, **TYPED)


def test_who_saved_in_another_window_is_told_so_and_not_of_a_colleague(sign_in, article):
    person = make_superuser(full_name="Trần Văn Khải")
    desk = sign_in(person)
    opened = Form(desk.get(page("news_article", article.pk)))
    actions.save(article, by=person)
    form = assert_refused(press(desk, article, "", opened), "")
    assert "chính ông/bà" in form.errors[""][0]
    assert "Trần Văn Khải" not in form.errors[""][0]


@pytest.mark.parametrize("button", ["", "submit", "publish"])
def test_a_stale_form_stores_nothing(desk, article, button):
    opened = Form(desk.get(page("news_article", article.pk)))
    colleague_saves(article)
    before = Article.objects.values().get(), Revision.objects.count()
    press(desk, article, button, opened)
    assert (Article.objects.values().get(), Revision.objects.count()) == before


def test_sending_a_stale_form_again_is_still_refused(desk, article):
    opened = Form(desk.get(page("news_article", article.pk)))
    colleague_saves(article)
    again = Form(press(desk, article, "", opened))
    assert_refused(press(desk, article, "", again), "")
    assert Article.objects.get().title == "Chữ của đồng nghiệp"


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 30, "999"])
def test_a_form_without_an_honest_version_stores_nothing(desk, article, version):
    answer = send(desk, page("news_article", article.pk), **TYPED, base_version=version)
    assert answer.status_code == 200
    assert "" in Form(answer).errors
    assert Article.objects.get().title == "Chữ cũ"


def test_two_saves_of_one_person_one_after_the_other_both_pass(desk, article):
    for title in ("Chữ mới", "Chữ mới hơn"):
        assert send(desk, page("news_article", article.pk), title=title).status_code == 302
    assert Article.objects.get().title == "Chữ mới hơn"
