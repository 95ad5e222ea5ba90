"""In HTML only the text is converted, by the font where one is named."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.legacy_markup import SAMPLE_LENGTH, examine, examine_markup
from portal.core.legacy_text import Encoding
from tests.core.legacy import ENCODERS, NOTICE, demo_paragraphs, to_tcvn3, to_vni

CODED = to_tcvn3(NOTICE)


def converted(markup: str) -> str:
    finding = examine_markup(markup)
    return finding.converted if finding else markup


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="font-family:.VnTime">{}</p>',
        '<p style=\'font-size:14pt; font-family:".VnTime","serif"\'>{}</p>',
        '<p style="font-family:&quot;.VnTime&quot;">{}</p>',
        '<font face=".VnTime"><p>{}</p></font>',
        "<p><font face=.VnTime>{}</font></p>",
        '<div style="font-family: .VnArial"><b>{}</b></div>',
        '<style>p.Mso, li.Mso {{font-family:".VnTime";}}</style><p class=Mso>{}</p>',
    ],
)
def test_a_font_decides_however_short_the_text(markup):
    assert converted(markup.format("Qu¶ b\u00ad\u00edc")) == markup.format("Quả bước")


def test_a_font_of_capitals_gives_capitals():
    markup = '<b style="font-family:.VnTimeH">céng hoµ</b><i style="font-family:VNI-Times">caù</i>'
    assert ">CỘNG HOÀ</b>" in converted(markup)
    assert ">cá</i>" in converted(markup)


def test_another_font_beside_a_legacy_one_is_left_alone():
    other = '<span style="font-family:Symbol">·</span><span style="font-family:Arial">cá cã</span>'
    markup = f'<p><span style="font-family:.VnTime">c¸</span>{other}</p>'
    assert converted(markup) == f'<p><span style="font-family:.VnTime">cá</span>{other}</p>'


def test_a_font_ends_with_its_element():
    markup = '<p><span style="font-family:.VnTime">c¸<br></span> cá</p><p>cá</p>'
    assert converted(markup) == markup.replace("c¸", "cá")


def test_without_fonts_the_whole_text_decides():
    first, second = CODED[:100], CODED[100:]
    assert (
        converted(f"<p>{first}</p><p>{second}</p>") == f"<p>{NOTICE[:100]}</p><p>{NOTICE[100:]}</p>"
    )


def test_a_paragraph_in_unicode_beside_it_stays():
    own = "<p>Đoạn này gõ bằng Unicode: có cá, có <b>khoá</b>.</p>"
    assert converted(f"{own}<p>{CODED}</p>{own}") == f"{own}<p>{NOTICE}</p>{own}"


def test_unicode_in_a_legacy_font_stays():
    markup = '<p style="font-family:.VnTime">Việt Nam có cá</p>'
    assert examine_markup(markup) is None


def test_tags_attributes_comments_and_programs_stay():
    kept = (
        '<!-- c¸ > --><a title="c¸ > c¸" href="/c¸?a=1&b=2"',
        "<style>p:after {content: 'c¸'}</style>",
        "<![if !supportLists]>",
        "<script>'c¸'</script>",
    )
    markup = f'{kept[0]} style="font-family:.VnTime">c¸ &lt;b&gt; &amp;</a>{"".join(kept[1:])}'
    assert converted(markup) == markup.replace("c¸ &lt;b", "cá &lt;b")


def test_letters_written_as_entities_are_converted():
    markup = '<p style="font-family:.VnTime">n&shy;&iacute;c &#174;&#xfa; &lt;i&gt;</p>'
    assert converted(markup).endswith(">nước đỳ &lt;i&gt;</p>")


def test_before_and_after_are_shown_with_every_letter():
    finding = examine_markup(f"<p>Đã có.</p><p>{CODED}</p>")
    assert finding.encoding is Encoding.TCVN3
    assert finding.before.startswith("QuyÕt ®Þnh cña Thñ t\u00ad\u00edng")
    assert finding.after.startswith("Quyết định của Thủ tướng")
    assert len(finding.before) <= SAMPLE_LENGTH + 2


def test_plain_text_is_judged_line_by_line():
    finding = examine(f"Dòng gõ bằng Unicode\n{to_vni(NOTICE)}\n")
    assert finding.encoding is Encoding.VNI
    assert finding.converted == f"Dòng gõ bằng Unicode\n{NOTICE}\n"


@pytest.mark.parametrize("encoding", list(Encoding))
def test_whole_articles_come_back(encoding):
    paragraphs = [text.lower() for text in demo_paragraphs()[:60]]
    body = "".join(f"<p>{html.escape(text, quote=False)}</p>\n" for text in paragraphs)
    coded = "".join(
        f"<p>{html.escape(ENCODERS[encoding](text), quote=False)}</p>\n" for text in paragraphs
    )
    assert converted(coded) == body
    assert examine_markup(body) is None


@given(st.text(alphabet="<>/=\"'!-&; apbistyle.VnTime¸®\u00ad?{}", max_size=120))
def test_no_markup_is_lost_or_stops_the_reader(markup):
    finding = examine_markup(f"{markup}<p style='font-family:.VnTime'>c¸</p>")
    if finding:
        tags = [piece for piece in ("<p", "</p>") if piece in markup]
        assert all(tag in finding.converted for tag in tags)


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<a ='", "<!--", "<style>", "</b>", "<b>", "&", "<p class="]
)
def test_hostile_markup_of_a_megabyte_is_read(piece):
    assert examine_markup(piece * (1_000_000 // len(piece))) is None
