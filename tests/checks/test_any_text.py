"""No check fails, whatever it is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.models import Article
from portal.core.checks.registry import CHECKS
from portal.core.checks.subject import Subject
from portal.core.media.models import Document
from portal.core.richtext import clean_html

ASKING = {"similar", "link-broken"}
"""Checks that ask the database; they have tests of their own."""
PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "<h2>",
        "<h4>",
        "<ul><li>",
        "<a",
        "href='/x'>",
        "</a>",
        "<img",
        "src='/a.png'>",
        "001085012345",
        "0912345678",
        "CMND",
        "STK",
        "ông",
        "Nguyễn",
        "sinh",
        "UBND",
        "XYZQ",
        ",,",
        ";;",
        "..",
        "(",
        ")",
        "Theo",
        "Nguồn:",
        "&",
        "&amp;",
        "01/02/1990",
        "Ngày•sinh",
        "<figure>",
        "<figcaption>",
        "ﬁ",
        "Ａ",
        "́",
        "\u0600",
        "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join))


@settings(max_examples=120, deadline=None)
@given(title=TEXTS, summary=TEXTS, body=TEXTS, words=TEXTS)
def test_no_check_fails_on_any_text(title, summary, body, words):
    article = Article(title=title, summary=summary, body=clean_html(body), source_url=words)
    document = Document(title=title, text=words)
    subject = Subject(article, {"pictures": {}, "documents": [document]})
    for check in CHECKS:
        if check.name not in ASKING:
            for finding in check.find(subject):
                assert finding.message
                assert finding.digest


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_check_says_what_it_does_and_how_to_mend_it(check):
    assert check.title
    assert check.explanation.endswith(".")
    assert check.advice.endswith(".")
    assert len(check.name) <= 30
