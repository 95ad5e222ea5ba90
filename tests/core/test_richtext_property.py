"""Properties of the cleaner, tried on markup that nobody would write."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.richtext import clean_html, pictures_to_import, printed
from portal.core.text import plain_text
from tests.core.attack_corpus import everything
from tests.core.markup import dangers

# Elements whose text is never shown, and those in which a browser reads no elements.
TAGS = (
    *("p", "div", "span", "b", "strong", "i", "em", "u", "sup", "font", "h1", "h2", "h5", "center"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "thead", "tbody", "caption"),
    *("figure", "figcaption", "section", "section class=facts", "blockquote", "pre", "form", "a"),
    *("a href=/tin/", "a href=https://youtu.be/aaaaaaaaaaa", "a href=javascript:alert(1)", "br"),
    *("hr", "img src=/media/a.webp", "img src=https://khac.example/a.png", "button", "x-y"),
    *("video src=/media/a.mp4", "audio src=/media/a.mp3", "track src=/media/a.vtt", "source"),
    *("span style=font-weight:700", "b style=font-weight:normal", "p class=MsoListParagraph"),
    *("p style='mso-list:l0 level2 lfo1'", "span style='mso-list:Ignore'", "o:p", "select"),
)
NOISE = (
    "\n",
    "&nbsp;",
    "\u00a0",
    "<br><br>",
    "<!-- -->",
    "<![if x]>",
    "&amp;",
    "&lt;p&gt;",
    "\u0301",
)

words = st.integers(min_value=1, max_value=9_999).map(lambda number: f" tu{number} ")
opening = st.sampled_from(TAGS).map(lambda tag: f"<{tag}>")
closing = st.sampled_from(TAGS).map(lambda tag: f"</{tag.split()[0]}>")
shown = st.lists(st.one_of(words, opening, closing, st.sampled_from(NOISE)), max_size=30)
anything = st.lists(
    st.one_of(
        opening,
        closing,
        st.sampled_from(NOISE),
        st.sampled_from(everything()),
        st.text(alphabet=st.characters(codec="utf-8"), max_size=8),
        st.sampled_from(["<", ">", '"', "'", "=", "&", "/", "<!", "]]>", "\x00", "style", " on"]),
    ),
    max_size=20,
)
WORD = re.compile(r"tu\d+")


@given(shown.map("".join))
@settings(max_examples=300)
def test_every_word_that_is_shown_is_kept_and_none_is_said_twice(markup: str):
    cleaned = clean_html(markup)
    kept = WORD.findall(plain_text(cleaned))
    assert sorted(kept) == sorted(WORD.findall(markup))
    assert dangers(cleaned) == []
    assert clean_html(str(cleaned)) == cleaned


@given(anything.map("".join))
@settings(max_examples=200)
def test_whatever_is_written_only_what_is_allowed_comes_out_and_stays(markup: str):
    cleaned = clean_html(markup)
    assert dangers(cleaned) == []
    assert clean_html(str(cleaned)) == cleaned
    printed(cleaned)
    pictures_to_import(markup)


@given(st.text(alphabet="<>/=\"' &;#-!?abipxtd\n\x00\u00a0", max_size=80))
@settings(max_examples=400)
def test_no_heap_of_signs_is_too_much(markup: str):
    cleaned = clean_html(markup)
    assert dangers(cleaned) == []
    assert clean_html(str(cleaned)) == cleaned
