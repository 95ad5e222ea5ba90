"""Markup that would keep the parser busy for minutes or fill the memory."""

import pytest
from django import forms

from news.models import Article
from portal.core.richtext import clean_html, cleaning

FEW = 40


@pytest.fixture
def few_tags(monkeypatch):
    """Allow few tags, so that small texts can have too many."""
    monkeypatch.setattr(cleaning, "MAX_TAGS", FEW)


def form_with(body: str) -> forms.Form:
    field = Article._meta.get_field("body").formfield()
    return type("BodyForm", (forms.Form,), {"body": field})({"body": body})


def test_as_many_tags_as_are_allowed_are_kept(few_tags):
    markup = "<p>chữ</p>" * FEW
    assert clean_html(markup) == markup


def test_too_many_tags_are_refused_at_the_field_and_nothing_typed_is_lost(few_tags):
    markup = "<p>chữ</p>" * (FEW + 1)
    form = form_with(markup)
    assert "quá nhiều thẻ định dạng (tối đa 40)" in form.errors["body"][0]
    assert form["body"].value() == markup


@pytest.mark.parametrize(
    "markup",
    [
        "<p>một <b>hai</b></p>" * FEW,
        "<div>" * (FEW + 1) + "một hai",
        "<p>một</p><p>hai &lt;b&gt;</p>" * FEW,
        # The parser adds a tbody to each.
        "<table><tr><td>một hai<td>" * (FEW // 4),
    ],
)
def test_where_no_form_refuses_it_the_words_are_kept_and_the_tags_are_not(few_tags, markup):
    cleaned = clean_html(markup)
    assert cleaned.count("<p>") == cleaned.count("<") / 2 == 1
    assert cleaned.count("một") == markup.count("một")
    assert cleaned.count("hai") == markup.count("hai")
    assert clean_html(str(cleaned)) == cleaned


def test_too_many_tags_without_a_word_leave_nothing(few_tags):
    assert clean_html("<div>" * (FEW + 1)) == ""


def test_a_deep_nest_of_emptiness_leaves_nothing():
    assert clean_html("<div>" * 10_000) == ""


@pytest.mark.parametrize(
    "mark",
    [
        "<b a{0}>",
        "<i a='{0}>'>",
        '<U A = "<{0}>">',
        "<font size={0}>",
        "<s\n{0}>",
        "<strong a{0}><em a{0}><tt a{0}>",
    ],
)
def test_marks_left_open_are_not_repeated_in_every_paragraph(mark):
    cleaned = clean_html("".join(map(mark.format, range(300))) + "<p>chữ" * 300)
    assert cleaned.count("chữ") == 300
    # The parser itself repeats up to three of a kind.
    assert cleaned.count("<") < 300 * 2 * (1 + 2 * 3) + 1_000


@pytest.mark.parametrize("mark", ["<b>", "<b><i>", "<sup>", "<span style='font-weight:700'>"])
def test_marks_around_many_paragraphs_are_not_multiplied(mark):
    cleaned = clean_html(mark * 60 + "<p>chữ" * 300)
    assert cleaned.count("chữ") == 300
    assert cleaned.count("<") <= 300 * 6


@pytest.mark.parametrize("quote", ["'", '"', ""])
def test_a_mark_ends_where_a_browser_ends_it(quote):
    markup = f"<p>một <b class={quote}x{quote}>hai</b> ba <em {quote}>bốn</em>{quote} năm</p>"
    kept = f"<p>một <strong>hai</strong> ba <em>bốn</em>{quote} năm</p>"
    assert clean_html(markup).replace("&quot;", '"') == kept


def test_a_quoted_bracket_does_not_end_a_mark():
    assert clean_html("<p><b title='a>b'>chữ</b></p>") == "<p><strong>chữ</strong></p>"


@pytest.mark.parametrize("comment", ["<!-- <b -->", "<!---->", "<!-->", "<!-- a --!>", "<!--\n-->"])
def test_a_comment_goes_and_what_follows_stays(comment):
    assert clean_html(f"<p>một {comment}hai</p>") == "<p>một hai</p>"
