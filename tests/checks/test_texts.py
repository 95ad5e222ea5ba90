"""Checks of headings, links, sources, punctuation and abbreviations."""

import pytest

from tests.checks.looking import found, quotes


@pytest.mark.parametrize(
    ("body", "jumps"),
    [
        ("<h2>Một</h2><h3>Hai</h3><h2>Ba</h2>", []),
        ("<h3>Một</h3><p>x</p>", ["Một"]),
        ("<h2>Một</h2><h4>Hai</h4>", ["Hai"]),
        ("<h2>Một</h2><h3>Hai</h3><h4>Ba</h4><h2>Bốn</h2><h4>Năm</h4>", ["Năm"]),
        ("<h4>Một</h4><h2>Hai</h2>", ["Một"]),
        ("<p>Không có đề mục.</p>", []),
        ("<h2>Một</h2><p>x</p><h2>Hai</h2>", []),
    ],
)
def test_headings_that_jump_are_found(body, jumps):
    assert quotes("heading-jump", body=body) == jumps


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("tại đây", True),
        ("Xem thêm…", True),
        ("(Click)", True),
        ("<strong>bấm vào đây</strong>", True),
        ("https://minhgiang.gov.vn/van-ban/12", True),
        ("minhgiang.gov.vn/van-ban", True),
        ("dichvucong.gov.vn", False),
        ("Tờ khai đăng ký khai sinh", False),
        ("xem tại đây mẫu đơn xin phép", False),
        ("Thêm cây xanh", False),
    ],
)
def test_links_whose_words_say_nothing_are_found(words, is_found):
    body = f'<p>Mời <a href="https://minhgiang.gov.vn/x">{words}</a>.</p>'
    assert bool(found("link-text", body=body)) is is_found


@pytest.mark.parametrize("address", ["mailto:a@minhgiang.example", "tel:02983000000"])
def test_an_address_to_write_to_or_to_call_is_its_own_name(address):
    body = f'<p><a href="{address}">www.minhgiang.example</a></p>'
    assert not found("link-text", body=body)


@pytest.mark.parametrize(
    ("url", "name", "is_found"),
    [
        ("https://baochinhphu.vn/a", "", True),
        ("https://baochinhphu.vn/a", "   ", True),
        ("https://baochinhphu.vn/a", "Báo Chính phủ", False),
        ("", "Báo Chính phủ", False),
        ("", "", False),
        ("https://x.vn/a?b=1", "x", False),
    ],
)
def test_reprints_name_their_source(url, name, is_found):
    assert bool(found("source-missing", source_url=url, source_name=name)) is is_found


@pytest.mark.parametrize(
    ("last", "is_found"),
    [
        ("<p>Theo Báo Minh Giang</p>", True),
        ("<p>(Nguồn: baochinhphu.vn)</p>", True),
        ("<p>Nguồn: TTXVN.</p>", True),
        ("<p><em>Theo Cổng thông tin Chính phủ</em></p>", True),
        ("<p>Theo kế hoạch, cầu thông xe năm 2027.</p>", False),
        ("<p>Theo dõi đường dây nóng</p>", False),
        ("<p>Theo UBND phường, việc này xong trước Tết.</p>", False),
        ('<section class="facts"><p class="src">Nguồn: Chi cục Thống kê</p></section>', False),
        ("<p>Nguồn: TTXVN</p><p>Thu Phương</p>", False),
    ],
)
def test_a_source_in_the_last_line_is_found(last, is_found):
    assert bool(found("source-in-text", body=f"<p>Tin.</p>{last}")) is is_found
    assert not found("source-in-text", body=last, source_name="Báo Minh Giang")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Cầu dài 1,5 km; rộng 12 m, thông xe 6 giờ 30.", 0),
        ("Bàn ghế, sách vở,, đồ chơi;; quần áo.", 2),
        ("Sách vở ,đồ chơi", 0),
        ("Sách vở , đồ chơi .", 2),
        ("Gạo,muối;mắm", 2),
        ("Xem https://a.vn/x,y;z và thu@a,b.vn", 0),
        ("Điểm a..., b… và v.v.", 0),
        ("Hết câu.. Câu sau", 1),
        ("Lúc 16:05, ngày 23/5; tỷ số 2:1.", 0),
        ("Số 1,234,567 đồng", 0),
        ("Lớp 9A,9B", 0),
        ("Hỏi ? Đáp !", 2),
    ],
)
def test_wrong_punctuation_is_found(text, number):
    assert sum(_number(f.problem) for f in found("punctuation", body=f"<p>{text}</p>")) == number


def test_two_spaces_are_found_where_they_can_stand():
    assert found("punctuation", summary="Cầu  Bạch Sa")
    assert not found("punctuation", summary="Cầu Bạch Sa\nDòng sau")


def _number(problem: str) -> int:
    return int(problem.split()[1])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("UBND, HĐND, MTTQ, BHXH và VNPT cùng dự.", set()),
        ("Đội TTQLX đi kiểm tra.", {"TTQLX"}),
        ("Đội quản lý xây dựng (TTQLX) đi kiểm tra. TTQLX báo cáo.", set()),
        ("TTQLX (đội quản lý xây dựng) đi kiểm tra.", set()),
        ("Đội quản lý, viết tắt là TTQLX, đi. TTQLX về.", set()),
        ("Quyết định số 3602/QĐ-UBND, Nghị định 42/2022/NĐ-CP, 09-QC/TW.", set()),
        ("Quý IV, thế kỷ XXI, Đại hội XIV.", set()),
        ("THÔNG BÁO VỀ VIỆC CẤP NƯỚC", set()),
        ("CONG HOA XA HOI CHU NGHIA VIET NAM", set()),
        ("LỄ HỘI", set()),
        ("Quốc lộ QL1A, biển số 29A-12345, giấy A4.", set()),
        ("Dự án ZXQ và ZXW.", {"ZXQ", "ZXW"}),
        ("Sở TN&MT, NN&PTNT, LĐ-TB&XH", set()),
        ("Thư gửi vanphong@ABCDE.vn, trang WWW.XYZT.VN", set()),
    ],
)
def test_abbreviations_that_nobody_explains_are_found(text, words):
    findings = found("abbreviation", body=f"<p>{text}</p>")
    listed = findings[0].problem.partition(": ")[2].rstrip(".") if findings else ""
    assert set(filter(None, listed.split(", "))) == words
