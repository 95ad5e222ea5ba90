"""The layout of the home page: which sections, in what order, how full."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models

from portal.core.fields import LineField
from portal.core.site import local_path

_is_address = URLValidator(schemes=["http", "https"])


class SectionKind(models.TextChoices):
    """What can stand on the home page; each at most once."""

    TOP = "top", "Tin chính và tin mới"
    TASKS = "tasks", "Lối tắt cho người dân"
    CATEGORIES = "categories", "Khối chuyên mục"
    MOST_READ = "most_read", "Đọc nhiều"


class HomeSection(models.Model):
    """A section of the home page; the migration ships one row for each kind."""

    kind = models.CharField("phần", max_length=20, choices=SectionKind, unique=True, editable=False)
    is_shown = models.BooleanField("hiện", default=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0, help_text="Số nhỏ đứng trên.")
    count = models.PositiveSmallIntegerField(
        "số tin",
        default=9,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text="Số tin trong danh sách. Số tin của từng khối chuyên mục và lúc "
        "khối tự ẩn đặt ở chính chuyên mục ấy.",
    )

    class Meta:
        verbose_name = "phần của trang chủ"
        verbose_name_plural = "phần của trang chủ"
        ordering = ["position", "pk"]
        default_permissions = ("change", "view")

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def has_count(self) -> bool:
        """Whether the number of items is set here."""
        return self.kind in {SectionKind.TOP, SectionKind.MOST_READ}


class TaskIcon(models.TextChoices):
    """The pictures of the tiles; `components/icons.html` draws them."""

    SEND = "send", "Nộp hồ sơ"
    TRACK = "track", "Tra cứu"
    TICK = "tick", "Thủ tục"
    TALK = "talk", "Phản ánh"
    CALENDAR = "calendar", "Lịch"
    MAP = "map", "Bản đồ"


def validate_link(text: str) -> None:
    """Take a path of this portal ("/chuyen-muc/…") or an address on the web."""
    if local_path(text) != text:
        try:
            _is_address(text)
        except ValidationError as error:
            raise ValidationError(
                "Ghi đường dẫn trong cổng (bắt đầu bằng /) hoặc địa chỉ đầy đủ (https://…)."
            ) from error


class TaskLink(models.Model):
    """A tile that leads citizens to what they came to do."""

    label = LineField("tên", max_length=60)
    url = models.CharField("dẫn đến", max_length=300, validators=[validate_link])
    icon = models.CharField("hình", max_length=12, choices=TaskIcon, default=TaskIcon.SEND)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    link_fields = ("url",)
    """Columns with an address that may be a path of the portal; see `portal.core.linkcheck`."""

    class Meta:
        verbose_name = "lối tắt"
        verbose_name_plural = "lối tắt cho người dân"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.label)
