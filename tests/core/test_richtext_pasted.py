"""What is pasted from Word, Google Docs, LibreOffice, chats and old pages."""

import re
from pathlib import Path

import pytest

from portal.core.richtext import clean_html, pictures_to_import
from tests.core.markup import dangers

FOLDER = Path(__file__).parent / "pasted"
PASTED = {p.stem: p.read_text() for p in FOLDER.glob("*.html") if ".clean" not in p.name}
RUBBISH = re.compile(
    r"style=|class=\"(?!embed)|mso|font|\u00a0|&nbsp;|width=|border|<(p|li)></\1>|lang="
)
each_paste = pytest.mark.parametrize("name", PASTED)


@each_paste
def test_a_paste_becomes_what_stands_beside_it(name):
    kept = (FOLDER / f"{name}.clean.html").read_text()
    assert f"{clean_html(PASTED[name])}\n" == kept


@each_paste
def test_nothing_of_the_program_is_left_of_a_paste(name):
    cleaned = clean_html(PASTED[name])
    assert RUBBISH.search(cleaned) is None
    assert dangers(cleaned) == []


@each_paste
def test_a_cleaned_paste_stays_as_it_is(name):
    cleaned = str(clean_html(PASTED[name]))
    assert clean_html(cleaned) == cleaned


def mso(level: int, mark: str, words: str) -> str:
    gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
    ignored = f"<span style='mso-list:Ignore'>{mark}{gap}</span>"
    style = f"text-indent:-18.0pt;mso-list:l0 level{level} lfo1"
    marked = f"<![if !supportLists]>{ignored}<![endif]>{words}"
    return f"<p class=MsoListParagraph style='{style}'>{marked}</p>"


@pytest.mark.parametrize(
    ("marks", "kept"),
    [
        ("1. 2.", "<ol><li>1</li><li>2</li></ol>"),
        ("(1) (2)", "<ol><li>1</li><li>2</li></ol>"),
        ("3) 4)", '<ol start="3"><li>1</li><li>2</li></ol>'),
        ("1. 1.", "<ol><li>1</li></ol><ol><li>2</li></ol>"),
        ("a) b)", '<ol type="a"><li>1</li><li>2</li></ol>'),
        ("h) i) j)", '<ol start="8" type="a"><li>1</li><li>2</li><li>3</li></ol>'),
        ("i. ii. iii. iv.", '<ol type="i"><li>1</li><li>2</li><li>3</li><li>4</li></ol>'),
        ("I. II.", '<ol type="I"><li>1</li><li>2</li></ol>'),
        ("· – o", "<ul><li>1</li><li>2</li><li>3</li></ul>"),
        ("§ Ø ü", "<ul><li>1</li><li>2</li><li>3</li></ul>"),
        ("1.1. 1.2.", "<p>1.1. 1</p><p>1.2. 2</p>"),
        (
            "d) đ) e)",
            (
                '<ol start="4" type="a"><li>1</li></ol><p>đ) 2</p>'
                '<ol start="5" type="a"><li>3</li></ol>'
            ),
        ),
    ],
)
def test_a_mark_of_word_says_which_list_it_is_or_stays_in_words(marks, kept):
    markup = "".join(mso(1, mark, str(n)) for n, mark in enumerate(marks.split(), start=1))
    assert clean_html(markup) == kept


def test_levels_of_word_become_lists_within_lists():
    rows = [(1, "1.", "một"), (2, "·", "hai"), (3, "·", "ba"), (1, "2.", "bốn"), (2, "·", "năm")]
    assert clean_html("".join(mso(*row) for row in rows)) == (
        "<ol><li>một<ul><li>hai<ul><li>ba</li></ul></li></ul></li>"
        "<li>bốn<ul><li>năm</li></ul></li></ol>"
    )


def test_a_list_that_begins_below_its_first_level_is_a_list_all_the_same():
    markup = mso(3, "·", "một") + mso(1, "·", "hai")
    assert clean_html(markup) == "<ul><li>một</li></ul><ul><li>hai</li></ul>"


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("font-weight:700", "<strong>a</strong>"),
        ("font-weight: bold !important", "<strong>a</strong>"),
        ("font-weight:400", "a"),
        ("FONT-STYLE: ITALIC", "<em>a</em>"),
        ("text-decoration:underline", "<u>a</u>"),
        ("text-decoration-line:underline", "<u>a</u>"),
        ("vertical-align:super;font-size:.6em", "<sup>a</sup>"),
        ("vertical-align:sub", "<sub>a</sub>"),
        ("font-weight:700;font-style:italic", "<strong><em>a</em></strong>"),
        ("color:red;font-family:'Times New Roman'", "a"),
    ],
)
def test_what_a_style_shows_is_said_by_an_element(style, kept):
    assert clean_html(f'<p>x <span style="{style}">a</span></p>') == f"<p>x {kept}</p>"


