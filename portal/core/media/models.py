"""The picture library."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

from portal.core.fields import LineField
from portal.core.media import pictures, renditions
from portal.core.text import fold


class Image(models.Model):
    """A picture, re-encoded at upload, with the words that every use of it shows."""

    file = models.ImageField(
        "tệp ảnh",
        upload_to=pictures.new_name,
        width_field="width",
        height_field="height",
        max_length=200,
        help_text="JPEG, PNG hoặc WebP, tối đa 15 MB. Nên rộng từ 1.200 điểm ảnh.",
    )
    width = models.PositiveIntegerField("rộng", editable=False)
    height = models.PositiveIntegerField("cao", editable=False)
    has_avif = models.BooleanField("có bản AVIF", default=False, editable=False)
    alt = LineField(
        "mô tả ảnh",
        max_length=250,
        help_text="Ảnh cho thấy gì? Người khiếm thị nghe câu này thay ảnh; đừng chép chú thích.",
    )
    caption = LineField("chú thích", max_length=300, blank=True)
    credit = LineField("người chụp, nguồn ảnh", max_length=100)
    focal_x = models.PositiveSmallIntegerField(
        "điểm chính, ngang (%)",
        default=50,
        validators=[MaxValueValidator(100)],
        help_text="Chỗ phải còn thấy khi ảnh bị cắt: 0 là mép trái, 100 là mép phải.",
    )
    focal_y = models.PositiveSmallIntegerField(
        "điểm chính, dọc (%)",
        default=40,
        validators=[MaxValueValidator(100)],
        help_text="0 là mép trên, 100 là mép dưới.",
    )
    search_words = models.TextField(editable=False, default="")
    created_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người tải lên",
        editable=False,
    )

    class Meta:
        verbose_name = "ảnh"
        verbose_name_plural = "thư viện ảnh"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="media_image_newest")]

    def __str__(self) -> str:
        return str(self.caption or self.alt)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the words by which the library is searched without accents."""
        self.search_words = fold(f"{self.alt} {self.caption} {self.credit}")
        super().save(*args, **kwargs)

    @property
    def src(self) -> str:
        """The address of the rendition for a browser that knows no `srcset`."""
        return self._rendition_url(renditions.default_width(self.width))

    @property
    def srcset(self) -> str:
        """The renditions and their widths, as the attribute of the same name wants them."""
        return self._srcset("webp")

    @property
    def avif_srcset(self) -> str:
        """The same in the lighter format; empty where there is none."""
        return self._srcset("avif") if self.has_avif else ""

    @property
    def smallest_url(self) -> str:
        """The address of the narrowest rendition, for marks and thumbnails."""
        return self._rendition_url(renditions.widths_of(self.width)[0])

    @property
    def largest_url(self) -> str:
        """The address of the widest rendition, for link previews."""
        return self._rendition_url(renditions.widths_of(self.width)[-1])

    @property
    def focal_class(self) -> str:
        """CSS classes that keep the focal point in view, in steps of ten per cent."""
        return f"fx-{round(self.focal_x, -1)} fy-{round(self.focal_y, -1)}"

    def _srcset(self, ending: str) -> str:
        widths = renditions.widths_of(self.width)
        return ", ".join(f"{self._rendition_url(width, ending)} {width}w" for width in widths)

    def _rendition_url(self, width: int, ending: str = "webp") -> str:
        # The name is computed, not looked up: a page with thirty pictures asks no storage.
        return self.file.storage.url(renditions.name_of(self.file.name or "", width, ending))
