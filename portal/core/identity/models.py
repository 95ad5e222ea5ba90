"""The portal's identity."""

import re
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

from portal.core.fields import LineField, NormalisedTextField, WebAddressField
from portal.core.identity.links import Link, read_links, validate_links
from portal.core.media.models import Image
from portal.core.prepared import PreparedRows
from portal.core.windows import Windowed

_THE_ONE = 1


class Identity(models.Model):
    """What head and foot of every page say: who publishes, who is responsible, where to ask.

    There is one row, made by the migration.  Whoever shows it calls `Identity.load()`: one
    query of a page, and none of a page that shows nothing of it.
    """

    site_name = LineField(
        "tên cổng",
        max_length=120,
        default="Cổng thông tin điện tử",
        help_text="Hiện trên thẻ trình duyệt, trong kết quả tìm kiếm và RSS.",
    )
    kind = LineField(
        "dòng trên tên cơ quan", max_length=60, blank=True, default="Cổng thông tin điện tử"
    )
    agency = LineField("tên cơ quan", max_length=120, default="Ủy ban nhân dân")
    emblem = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="biểu trưng",
        help_text="Quốc huy hoặc biểu trưng của địa phương, ảnh vuông nền trong suốt. "
        "Để trống: dùng hình trống đồng có sẵn.",
    )
    governing_body = LineField("cơ quan chủ quản", max_length=150, blank=True)
    responsible_name = LineField("người chịu trách nhiệm", max_length=100, blank=True)
    responsible_post = LineField(
        "chức vụ", max_length=150, blank=True, help_text="Ví dụ: Chủ tịch Ủy ban nhân dân phường."
    )
    address = LineField("trụ sở", max_length=200, blank=True)
    phone = LineField("điện thoại", max_length=40, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    hotline = LineField(
        "tổng đài", max_length=40, blank=True, help_text="Hiện ở dòng trên cùng, ví dụ 1022."
    )
    licence = LineField("giấy phép", max_length=200, blank=True)
    source_line = LineField(
        "câu ghi nguồn",
        max_length=200,
        blank=True,
        help_text="Ví dụ: Ghi rõ nguồn khi phát hành lại thông tin từ cổng này.",
    )
    social_links = NormalisedTextField(
        "mạng xã hội",
        blank=True,
        validators=[validate_links],
        help_text="Mỗi dòng một trang: tên, dấu cách, địa chỉ. Ví dụ: Zalo https://zalo.example/minhgiang",
    )
    emc_code = models.CharField(
        "mã EMC",
        max_length=100,
        blank=True,
        validators=[RegexValidator(r"^[\w.:-]+$", "Chỉ gồm chữ, số và các dấu . : _ -")],
        help_text="Mã do hệ thống đo lường EMC cấp. Chỉ quản trị hệ thống sửa được.",
    )
    notice = LineField(
        "thông báo khẩn",
        max_length=200,
        blank=True,
        help_text="Một câu, hiện trên đầu mọi trang cho đến lúc hết hạn.",
    )
    notice_url = WebAddressField(
        "đường dẫn của thông báo", max_length=300, blank=True, help_text="Trang nói rõ hơn, nếu có."
    )
    notice_until = models.DateTimeField("thông báo đến", null=True, blank=True)
    two_person_rule = models.BooleanField(
        "hai người duyệt",
        default=True,
        help_text="Không ai tự đăng bài do chính mình viết: phải có người thứ hai duyệt. "
        "Chỉ bỏ chọn khi cả cổng chỉ có một người biên tập.",
    )
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)
    footer_links = models.JSONField(default=list, editable=False)
    """What content has put into the list “Về cổng này”: rows made by `timed_link`."""
    english_links = models.JSONField(default=list, editable=False)
    """The pages of the English section, in the same form."""

    public_moments = ("notice_until",)
    link_fields = ("social_links",)

    class Meta:
        verbose_name = "thông tin cổng"
        verbose_name_plural = "thông tin cổng"
        default_permissions = ("change", "view")
        constraints = [
            models.CheckConstraint(
                name="identity_identity_is_one",
                condition=models.Q(pk=_THE_ONE),
                violation_error_message="Cổng chỉ có một bản thông tin.",
            )
        ]

    def __str__(self) -> str:
        return str(self.site_name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the one row."""
        self.pk = _THE_ONE
        super().save(*args, **kwargs)

    @staticmethod
    def load() -> "Identity":
        """Return the stored identity, or one of default words where there is none yet."""
        return next(iter(_STORED()), None) or Identity(pk=_THE_ONE)

    @staticmethod
    def needs_two_persons() -> bool:
        """Return whether somebody else must approve what a person wrote; one small query."""
        stored = Identity.objects.values_list("two_person_rule", flat=True).first()
        return True if stored is None else stored

    def clean(self) -> None:
        """Ask for an end of the notice, so that none is forgotten on the pages."""
        super().clean()
        if self.notice and self.notice_until is None:
            raise ValidationError(
                {"notice_until": "Chọn lúc thông báo khẩn hết hạn, để nó không nằm lại mãi."}
            )

    @property
    def current_footer_links(self) -> list[Link]:
        """The links that content has in the foot now."""
        return _current(self.footer_links)

    @property
    def has_english(self) -> bool:
        """Whether the portal has a page in English now."""
        return bool(_current(self.english_links))

    @property
    def current_notice(self) -> str:
        """The notice while it is in force."""
        in_force = self.notice_until is not None and self.notice_until > timezone.now()
        return str(self.notice) if in_force else ""

    @property
    def responsible(self) -> str:
        """Name and post in one line."""
        return ", ".join(filter(None, [self.responsible_name, self.responsible_post]))

    @property
    def social(self) -> list[Link]:
        """The pages on social networks."""
        return read_links(self.social_links)

    @property
    def phone_address(self) -> str:
        """The telephone number as a `tel:` address wants it."""
        return _dialled(self.phone)

    @property
    def hotline_address(self) -> str:
        """The hotline as a `tel:` address wants it."""
        return _dialled(self.hotline)


def timed_link(label: str, url: str, window: Windowed) -> dict[str, str]:
    """Return a link as the identity keeps it: shown within the window of what it leads to."""
    begins, ends = window.published_at, window.expires_at
    return {
        "label": label,
        "url": url,
        "begins": begins.isoformat() if begins else "",
        "ends": ends.isoformat() if ends else "",
    }


def _current(rows: list[dict[str, str]]) -> list[Link]:
    """Return the links whose window is open; the clock decides, as it does for content."""
    now = timezone.now()
    return [
        Link(row["label"], row["url"])
        for row in rows
        if row["begins"] and datetime.fromisoformat(row["begins"]) <= now
        if not row["ends"] or datetime.fromisoformat(row["ends"]) > now
    ]


def _dialled(number: str) -> str:
    return re.sub(r"[^\d+*#]", "", number)


def _stored() -> models.QuerySet[Identity]:
    return Identity.objects.select_related("emblem")


_STORED = PreparedRows(Identity, _stored)
