"""Text from before Unicode is asked about at its field, and nothing of it is lost on the way."""

import html

import pytest

from news.models import Article
from portal.core.content import State
from portal.core.workflow import actions
from tests.core.legacy import ENCODERS, NOTICE, to_tcvn3, to_vni
from tests.factories import make_article, make_category, make_superuser
from tests.news.desk_forms import Form, assert_kept, assert_refused, page, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

BODY = f"<p>Đoạn này gõ bằng Unicode.</p>\n<p>{NOTICE}</p>"
CODED = f"<p>Đoạn này gõ bằng Unicode.</p>\n<p>{to_tcvn3(NOTICE)}</p>"
PROMISE = "Người dân ven đê được đưa đến nơi an toàn trước khi trời tối, nước dâng cao."


@pytest.fixture
def words():
    """What a new article needs."""
    return {
        "title": "Phòng, chống lụt bão",
        "summary": "Ông/bà cần biết.",
        "body": BODY,
        "category": make_category().pk,
    }


def add(desk, **changes):
    return send(desk, page("news_article"), **changes)


def test_legacy_text_is_refused_at_its_field_and_stored_nowhere(desk, words):
    form = assert_refused(add(desk, **words | {"body": CODED}), "body")
    assert "TCVN3 (ABC)" in form.errors["body"][0]
    assert not Article.objects.exists()


def test_what_was_sent_comes_back_letter_by_letter(desk, words):
    assert "\u00ad" in CODED
    form = assert_refused(add(desk, **words | {"body": CODED}), "body")
    assert_kept(form, body=CODED, title=words["title"], summary=words["summary"])


def test_before_and_after_are_shown_and_no_way_is_chosen(desk, words):
    answer = add(desk, **words | {"body": CODED})
    shown = answer.content.decode()
    assert html.escape(to_tcvn3(NOTICE)) in shown
    assert html.escape(NOTICE) in shown
    assert shown.count('name="legacy_body"') == 2
    assert "legacy_body" not in Form(answer).values


def test_the_form_sent_again_without_a_choice_is_refused_again(desk, words):
    again = Form(add(desk, **words | {"body": CODED}))
    answer = desk.post(page("news_article"), {**again.values, "_continue": "1"})
    assert_kept(assert_refused(answer, "body"), body=CODED)


def test_the_text_is_converted_when_somebody_says_so(desk, words):
    again = Form(add(desk, **words | {"body": CODED}))
    sent = {**again.values, "legacy_body": "convert", "_continue": "1"}
    assert desk.post(page("news_article"), sent).status_code == 302
    assert Article.objects.get().body == BODY


def test_the_text_is_kept_when_somebody_says_so(desk, words):
    assert add(desk, **words | {"body": CODED}, legacy_body="keep").status_code == 302
    assert "QuyÕt ®Þnh" in Article.objects.get().body


def test_what_was_kept_is_not_asked_about_again(desk, words):
    add(desk, **words | {"body": CODED}, legacy_body="keep")
    article = Article.objects.get()
    assert send(desk, page("news_article", article.pk), title="Tiêu đề mới").status_code == 302
    article.refresh_from_db()
    assert article.title == "Tiêu đề mới"


def test_a_choice_is_kept_while_another_field_is_wrong(desk, words):
    answer = add(desk, **words | {"body": CODED, "title": ""}, legacy_body="keep")
    form = assert_refused(answer, "title")
    assert form.values["legacy_body"] == ["keep"]
    assert_kept(form, body=CODED)


def test_converted_text_comes_back_converted_while_another_field_is_wrong(desk, words):
    answer = add(desk, **words | {"body": CODED, "title": ""}, legacy_body="convert")
    assert_kept(assert_refused(answer, "title"), body=BODY)


@pytest.mark.parametrize("encoding", list(ENCODERS))
def test_plain_fields_are_asked_about_too(desk, words, encoding):
    coded = ENCODERS[encoding](PROMISE)
    form = assert_refused(add(desk, **words | {"summary": coded}), "summary")
    assert_kept(form, summary=coded)
    sent = {**form.values, "legacy_summary": "convert", "_continue": "1"}
    assert desk.post(page("news_article"), sent).status_code == 302
    assert Article.objects.get().summary == PROMISE


def test_every_field_has_a_question_of_its_own(desk, words):
    coded = {"title": to_vni(PROMISE), "summary": to_tcvn3(PROMISE)}
    answer = add(desk, **words | coded, legacy_title="convert")
    form = assert_refused(answer, "summary")
    assert_kept(form, title=PROMISE, summary=coded["summary"])


def test_publishing_waits_for_the_answer_too(desk, words):
    answer = send(desk, page("news_article"), "publish", **words | {"body": CODED})
    assert_refused(answer, "body")
    assert not Article.objects.exists()


def test_a_choice_that_is_none_counts_for_nothing(desk, words):
    assert_refused(add(desk, **words | {"body": CODED}, legacy_body="xoá"), "body")


def test_a_choice_changes_nothing_of_ordinary_text(desk, words):
    assert add(desk, **words, legacy_body="convert", legacy_title="convert").status_code == 302
    article = Article.objects.get()
    assert (article.title, article.body) == (words["title"], BODY)


def test_standing_pages_are_asked_about_too(desk):
    sent = {"title": "Giới thiệu", "summary": "Ông/bà cần biết.", "body": CODED}
    assert_refused(send(desk, page("pages_page"), **sent), "body")


def test_other_writers_than_forms_are_not_asked():
    """An import converts by itself, and says so."""
    article = make_article(State.DRAFT)
    article.body = f"<p>{to_vni(NOTICE)}</p>"
    actions.save(article, by=make_superuser())
    assert Article.objects.get().body == f"<p>{to_vni(NOTICE)}</p>"
