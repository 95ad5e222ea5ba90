"""A form that was opened before a colleague saved overwrites nothing and loses nothing."""

import pytest

from news.models import Article
from portal.core.content import State
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from tests.factories import make_article, make_author, make_document, make_superuser, make_tag
from tests.news.desk_forms import Form, assert_kept, page, send

# Which version is claimed on either database stands in `tests/core/test_workflow_versions.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

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
    answer = press(desk, article, button, opened)
    assert answer.status_code == 409
    assert "Trần Văn Khải đã lưu" in answer.text
    assert_kept(Form(answer), **TYPED)


def test_who_saved_in_another_window_is_told_so_and_not_of_a_colleague(sign_in, article):
    person = make_superuser(full_name="Trần Văn Khải")
    desk = sign_in(person)
    opened = Form(desk.get(page("news_article", article.pk)))
    actions.save(article, by=person)
    answer = press(desk, article, "", opened)
    assert "Ông/bà, ở cửa sổ khác, đã lưu" in answer.text


@pytest.mark.parametrize("button", ["", "submit", "publish"])
def test_a_stale_form_stores_nothing(desk, article, button):
    opened = Form(desk.get(page("news_article", article.pk)))
    colleague_saves(article)
    before = Article.objects.values().get(), Revision.objects.count()
    press(desk, article, button, opened)
    assert (Article.objects.values().get(), Revision.objects.count()) == before


def test_the_form_that_was_given_back_is_saved_upon_what_the_colleague_wrote(desk, article):
    opened = Form(desk.get(page("news_article", article.pk)))
    colleague_saves(article)
    again = Form(press(desk, article, "", opened))
    assert press(desk, article, "", again).status_code == 302
    assert Article.objects.get().title == TYPED["title"]
    titles = [revision.snapshot["title"] for revision in Revision.objects.of(article)[:2]]
    assert titles == [TYPED["title"], "Chữ của đồng nghiệp"]


def test_what_only_one_of_both_changed_is_merged_without_a_question(desk, article):
    opened = Form(desk.get(page("news_article", article.pk)))
    colleague_saves(article)
    mine = {**opened.values, "summary": "Sapo của tôi.", "_continue": "1"}
    answer = desk.post(page("news_article", article.pk), mine)
    assert_kept(Form(answer), title="Chữ của đồng nghiệp", summary="Sapo của tôi.")
    assert "Cả hai cùng sửa" not in answer.text
    assert "Đã tự ghép phần Trần Văn Khải sửa ở: tiêu đề" in answer.text


def test_paragraphs_of_both_stand_in_one_text(desk):
    article = make_article(State.DRAFT, body="<p>Một.</p><p>Hai.</p><p>Ba.</p>")
    opened = Form(desk.get(page("news_article", article.pk)))
    article.body = "<p>Một của họ.</p><p>Hai.</p><p>Ba.</p>"
    actions.save(article, by=make_superuser())
    mine = {**opened.values, "body": "<p>Một.</p><p>Hai.</p><p>Ba của tôi.</p>", "_continue": "1"}
    form = Form(desk.post(page("news_article", article.pk), mine))
    assert "Một của họ." in form.typed("body")
    assert "Ba của tôi." in form.typed("body")


def test_where_both_changed_one_place_both_are_shown_and_theirs_may_be_taken(desk, article):
    opened = Form(desk.get(page("news_article", article.pk)))
    colleague_saves(article)
    answer = press(desk, article, "", opened)
    assert "Cả hai cùng sửa một chỗ" in answer.text
    assert "đồng nghiệp" in answer.text
    taking = {**Form(answer).values, "_take-title": "1"}
    again = desk.post(page("news_article", article.pk), taking)
    assert_kept(Form(again), title="Chữ của đồng nghiệp", summary=TYPED["summary"])
    assert Article.objects.get().summary != TYPED["summary"]


def test_authors_tags_and_documents_of_both_are_kept(desk):
    ours, theirs, mine = make_author("Chung"), make_author("Của họ"), make_author("Của tôi")
    article = make_article(State.DRAFT, authors=(ours,), tags=(make_tag("chung"),))
    opened = Form(desk.get(page("news_article", article.pk)))
    documents = make_document("Tờ khai")
    article.set_documents([documents.pk])
    article.set_tags([*article.tag_list, make_tag("của họ")])
    article.set_authors([ours, theirs])
    actions.save(article, by=make_superuser())
    added = {"bylines-TOTAL_FORMS": "2", "bylines-1-author": mine.pk, "bylines-1-position": "1"}
    answer = desk.post(
        page("news_article", article.pk), {**opened.values, **added, "_continue": "1"}
    )
    assert answer.status_code == 409
    sent = desk.post(page("news_article", article.pk), {**Form(answer).values, "_continue": "1"})
    assert sent.status_code == 302
    now = Article.objects.get()
    assert {author.name for author in now.byline_authors} == {"Chung", "Của họ", "Của tôi"}
    assert {str(tag.name) for tag in now.tag_list} == {"chung", "của họ"}
    assert now.documents == [documents]


def test_a_mistake_is_said_first_and_the_merging_comes_after(desk, article):
    opened = Form(desk.get(page("news_article", article.pk)))
    colleague_saves(article)
    wrong = {**opened.values, **TYPED, "title": "", "_continue": "1"}
    answer = desk.post(page("news_article", article.pk), wrong)
    assert answer.status_code == 409
    form = Form(answer)
    assert "title" in form.errors
    assert_kept(form, summary=TYPED["summary"])


@pytest.mark.every_database  # each has bounds of its own for numbers
@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 30, "999"])
def test_a_form_without_an_honest_version_stores_nothing(desk, article, version):
    answer = send(desk, page("news_article", article.pk), **TYPED, base_version=version)
    assert answer.status_code == 409
    assert_kept(Form(answer), **TYPED)
    assert Article.objects.get().title == "Chữ cũ"


def test_two_saves_of_one_person_one_after_the_other_both_pass(desk, article):
    for title in ("Chữ mới", "Chữ mới hơn"):
        assert send(desk, page("news_article", article.pk), title=title).status_code == 302
    assert Article.objects.get().title == "Chữ mới hơn"
