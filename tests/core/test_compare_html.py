"""Two rich texts side by side: what is marked, and what is said."""

import pytest

from portal.core.richtext.compare import compare_html
from tests.core.comparing import after, before, faults, marks

PICTURE = '<img src="/media/{}.webp" alt="{}" width="{}" height="10">'


def rows(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("<p>một hai ba</p>", "<p>một bốn ba</p>", ["-hai", "+bốn"]),
        ("<p>một hai ba</p>", "<p>một ba</p>", ["-hai"]),
        ("<p>một ba</p>", "<p>một hai ba</p>", ["+hai"]),
        ("", "<p>một</p>", ["+một"]),
        ("<p>một</p>", "", ["-một"]),
        ("<p>Số 15/QĐ-UBND ký.</p>", "<p>Số 16/QĐ-UBND ký.</p>", ["-15/QĐ-UBND", "+16/QĐ-UBND"]),
        ("<p>một</p><p>hai</p>", "<p>một</p><p>ba</p><p>hai</p>", ["+ba"]),
        ("<ul><li>một</li><li>hai</li></ul>", "<ul><li>hai</li></ul>", ["-một"]),
        (rows("5/6|8:00", "6/6|9:00"), rows("5/6|8:30", "6/6|9:00"), ["-8:00", "+8:30"]),
        (rows("a|1", "b|2"), rows("a|1", "c|3", "b|2"), ["+c", "+3"]),
        ("<p>một</p>", "<p>một</p><hr>", ["+"]),
        ("<p>a &lt;b&gt; c</p>", "<p>a &lt;b&gt; d</p>", ["-c", "+d"]),
    ],
)
def test_words_that_came_and_went_are_marked(old, new, marked):
    assert marks(compare_html(old, new)) == marked


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<p>một hai</p>", "<p>một <strong>hai</strong></p>", "[thêm chữ đậm]"),
        ("<p>một <em>hai</em></p>", "<p>một hai</p>", "[bỏ chữ nghiêng]"),
        ('<p><a href="/a">một</a></p>', '<p><a href="/b">một</a></p>', "[đổi đường dẫn: /a → /b]"),
        ("<p>một</p>", '<p><a href="/b">một</a></p>', "[thêm đường dẫn /b]"),
        ('<p><a href="/a">một</a></p>', "<p>một</p>", "[bỏ đường dẫn /a]"),
        ("<p>một</p>", "<h2>một</h2>", "[đổi kiểu: đoạn văn → đề mục cấp 2]"),
        (
            "<ul><li>một</li></ul>",
            "<ol><li>một</li></ol>",
            "[đổi kiểu: danh sách có dấu đầu dòng → danh sách đánh số]",
        ),
        ('<p class="src">một</p>', "<p>một</p>", "[đổi kiểu trình bày]"),
        (
            f"<figure>{PICTURE.format('a', 'cũ', 10)}</figure>",
            f"<figure>{PICTURE.format('a', 'mới', 10)}</figure>",
            "[đổi mô tả ảnh: “cũ” → “mới”]",
        ),
        (
            f"<figure>{PICTURE.format('a', 'cũ', 10)}</figure>",
            f"<figure>{PICTURE.format('a', 'cũ', 20)}</figure>",
            "[đổi cỡ ảnh]",
        ),
    ],
)
def test_changes_of_form_alone_are_said_in_words(old, new, said):
    compared = compare_html(old, new)
    assert marks(compared) == [said]
    assert faults(compared) == []


def test_another_picture_under_the_same_caption_is_removed_and_added():
    caption = "<figcaption>Cầu Bạch Sa nhìn từ bờ bắc</figcaption>"
    old, new = (f"<figure>{PICTURE.format(name, '', 9)}{caption}</figure>" for name in "ab")
    compared = compare_html(old, new)
    assert compared.count("<del>") == compared.count("<ins>") == compared.count("<figure>") + 0 == 1
    assert compared.count("<figcaption>") == 1


def test_marks_are_said_to_screen_readers():
    compared = compare_html("<p>một hai</p>", "<p>một ba</p>")
    assert '<del><span class="visually-hidden">bỏ: </span>hai</del>' in compared
    assert '<ins><span class="visually-hidden">thêm: </span>ba</ins>' in compared


def test_words_replaced_one_by_one_are_marked_as_one():
    old = "<p>Đoàn đã kiểm tra bảy điểm và lập biên bản tại chỗ ngay.</p>"
    new = "<p>Đoàn đã xử phạt tám hộ và thu hồi giấy tại chỗ ngay.</p>"
    assert marks(compare_html(old, new)) == [
        "-kiểm tra bảy điểm và lập biên bản",
        "+xử phạt tám hộ và thu hồi giấy",
    ]


def test_a_changed_paragraph_is_known_among_others_that_came_and_went():
    old = "<p>Mở đầu đã bỏ.</p><p>Ủy ban nhân dân phường tiếp công dân ngày 5.</p>"
    new = "<p>Ủy ban nhân dân phường tiếp công dân ngày 6.</p><p>Kết thúc mới thêm.</p>"
    assert marks(compare_html(old, new)) == ["-Mở đầu đã bỏ.", "-5", "+6", "+Kết thúc mới thêm."]


def test_a_text_compared_with_itself_has_no_mark():
    text = "<h2>Đề mục</h2><ul><li>a<ul><li>b</li></ul></li></ul><figure><hr></figure>"
    compared = compare_html(text, text)
    assert marks(compared) == []
    assert before(compared) == after(compared) == "Đề mục a b"


def test_long_stretches_that_stayed_are_counted_instead_of_shown():
    many = [f"<p>Đoạn số {number}.</p>" for number in range(20)]
    changed = [*many[:10], "<p>Đoạn thêm vào.</p>", *many[10:]]
    compared = compare_html("".join(many), "".join(changed), changes_only=True)
    folded = '<p class="change-fold">… 9 đoạn không đổi …</p>'
    assert compared.count(folded) == 2
    assert "Đoạn số 9." in compared
    assert "Đoạn số 10." in compared
    assert "Đoạn số 8." not in compared
    assert "không đổi" not in compare_html("".join(many), "".join(changed))


def test_rows_and_items_are_folded_within_their_table_and_list():
    table = rows(*(f"{number}|x" for number in range(9)))
    items = "".join(f"<li>mục {number}</li>" for number in range(9))
    old, new = f"{table}<ul>{items}</ul>", f"{table}<ul>{items}</ul>"
    new = new.replace("<td>8</td>", "<td>tám</td>").replace("mục 8", "mục tám")
    compared = compare_html(old, new, changes_only=True)
    assert '<tr class="change-fold"><td colspan="99">… 7 dòng không đổi …</td></tr>' in compared
    assert '<li class="change-fold">… 7 mục không đổi …</li>' in compared
    assert faults(compared) == []
