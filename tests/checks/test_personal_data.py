"""What may be a person's number, and what only looks like one."""

import pytest

from tests.checks.looking import found

CHECK = "personal-data"


def table(*rows: str) -> str:
    """Return a table; cells are divided by "|"."""
    cells = ("".join(f"<td>{cell.strip()}</td>" for cell in row.split("|")) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def kinds(text: str, attached: str = "") -> set[str]:
    """Return which kinds of numbers are found in a text."""
    findings = found(
        CHECK, body=text if text.startswith("<") else f"<p>{text}</p>", attached=attached
    )
    return {e.partition(":")[0] for finding in findings for e in finding.evidence}


@pytest.mark.parametrize(
    "text",
    [
        "Ông Trần Văn Lực, CCCD số 001085012345, trú tại thôn 2.",
        "Công dân có số định danh 036 185 004 321 đến nhận giấy.",
        "Số căn cước: 0010.8501.2345",
        "Người nhận: 079300123456.",
        "Bà Lê Thị Mơ (001185067890) được hỗ trợ 2.000.000 đồng.",
        table("Họ tên | Số CCCD", "Nguyễn Văn An | 001085012345"),
        "<ul><li>Phạm Thị Hoa – 034193001122</li></ul>",
    ],
)
def test_identity_numbers_are_found(text):
    assert kinds(text) == {"IDENTITY"}


@pytest.mark.parametrize(
    "text",
    [
        "Mã hồ sơ 000.00.16.H05-240612-0012 đã trả kết quả.",
        "Mã số thuế: 001085012345",
        "Tổng dự toán 123.456.789.012 đồng.",
        "Tài khoản kho bạc 3949.0.1023456.00000 của UBND phường.",
        "Mã vạch 8934563138165, gói thầu IB2500123456-00.",
        "Số 999999999999 không phải mã tỉnh nào.",
        "CCCD số 001•••••••45 đã che.",
        "Quyết định số 3602/QĐ-UBND ngày 20/11/2025; giai đoạn 2025-2030.",
        "Đường dây nóng 0298 3 855 018, 0298 300 0001 và 1900 1234.",
    ],
)
def test_other_long_numbers_are_not_taken_for_a_persons(text):
    assert kinds(text) == set()


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Số CMND: 012345678, cấp ngày 01/02/2010.", True),
        (table("Họ và tên | Số CMND", "Trần Thị Bé | 182345678"), True),
        ("Giấy chứng minh nhân dân số 012 345 678.", True),
        ("Kinh phí 123.456.789 đồng.", False),
        ("Xuất trình căn cước; mức hỗ trợ 123 456 789 đồng mỗi hộ.", False),
        ("Số báo danh 012345678 trúng giải.", False),
        ("Số liệu chứng minh rằng 123456789 lượt truy cập là thật.", False),
        ("Công an cấp 9.482 căn cước, trả phí 120.000 đồng.", False),
    ],
)
def test_old_identity_numbers_need_their_name(text, is_found):
    assert ("OLD_IDENTITY" in kinds(text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Hộ ông Nguyễn Văn An, thôn 2, SĐT 0987 654 321.", True),
        ("Ai nhặt được ví xin gọi chị Lan, 0912.345.678.", True),
        ("Mẹ cháu Trần Gia Hân: +84 912 345 678.", True),
        (table("Họ tên | Điện thoại", "Lò Thị Mai | 0356789012"), True),
        ("<ul><li>Vũ Đình Khôi, 0912-345-678</li></ul>", True),
        ("Người dân phản ánh qua đường dây nóng 0912 345 678.", False),
        ("Liên hệ ông Nguyễn Văn An, Chủ tịch UBND phường, 0912 345 678.", False),
        ("Gặp bà Mơ, cán bộ địa chính, số 0912 345 678.", False),
        (table("Họ tên | Chức vụ | Điện thoại", "Lê An | Trưởng công an | 0912345678"), False),
        ("Cửa hàng ở 12 đường Trần Phú, Hà Nội, điện thoại 0912 345 678.", False),
        ("Văn phòng Đảng ủy: 0298 3 855 018. Ông Nguyễn Văn An dự họp.", False),
        ("Công ty của ông Lê Văn Tám, mã số thuế 0312345678.", False),
        ("Ông Trần Văn Lực nhận 0,9 ha và 350.000.000 đồng.", False),
    ],
)
def test_telephones_are_found_beside_people_and_not_beside_offices(text, is_found):
    assert ("PHONE" in kinds(text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Số tài khoản 19036712345678, chủ tài khoản Nguyễn Văn An.", True),
        ("STK: 0123456789 Vietcombank, anh Hùng.", True),
        (table("Họ tên | Số tài khoản", "Trần Thị Bé | 1234567890123"), True),
        ("Gửi về tài khoản của gia đình: 711A12345678, số TK 105001234567.", True),
        ("Số tài khoản 3949.0.9087654 tại Kho bạc Nhà nước khu vực.", False),
        ("Ủng hộ qua tài khoản 1500201118811 của Ủy ban MTTQ xã.", False),
        ("Quỹ Vì người nghèo, số tài khoản 0451000999999.", False),
        ("Người đã đăng ký tài khoản nhận 500 000 đồng mỗi tháng.", False),
        ("Đã mở 1234567 tài khoản định danh.", False),
    ],
)
def test_accounts_are_found_unless_an_office_owns_them(text, is_found):
    assert ("ACCOUNT" in kinds(text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        (
            table("Họ tên | Ngày sinh", "Nguyễn Văn An | 01/02/1960", "Trần Thị Bé | 15-08-1955"),
            True,
        ),
        (
            "<ol><li>Nguyễn Văn An, sinh 1/2/2007</li><li>Lò Thị Mai, sinh 12/11/2007</li></ol>",
            True,
        ),
        (table("Họ tên | Năm sinh", "Nguyễn Văn An | 1960", "Trần Thị Bé | 1955"), False),
        ("Đồng chí Nguyễn Văn An, sinh ngày 15/3/1970, quê Gia Lộc.", False),
        (table("Việc | Ngày", "Họp thôn | 01/02/2026", "Tiêm phòng | 03/02/2026"), False),
        (
            table(
                "Họ tên | Chức vụ | Ngày sinh",
                "Nguyễn Văn An | Chủ tịch | 01/02/1970",
                "Trần Thị Bé | Phó Chủ tịch | 02/03/1975",
            ),
            False,
        ),
        (
            table("Họ tên | Ngày nộp", "Nguyễn Văn An | 01/02/2026", "Trần Thị Bé | 02/02/2026"),
            False,
        ),
    ],
)
def test_birthdays_are_found_in_lists_of_people(text, is_found):
    assert ("BIRTHDAY" in kinds(text)) is is_found


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("STT Họ tên CCCD 1 Nguyễn Văn An 001085012345 2 Lê Thị Mơ 001185067890", {"IDENTITY"}),
        (
            "Họ và tên Ngày sinh 1 Nguyễn Văn An 01/02/1960 2 Trần Thị Bé 03/04/1961",
            {"BIRTHDAY"},
        ),
        ("Quyết định số 12/QĐ-UBND ngày 01/02/2026 của UBND phường", set()),
        ("Ngày sinh hoạt chi bộ: 01/02/2026, 03/03/2026", set()),
    ],
)
def test_attached_documents_are_looked_at_too(words, expected):
    assert kinds("", attached=words) == expected


def test_a_number_is_quoted_masked_and_told_apart_by_its_digits():
    (finding,) = found(CHECK, body="<p>Ông An 001085012345, bà Mơ 001185067890.</p>")
    assert "001085012345" not in finding.message
    assert "001•••••••45" in finding.message
    (other,) = found(CHECK, body="<p>Ông An 001085012345.</p>")
    (moved,) = found(CHECK, body="<p>Chào.</p><p>001185067890 và 001 085 012 345.</p>")
    assert finding.digest != other.digest
    assert finding.digest == moved.digest


def test_in_a_table_it_is_said_whose_number_it_is():
    (finding,) = found(CHECK, body=table("Họ tên | CCCD", "Nguyễn Văn An | 001085012345"))
    assert finding.quotes == ("Nguyễn Văn An: 001•••••••45",)


def test_title_and_summary_are_looked_at_too():
    fields = {f.field for f in found(CHECK, title="Tìm 001085012345", summary="Số 036185004321.")}
    assert fields == {"title", "summary"}
