"""By which words a number is known for a person's, or for an office's."""

import re

_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Lâm|Mai|Trịnh|"
    "Đào|Cao|Hà|Tô|Tạ|Chu|Châu|Quách|Lương|Lưu|Vương|Thái|Triệu|Nông|Hứa|Kiều|Tống|Phùng|Trương|Bạch|"
    "Giàng|Vàng|Lò|Quàng|Cầm|La|Ma|Mạc|Nghiêm|Ninh|Phí|Thân|Từ|Văn|Viên|Giang|Khổng|Lục|Vi|Thạch|Kim"
)
UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
"""Capitals, for a class of characters; no range of Unicode has these alone."""
_NAME = re.compile(
    rf"\b(?:{_SURNAMES})(?:\s+[{UPPER}][^\W\d_]*){{1,4}}(?!\w)"
    rf"|\b(?:{_SURNAMES.upper()})(?:\s+[{UPPER}]{{2,}}){{1,4}}(?!\w)"
)
_TITLED = re.compile(rf"\b(?i:ông|bà|anh|chị|cháu|em|cô|chú|bác|cụ|hộ)\s+[{UPPER}]")
# Streets, schools and places are called after people, or as people are.
_NAMED_AFTER = re.compile(
    r"\b(?:đường|phố|ngõ|ngách|tỉnh|thành phố|tp\.?|xã|phường|huyện|quận|thị trấn|thị xã|trường"
    r"|chợ|công viên|quảng trường|cầu|thôn|khu|tổ|học|thcs|thpt|giải|quỹ|hồ|núi|chùa|đền"
    r"|tượng đài)\s+\Z",
    re.IGNORECASE,
)
_PLACES = frozenset(
    {
        *("Hà Nội", "Hà Giang", "Hà Nam", "Hà Tĩnh", "Hà Đông", "Hà Tiên", "Cao Bằng", "Cao Lãnh"),
        *("Hòa Bình", "Thái Nguyên", "Thái Bình", "Lâm Đồng", "Lâm Thao", "Hồ Chí Minh", "Hồ Tây"),
        *("Lý Sơn", "Mai Châu", "Hoàng Sa", "Hoàng Mai", "Lương Sơn", "Ninh Bình", "Ninh Thuận"),
        *("Kiều Nam", "Giang Nam", "Văn Lâm", "Văn Giang", "Vũ Thư", "Bạch Đằng", "Văn Miếu"),
        *("Văn Hóa", "Văn Phòng", "Văn Bản", "Hội Đồng", "Trung Tâm", "Thái Lan", "Châu Á"),
    }
)


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


OFFICE = _any_of(
    "đường dây nóng|hotline|tổng đài|trực ban|số trực|phản ánh|tiếp nhận|giải đáp",
    r"\b(?:UBND|HĐND|MTTQ|UBMTTQ)\b|ủy ban|mặt trận|công an|quân sự|văn phòng|cơ quan",
    r"trung tâm|trạm y tế|bệnh viện|chi cục|\bsở\b|\bphòng\b|\bban\s|bộ phận",
    "trường (?:tiểu học|thcs|thpt|mầm non|học)",
    "đồng chí|chủ tịch|bí thư|giám đốc|trưởng|phó |cán bộ|công chức|viên chức|chuyên viên",
    "người phát ngôn|tổ trưởng|bảo vệ dân phố|an ninh cơ sở|chức vụ|chức danh|lịch (?:trực|tiếp)",
)
"""With one of these a telephone is that of an office, or of who answers for one."""
OWNER = _any_of(
    r"kho bạc|\bKBNN\b|quỹ|ủy ban|mặt trận|công ty|trường|bệnh viện|trung tâm|\bcục\b|chi cục",
    r"\bsở\b|\bhội (?!trường)|\bban\s|\bHTX\b|hợp tác xã|cơ quan|đơn vị|nhà nước|ngân sách",
    r"văn phòng|\b(?:UBND|MTTQ|UBMTTQ|BHXH|CTCP|TNHH)\b|bảo hiểm xã hội|điện lực|đấu giá",
    "công đoàn|đoàn thanh niên",
)
"""With one of these an account is no person's."""
IDENTITY = _any_of(
    r"\bCMND\b|\bCMT(?:ND)?\b|\bCCCD\b|chứng minh (?:nhân dân|thư)|căn cước|định danh cá nhân",
    "giấy tờ tùy thân",
)
PHONE = _any_of(r"điện thoại|\bSĐT\b|\bSDT\b|\bĐT\b|di động|liên hệ|gọi|\bzalo\b|liên lạc")
ACCOUNT = _any_of(r"tài khoản|\bSTK\b|\bTK\b|số TK")
OTHER_NUMBER = _any_of(
    r"(?:mã số (?:thuế|doanh nghiệp|hồ sơ)|\bMST\b|\bMSDN\b|mã (?:hồ sơ|gói|hàng|vạch|bưu)"
    r"|giấy (?:phép|chứng nhận)(?: \S+){0,6} số|biển (?:số|kiểm soát)|số hiệu|thửa|hợp đồng"
    r"|văn bản|công văn|hóa đơn|biên lai|lệnh|số seri|sê-?ri)\s*(?:số)?\s*:?\s*\Z"
)
"""What stands right before a number that is none of a person's."""
SUM = _any_of(r"\A\s*(?:đồng|đ\b|VNĐ|VND|triệu|tỷ|người|lượt|m2|m²|ha\b|tấn|kg|km)")
"""What stands right behind a number that counts something."""
_BIRTH_COLUMN = r"sinh ngày|ngày sinh|(?:ngày,? tháng,? )?năm sinh|\bNTNS\b"
BIRTH_COLUMN = re.compile(_BIRTH_COLUMN, re.IGNORECASE)
BIRTH = re.compile(rf"{_BIRTH_COLUMN}|\bsinh\b", re.IGNORECASE)


def names_person(text: str) -> bool:
    """Return whether `text` speaks of a person by name."""
    return bool(_TITLED.search(text)) or has_name(text)


def has_name(text: str) -> bool:
    """Return whether `text` has the name of a person in it."""
    return any(
        match[0] not in _PLACES
        and not _NAMED_AFTER.search(text, max(match.start() - 20, 0), match.start())
        for match in _NAME.finditer(text)
    )
