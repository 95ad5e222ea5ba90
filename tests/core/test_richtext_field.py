"""The column and the form field of rich text."""

import pytest
from django import forms

from news.models import Article
from portal.core import richtext
from portal.core.richtext import MAX_LENGTH, RichTextFormField, cleaning
from tests.factories import make_article

HOSTILE = "<p>Chữ<script>alert(1)</script></p>"


def form_field() -> RichTextFormField:
    field = Article._meta.get_field("body").formfield()
    assert isinstance(field, RichTextFormField)
    return field


@pytest.mark.django_db
def test_an_action_cleans():
    assert make_article(body=HOSTILE).body == "<p>Chữ</p>"


@pytest.mark.django_db
def test_save_cleans():
    article = make_article()
    article.body = HOSTILE
    article.save()
    article.refresh_from_db()
    assert article.body == "<p>Chữ</p>"


@pytest.mark.django_db
def test_bulk_create_cleans():
    first = make_article()
    second = Article(
        title="Hai",
        slug="hai",
        summary="Hai.",
        body=HOSTILE,
        category=first.category,
        created_by=first.created_by,
        updated_by=first.created_by,
    )
    Article.objects.bulk_create([second])
    assert Article.objects.get(slug="hai").body == "<p>Chữ</p>"


@pytest.mark.django_db
def test_bulk_update_cleans():
    article = make_article()
    article.body = HOSTILE
    Article.objects.bulk_update([article], ["body"])
    article.refresh_from_db()
    assert article.body == "<p>Chữ</p>"


@pytest.mark.django_db
def test_an_update_cleans():
    article = make_article()
    Article.objects.filter(pk=article.pk).update(body=HOSTILE)
    article.refresh_from_db()
    assert article.body == "<p>Chữ</p>"


def test_the_form_gives_clean_html():
    assert form_field().clean(HOSTILE) == "<p>Chữ</p>"


@pytest.mark.parametrize("shell", ["", "   ", "<p>&nbsp;</p>", "<p><br></p>", "<script>x</script>"])
def test_an_empty_shell_of_markup_counts_as_empty(shell: str):
    with pytest.raises(forms.ValidationError) as error:
        form_field().clean(shell)
    assert error.value.code == "required"


def test_a_picture_alone_is_not_empty():
    assert "<img" in form_field().clean('<p><img src="/media/a.webp" alt="Cầu"></p>')


def test_a_body_that_is_too_long_is_refused_in_vietnamese(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cleaning, "try_to_clean", None)  # it must not even be tried
    with pytest.raises(forms.ValidationError) as error:
        form_field().clean("a" * (MAX_LENGTH + 234_567))
    message = "".join(error.value.messages)
    assert message.startswith("Nội dung quá dài (1.234.567 ký tự, tối đa 1.000.000). Hãy chia")


def test_a_body_of_the_greatest_length_is_taken():
    assert len(form_field().clean("a" * MAX_LENGTH)) == MAX_LENGTH


def test_a_nul_byte_is_dropped_and_not_an_error():
    assert form_field().clean("<p>Ch\x00ữ</p>") == "<p>Chữ</p>"


def test_the_editor_is_the_one_of_the_design_card():
    assert isinstance(form_field().widget, richtext.EditorWidget)


def test_one_setting_replaces_the_editor_and_the_text_is_cleaned_all_the_same(settings):
    settings.RICHTEXT_WIDGET = "django.forms.Textarea"
    field = form_field()
    assert type(field.widget) is forms.Textarea
    assert field.clean(HOSTILE) == "<p>Chữ</p>"
