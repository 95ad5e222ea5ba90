"""What an editor wrote in words is kept; what a paste brings along is not."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.richtext import clean_html
from portal.core.text import normalise, plain_text

INLINE = ["b", "i", "u", "strong", "em", "font", "mark", "code", "tt", "big", "small", "span"]
BLOCKS = ["p", "div", "h1", "h2", "h5", "center", "article", "address", "pre", "li", "blockquote"]


def words_of(markup: str) -> list[str]:
    return plain_text(clean_html(markup)).split()


@pytest.mark.parametrize("tag", [*INLINE, *BLOCKS, "form", "section", "header", "fieldset", "x-y"])
def test_an_element_that_is_not_kept_leaves_its_words(tag: str):
    assert words_of(f"<p>một</p><{tag} class=x>hai</{tag}><p>ba</p>") == ["một", "hai", "ba"]


@pytest.mark.parametrize("tag", BLOCKS)
def test_words_of_two_blocks_never_run_together(tag: str):
    assert words_of(f"<{tag}>một</{tag}><{tag}>hai</{tag}>") == ["một", "hai"]


@pytest.mark.parametrize("tag", ["b", "em", "u", "span"])
def test_a_space_that_stood_in_an_empty_element_stays(tag: str):
    assert words_of(f"một<{tag}> </{tag}>hai<{tag}><br></{tag}>ba") == ["một", "hai", "ba"]


@pytest.mark.parametrize("tag", ["script", "style", "template", "noscript", "title", "object"])
def test_program_text_goes_with_its_element(tag: str):
    assert words_of(f"<p>một</p><{tag}>var mat_khau = 1;</{tag}><p>hai</p>") == ["một", "hai"]


def test_text_that_looks_like_a_tag_stays_text():
    cleaned = clean_html("<p>nếu a &lt; b &amp;&amp; c &gt; d thì &lt;b&gt;</p>")
    assert cleaned == "<p>nếu a &lt; b &amp;&amp; c &gt; d thì &lt;b&gt;</p>"


def test_a_loose_mark_behind_a_tag_eats_no_words():
    assert words_of("<p>\u0338một</p><p>hai</p>")[-1] == "hai"


element = st.sampled_from([*INLINE, *BLOCKS, "a", "td", "table", "ul", "form"])
word = st.sampled_from(
    ["Đường", "hòa", "3602/QĐ-UBND", "1.240", "o\u0301ng", "a<b", "&amp;", "“x”"]
)


@given(st.lists(st.tuples(element, word, element), max_size=8))
def test_words_are_never_lost_however_elements_are_nested(rows: list[tuple[str, str, str]]):
    markup = " ".join(
        f"<{outer}><{inner}> {html.escape(text)} </{outer}>" for outer, text, inner in rows
    )
    kept = words_of(markup)
    wanted = [normalise(text) for _, text, _ in rows]
    assert sorted(kept) == sorted(wanted)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<p>một\u00a0\u00a0\u00a0hai</p>", "<p>một hai</p>"),
        ("<p>một&nbsp;&nbsp; &#160;hai&#xA0;ba</p>", "<p>một hai ba</p>"),
        ("<p>một</p><p>&nbsp;</p><p></p><p><br></p><p>hai</p>", "<p>một</p><p>hai</p>"),
        ("<p><b><span>&nbsp;</span></b></p>", ""),
        ("<ul><li>một</li><li></li></ul>", "<ul><li>một</li></ul>"),
        ("<p><span style='color:red'>đỏ</span></p>", "<p>đỏ</p>"),
        ("<span>a<span class='credit'>b</span>c</span>", 'a<span class="credit">b</span>c'),
        ("<p><o:p></o:p>Chữ từ Word<o:p>&nbsp;</o:p></p>", "<p>Chữ từ Word </p>"),
        ("<p class='MsoNormal' style='margin:0'>Chữ</p>", "<p>Chữ</p>"),
        ("<p>Ho\u0300a\u200b B&igrave;nh</p>", "<p>Hòa Bình</p>"),
        ("<p>a&#x301;&shy;</p>", "<p>á</p>"),
    ],
)
def test_what_a_paste_leaves_behind_goes(pasted: str, kept: str):
    assert clean_html(pasted) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<b>đậm</b>", "<strong>đậm</strong>"),
        ("<B CLASS=x>đậm</B>", "<strong>đậm</strong>"),
        ("<i>nghiêng</i>", "<em>nghiêng</em>"),
        ("<h1>Đề mục</h1>", "<h2>Đề mục</h2>"),
        ("<h5>Nhỏ</h5><h6>Nhỏ nữa</h6>", "<h4>Nhỏ</h4><h4>Nhỏ nữa</h4>"),
        ("<br/><big>chữ</big>", "<br>chữ"),
        ("<iframe>khung</iframe><img>", "khung"),
    ],
)
def test_synonyms_become_the_portals_own_elements(written: str, kept: str):
    assert clean_html(written) == kept
