"""The picture library."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.encoding import filepath_to_uri

from portal.core.fields import LineField, WebAddressField
from portal.core.media import pictures, renditions
from portal.core.media.models.item import LibraryItem, LibraryQuerySet

_PICTURE_ENDINGS = ("jpg", "jpeg", "png", "webp", "gif", "heic")


class Licence(models.TextChoices):
    """On what ground the portal may show a picture."""

    OWN = "own", "Ảnh của cơ quan"
    GRANTED = "granted", "Được tác giả hoặc chủ sở hữu cho phép"
    OPEN = "open", "Giấy phép mở (Creative Commons, miền công cộng)"
    PRESS = "press", "Theo thỏa thuận với báo, hãng tin"


class ImageQuerySet(LibraryQuerySet):
    """Questions to the library of pictures."""

    def undescribed(self) -> Self:
        """Return those of which nobody has said what they show, or that they need no words."""
        return self.filter(alt="", is_decorative=False)


class Image(LibraryItem):
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
        blank=True,
        help_text="Ảnh cho thấy gì? Người khiếm thị nghe câu này thay ảnh; đừng chép chú thích.",
    )
    is_decorative = models.BooleanField(
        "chỉ để trang trí",
        default=False,
        help_text="Ảnh không nói gì thêm, bỏ đi cũng không thiếu: khi ấy không cần mô tả.",
    )
    caption = LineField("chú thích", max_length=300, blank=True)
    credit = LineField("người chụp, nguồn ảnh", max_length=100)
    licence = models.CharField("quyền sử dụng", max_length=10, choices=Licence, default=Licence.OWN)
    source_url = WebAddressField("địa chỉ nguồn", max_length=500, blank=True)
    taken_on = models.DateField("chụp ngày", null=True, blank=True)
    keywords = LineField(
        "từ khóa",
        max_length=200,
        blank=True,
        help_text="Để tìm lại trong thư viện, như tên nơi chụp, tên người. Không hiện trên cổng.",
    )
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
    checksum = models.CharField(max_length=64, editable=False, default="", db_index=True)
    revision = models.PositiveSmallIntegerField("lần thay ảnh", default=0, editable=False)

    objects: ClassVar[Any] = ImageQuerySet.as_manager()

    class Meta(LibraryItem.Meta):
        verbose_name = "ảnh"
        verbose_name_plural = "thư viện ảnh"
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="media_image_newest"),
            # "Ảnh chưa có mô tả": few rows of the library.
            models.Index(
                fields=["-created_at", "-id"],
                name="media_image_undescribed",
                condition=Q(alt="", is_decorative=False),
            ),
            # A text names its pictures by their files.
            models.Index(fields=["file"], name="media_image_file"),
        ]

    def __str__(self) -> str:
        return str(self.caption or self.alt or "Ảnh chưa mô tả")

    def words(self) -> str:
        """Return alternative text, caption, credit and keywords."""
        return " ".join((self.alt, self.caption, self.credit, self.keywords))

    def clean(self) -> None:
        """Ask for words, or for the explicit statement that none are needed."""
        super().clean()
        if self.alt and self.is_decorative:
            raise ValidationError(
                {"alt": "Ảnh chỉ để trang trí thì bỏ trống ô này, hoặc bỏ dấu trang trí."}
            )
        if self.alt.lower().endswith(tuple(f".{ending}" for ending in _PICTURE_ENDINGS)):
            raise ValidationError({"alt": "Hãy tả ảnh bằng lời, đừng ghi tên tệp."})
        if not self.is_described:
            raise ValidationError({"alt": "Tả ảnh bằng một câu, hoặc đánh dấu chỉ để trang trí."})

    @property
    def is_described(self) -> bool:
        """Whether those who cannot see the picture are told what it shows, or need not be."""
        return bool(self.alt) or self.is_decorative

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
        *smaller, widest = renditions.widths_of(self.width)
        url = self._rendition_url(widest, ending)
        # The others differ in their width alone.
        stem, _, rest = url.rpartition(f"-{widest}.{ending}")
        urls = [f"{stem}-{width}.{ending}{rest} {width}w" for width in smaller]
        return ", ".join([*urls, f"{url} {widest}w"])

    def _rendition_url(self, width: int, ending: str = "webp") -> str:
        # The name is computed, not looked up, and all storages have the same addresses: a page
        # with thirty pictures asks none.
        name = renditions.name_of(self.file.name or "", width, ending)
        url = f"{settings.MEDIA_URL}{filepath_to_uri(name)}"
        # Files are kept by caches for long; a replaced picture has the same name.
        return f"{url}?v={self.revision}" if self.revision else url


class ImageUse(models.Model):
    """A picture that stands in the text of an item; fields that hold a picture say so alone."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="uses")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = "chỗ dùng ảnh"
        verbose_name_plural = "chỗ dùng ảnh"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="media_use_once", fields=["content_type", "object_id", "image"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.image_id}: {self.content_type_id}/{self.object_id}"