@pytest.mark.parametrize("mark", ["b", "strong", "i", "em", "u"])
def test_a_mark_that_its_own_style_takes_back_is_none(mark):
    style = "font-weight:normal;font-style:normal;text-decoration:none"
    assert (
        clean_html(f'<{mark} style="{style}"><p>một</p><p>hai</p></{mark}>')
        == "<p>một</p><p>hai</p>"
    )


def test_a_line_of_google_docs_is_bold_where_it_says_so():
    line = 'một <span style="font-weight:700">hai</span><span style="display:none">x</span>'
    assert clean_html(f'<b style="font-weight:normal">{line}</b>') == "một <strong>hai</strong>"
    assert clean_html('<p class="plain">một</p><p class="plain">hai</p>') == "<p>một</p><p>hai</p>"


def test_a_mark_within_its_like_says_nothing():
    inner = '<span style="font-weight:700;font-style:italic">hai</span>'
    assert clean_html(f"<b>một {inner}</b>") == "<strong>một <em>hai</em></strong>"


@pytest.mark.parametrize(
    "hiding",
    [
        'style="display:none"',
        'style="DISPLAY : NONE !important"',
        'style="visibility:hidden"',
        'style="font-size:0"',
        'style="font-size:0.0pt"',
        'style="opacity:0"',
        'style="mso-hide:all"',
        'style="position:absolute;left:-9999px"',
        'style="text-indent:-10000px"',
        "hidden",
    ],
)
def test_what_nobody_was_to_see_is_not_published(hiding):
    spam = f'<div {hiding}><a href="https://ca-cuoc.example/">cá cược</a></div>'
    assert clean_html(f"<p>một</p>{spam}<p>hai</p>") == "<p>một</p><p>hai</p>"
    assert clean_html(f"<p>một<span {hiding}>cá cược</span></p>") == "<p>một</p>"


@pytest.mark.parametrize(
    "markup",
    [
        '<div style="font-size:0"><span style="font-size:14px">chữ</span></div>',
        '<p style="visibility:hidden"><span style="visibility:visible">chữ</span></p>',
        '<p style="color:#fff;background:#fff">chữ</p>',
        '<p style="text-indent:-18pt;margin-left:-5px">chữ</p>',
        '<p style="opacity:0.5;font-size:10pt">chữ</p>',
    ],
)
def test_what_could_be_seen_is_kept(markup):
    assert clean_html(markup) == "<p>chữ</p>"


def test_a_hidden_cell_leaves_its_place():
    row = "<tr><td>a</td><td style='display:none'>b</td><td>c</td></tr>"
    assert clean_html(f"<table>{row}</table>") == (
        "<table><tbody><tr><td>a</td><td></td><td>c</td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    ("picture", "offered"),
    [
        (
            '<img src="https://khac.example/a.jpg" alt=" Cầu  mới ">',
            [("https://khac.example/a.jpg", "Cầu mới")],
        ),
        ('<img src="//khac.example/a.jpg">', [("https://khac.example/a.jpg", "")]),
        (
            '<img src="data:image/png;base64,AAAA" alt="Cầu">',
            [("data:image/png;base64,AAAA", "Cầu")],
        ),
        ('<img src="data:image/svg+xml,x" alt="Cầu">', []),
        ('<img src="https://khac.example/a.gif" width="1" height="1">', []),
        ('<img src="https://khac.example/a.png" alt="😀">', []),
        ('<img src="file:///C:/a.png" alt="Cầu">', []),
        ('<img src="cid:a" alt="Cầu">', []),
        ('<img src="/media/a.webp" alt="Cầu">', []),
        ('<img src="http://testserver/media/a.webp" alt="Cầu">', []),
        ('<img src="javascript:alert(1)" alt="Cầu">', []),
    ],
)
def test_pictures_that_the_portal_does_not_have_are_offered_for_import(picture, offered):
    assert pictures_to_import(f"<p>a</p><p>{picture}{picture}</p>") == offered
