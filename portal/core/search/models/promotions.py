"""What stands above the results of a few searches, as editors keep it."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.core.fields import LineField, NormalisedTextField
from portal.core.search.models.keyed import Key, Keyed
from portal.core.search.phrases import Phrase, check
from portal.core.site import local_path

LEAST, MOST = 1, 30
"""Queries of a promotion."""

_is_web_address = URLValidator(schemes=["https"])


def validate_queries(lines: str) -> None:
    """Refuse lines that cannot be queries."""
    check(lines, least=LEAST, most=MOST)


def validate_target(url: str) -> None:
    """Take a path of this portal or an https address, and nothing else that browsers follow."""
    if local_path(url) == url and not any(map(str.isspace, url)) and "\\" not in url:
        return
    try:
        _is_web_address(url)
    except ValidationError as error:
        raise ValidationError(
            "Ghi đường dẫn trong cổng (bắt đầu bằng một dấu /) hoặc địa chỉ đầy đủ bắt đầu bằng "
            "https://."
        ) from error


class PromotionQuerySet(models.QuerySet["Promotion"]):
    """Lists of promotions."""

    def shown(self) -> Self:
        """Return those that are shown today."""
        is_due = Q(until=None) | Q(until__gte=timezone.localdate())
        return self.filter(is_due, is_active=True)


class Promotion(Keyed):
    """A link that readers are led to first when they search for one of a few phrases."""

    queries = NormalisedTextField(
        "khi bạn đọc tìm",
        validators=[validate_queries],
        help_text="Mỗi dòng một câu tìm, có dấu hay không dấu đều được. Kết quả ghim chỉ hiện khi "
        "bạn đọc gõ đúng cả câu.",
    )
    title = LineField("tiêu đề", max_length=150)
    text = LineField(
        "một dòng chỉ dẫn", max_length=250, blank=True, help_text="Hiện dưới tiêu đề; có thể bỏ."
    )
    url = LineField(
        "dẫn đến",
        max_length=300,
        validators=[validate_target],
        help_text="Đường dẫn trong cổng, ví dụ /trang/lien-he/, hoặc địa chỉ https://…",
    )
    until = models.DateField(
        "hiện đến hết ngày", null=True, blank=True, help_text="Để trống nếu hiện lâu dài."
    )

    lines_field = "queries"
    searched_fields = ("title", "queries", "text", "url")
    link_fields = ("url",)

    objects = PromotionQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả ghim"
        verbose_name_plural = "kết quả ghim"
        ordering = ["search_words", "pk"]

    def __str__(self) -> str:
        return str(self.title)

    def read_lines(self) -> list[Phrase]:
        """Return the queries; raise `ValidationError` if they cannot be stored."""
        return check(self.queries, least=LEAST, most=MOST)


class PromotionQuery(Key):
    """One query of a promotion."""

    promotion = models.ForeignKey(
        Promotion, on_delete=models.CASCADE, related_name="keys", verbose_name="kết quả ghim"
    )

    class Meta(Key.Meta):
        verbose_name = "câu tìm"
        verbose_name_plural = "câu tìm"
        constraints = [
            models.UniqueConstraint(
                name="search_promotion_key_once", fields=["promotion", "folded"]
            )
        ]
