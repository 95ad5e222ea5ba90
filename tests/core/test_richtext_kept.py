"""The elements that articles are made of come through as they are."""

import pytest

from portal.core.richtext import CleanHTML, clean_html

FACTS = (
    '<section class="facts"><h2>Con số</h2><dl><div><dt>Dài</dt><dd>1.240 m</dd></div></dl>'
    '<p class="src">Nguồn: Ban Quản lý dự án</p></section>'
)
TABLE = (
    '<table><caption>Giá đất</caption><thead><tr><th scope="col">Vị trí</th>'
    '<th scope="col" colspan="2">Giá</th></tr></thead><tbody><tr><th scope="row">1</th>'
    '<td>35</td><td rowspan="2">60</td></tr></tbody></table>'
)
ARTICLE_PARTS = [
    "<p>Đoạn một, <strong>đậm</strong>, <em>nghiêng</em>, <u>gạch</u>, m<sup>2</sup>.</p>",
    "<h2>Một</h2><h3>Hai</h3><h4>Ba</h4>",
    "<ul><li>một<ul><li>con</li></ul></li></ul>",
    '<ol start="3"><li>ba</li></ol>',
    "<blockquote><p>Lời nói.</p><p>Ông Lương Bá Thiệu</p></blockquote>",
    "<hr>",
    FACTS,
    TABLE,
]


@pytest.mark.parametrize("part", ARTICLE_PARTS)
def test_what_articles_are_made_of_stays_letter_by_letter(part: str):
    assert clean_html(part) == part


def test_a_figure_keeps_its_picture_caption_and_credit():
    cleaned = clean_html(
        '<figure><img src="/media/anh/a-800.webp" alt="Cầu" width="800" height="600">'
        '<figcaption>Cầu mới. <span class="credit">Ảnh: Minh Quang</span></figcaption></figure>'
    )
    assert cleaned == (
        '<figure><img loading="lazy" decoding="async" src="/media/anh/a-800.webp" alt="Cầu" '
        'width="800" height="600"><figcaption>Cầu mới. '
        '<span class="credit">Ảnh: Minh Quang</span></figcaption></figure>'
    )


def test_every_picture_is_loaded_when_it_comes_into_view():
    cleaned = clean_html('<img src="/a.webp" loading="eager"><img src="/b.webp">')
    assert cleaned.count('loading="lazy"') == cleaned.count("<img") == 2
    assert "eager" not in cleaned


@pytest.mark.parametrize(
    "address",
    [
        "/tin/2026/",
        "#muc-1",
        "https://dichvucong.example/?a=1&amp;b=2",
        "http://minhgiang.example",
        "mailto:vanphong@minhgiang.example",
        "tel:+842033555666",
    ],
)
def test_links_keep_their_address(address: str):
    cleaned = clean_html(f'<a href="{address}">đi</a>')
    assert cleaned == f'<a href="{address}" rel="noopener noreferrer">đi</a>'


@pytest.mark.parametrize("value", ["100%", "-1", "1e3", "12345", "x", "1;"])
def test_sizes_are_plain_small_numbers(value: str):
    assert "width" not in clean_html(f'<img src="/a.webp" width="{value}">')
    assert "colspan" not in clean_html(f'<table><tr><td colspan="{value}">ô</td></tr></table>')


def test_classes_that_the_style_sheet_does_not_give_to_editors_go():
    assert clean_html('<p class="src masthead">a</p>') == '<p class="src">a</p>'
    assert 'class="facts"' not in clean_html('<p class="facts">a</p>')


def test_clean_html_is_not_cleaned_again():
    once = clean_html("<p>Một</p>")
    assert isinstance(once, CleanHTML)
    assert clean_html(once) is once


def test_what_is_cut_out_of_clean_html_is_cleaned_again():
    inner = clean_html("<p>&lt;script&gt;</p>")
    assert not isinstance(inner[3:], CleanHTML)
    assert not isinstance(inner + "<script>", CleanHTML)
    assert not isinstance(inner.replace("&lt;", "<"), CleanHTML)
