"""The invented people of the demo: accounts, one per role, and authors."""

from dataclasses import dataclass, field

from portal.core.accounts.roles import AccountRole


@dataclass(frozen=True)
class DemoAccount:
    """An account whose password everybody may know."""

    username: str
    full_name: str
    position: str
    role: AccountRole | None
    categories: tuple[str, ...] = ()
    author: str = ""
    is_superuser: bool = field(default=False)

    @property
    def role_label(self) -> str:
        """The role as the table of accounts shows it."""
        return self.role.value if self.role else "Quản trị hệ thống"


IDENTITY = {
    "site_name": "Cổng thông tin điện tử thành phố Minh Giang",
    "agency": "Ủy ban nhân dân thành phố Minh Giang",
    "governing_body": "Ủy ban nhân dân thành phố Minh Giang",
    "responsible_name": "Ông Trần Văn Khải",
    "responsible_post": "Chánh Văn phòng HĐND và UBND thành phố",
    "address": "Số 12 đường Hùng Vương, phường Gia Lộc",
    "phone": "0298 300 0000",
    "email": "banbientap@minhgiang.example",
    "hotline": "1022",
    "source_line": (
        "Ghi rõ nguồn “Cổng thông tin điện tử thành phố Minh Giang” khi phát hành lại."
    ),
    "social_links": (
        "Zalo https://zalo.example/minhgiang\nFacebook https://facebook.example/minhgiang"
    ),
}
"""Who publishes the demo; the fields of `Identity`."""

TASKS = (
    ("Nộp hồ sơ trực tuyến", "https://dichvucong.minhgiang.example/nop", "send"),
    ("Tra cứu hồ sơ đã nộp", "https://dichvucong.minhgiang.example/tra-cuu", "track"),
    ("Thủ tục hành chính", "/chuyen-muc/tin-tuc-su-kien/cai-cach-hanh-chinh/", "tick"),
    ("Phản ánh, kiến nghị", "https://1022.minhgiang.example/", "talk"),
    ("Lịch tiếp công dân", "/chuyen-muc/chi-dao-dieu-hanh/lich-tiep-cong-dan/", "calendar"),
    ("Quy hoạch thành phố", "/chuyen-muc/chien-luoc-quy-hoach/", "map"),
)
"""The tiles of the home page: label, address, picture."""

PASSWORD = "MinhGiang-2026"  # noqa: S105 -- known to everybody, refused by a real portal
"""One password for all demo accounts."""

ACCOUNTS = (
    DemoAccount("admin", "Lê Quốc Bảo", "Quản trị hệ thống", None, is_superuser=True),
    DemoAccount("quantri", "Đỗ Thị Lan", "Văn phòng HĐND và UBND", AccountRole.USER_ADMIN),
    DemoAccount("truongban", "Trần Văn Khải", "Trưởng Ban biên tập", AccountRole.CHIEF),
    DemoAccount(
        "bientap",
        "Vũ Thu Phương",
        "Biên tập viên",
        AccountRole.EDITOR,
        categories=(
            "tin-tuc-su-kien",
            "quan-ly-do-thi",
            "van-minh-do-thi",
            "chien-luoc-quy-hoach",
        ),
        author="thu-phuong",
    ),
    DemoAccount(
        "congtacvien",
        "Phạm Hoàng Nam",
        "Cộng tác viên phường Bến Ngọc",
        AccountRole.CONTRIBUTOR,
        categories=("tin-tuc-su-kien", "van-minh-do-thi"),
        author="hoang-nam",
    ),
)

AUTHORS: dict[str, tuple[str, str, str]] = {
    "thu-phuong": ("Vũ Thu Phương", "Thu Phương", "Ban Biên tập"),
    "minh-quang": ("Đặng Minh Quang", "Minh Quang", "Ban Biên tập"),
    "thu-ha": ("Nguyễn Thu Hà", "Thu Hà", "Trung tâm Văn hóa – Thể thao"),
    "quang-vinh": ("Hoàng Quang Vinh", "Quang Vinh", "Ban Biên tập"),
    "hoang-nam": ("Phạm Hoàng Nam", "Hoàng Nam", "Phường Bến Ngọc"),
    "ngoc-lan": ("Bùi Ngọc Lan", "Ngọc Lan", "Phường Gia Lộc"),
    "duc-thang": ("Trịnh Đức Thắng", "Đức Thắng", "Xã Chu Hạ"),
    "bich-ngoc": ("Lý Bích Ngọc", "Bích Ngọc", "Trung tâm Y tế thành phố"),
    "van-khai": ("Trần Văn Khải", "Văn Khải", "Văn phòng HĐND và UBND"),
    "ban-bien-tap": ("Ban Biên tập", "", "Cổng thông tin điện tử thành phố Minh Giang"),
}
"""Key: name, pen name, unit."""
