"""Text in its one normal form."""

import unicodedata

import pytest
from hypothesis import given

from portal.core.text import normalise, normalise_line
from tests.core.texts import anything, vietnamese


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        pytest.param("Ho\u0300a Bi\u0300nh", "Hòa Bình", id="decomposed letters are composed"),
        pytest.param("Ngu\u031bo\u031b\u0300i", "Người", id="a horn and a tone are composed"),
        pytest.param("to\u0301\u0302t", "tốt", id="a tone typed before the circumflex"),
        pytest.param("a\u0323\u0306n", "ặn", id="a dot typed before the breve"),
        pytest.param("\u00d0ường", "Đường", id="eth in place of Đ"),
        pytest.param("Một\u00a0hai\u202fba", "Một hai ba", id="no-break spaces become spaces"),
        pytest.param("thành\u200b phố\ufeff", "thành phố", id="zero-width characters go"),
        pytest.param("công\u00ad trình", "công trình", id="soft hyphens go"),
        pytest.param("\u202eđảo\u202c", "đảo", id="direction overrides go"),
        pytest.param("Một\x00 hai\x07", "Một hai", id="control characters go"),
        pytest.param("Một\ufffe\uffff hai\ud800", "Một hai", id="what is no character goes"),
        pytest.param("dòng một\ndòng hai\r\n", "dòng một\ndòng hai\r\n", id="line breaks stay"),
        pytest.param("ＵＢＮＤ　Ａ１（ｂ）", "UBND A1(b)", id="wide letters become plain ones"),
        pytest.param("＜b＞ ＆amp;", "＜b＞ ＆amp;", id="wide signs never become markup"),
        pytest.param("ð ɖ Ɖ", "đ đ Đ", id="look-alikes of đ become đ"),
        pytest.param("", "", id="nothing stays nothing"),
    ],
)
def test_text_is_stored_in_one_form(typed: str, stored: str):
    assert normalise(typed) == stored


@given(anything)
def test_normalising_twice_is_normalising_once(text: str):
    assert normalise(normalise(text)) == normalise(text)


@given(anything)
def test_normalised_text_is_composed_and_holds_nothing_that_xml_refuses(text: str):
    result = normalise(text)
    assert unicodedata.is_normalized("NFC", result)
    refused = {chr(code) for code in range(32)} - set("\t\n\r") | {"\ufffe", "\uffff"}
    assert not refused & set(result)


@given(vietnamese)
def test_both_encodings_of_a_text_are_stored_alike(text: str):
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(text) == text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Tin   nóng \n hôm\tnay ", "Tin nóng hôm nay"),
        ("Tin\u00a0\u00a0nóng", "Tin nóng"),
        ("\u200b \u200b", ""),
        ("Tin\u2028nóng", "Tin nóng"),
    ],
)
def test_a_line_has_single_spaces_and_no_ends(typed: str, stored: str):
    assert normalise_line(typed) == stored


@given(anything)
def test_normalising_a_line_twice_is_normalising_it_once(text: str):
    line = normalise_line(text)
    assert normalise_line(line) == line
    assert line == line.strip()
    assert "  " not in line
    assert not {"\n", "\r", "\t"} & set(line)
