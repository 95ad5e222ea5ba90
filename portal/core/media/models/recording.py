"""Video and sound of the portal's own."""

from django.core.exceptions import ValidationError
from django.db import models

from portal.core.fields import LineField, NormalisedTextField
from portal.core.media import recordings
from portal.core.media.models.image import Image
from portal.core.media.models.item import LibraryItem


def captions_name(instance: object, filename: str) -> str:
    """Return a storage name for captions, whatever they were called."""
    return recordings.new_name(instance, "phu-de.vtt")


class Recording(LibraryItem):
    """A film or a sound that readers play on the portal itself."""

    title = LineField("tên", max_length=200, help_text="Như: Lễ khởi công cầu Bạch Sa.")
    file = models.FileField(
        "tệp",
        upload_to=recordings.new_name,
        max_length=200,
        help_text="MP4, WebM, MP3, M4A hoặc OGG, tối đa 200 MB.",
    )
    kind = models.CharField(
        "loại",
        max_length=5,
        editable=False,
        choices=[(ending, ending.upper()) for ending in recordings.ENDINGS],
    )
    size = models.PositiveIntegerField("cỡ (byte)", editable=False)
    poster = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ảnh bìa",
        help_text="Hiện trước khi bấm phát.",
    )
    captions = models.FileField(
        "phụ đề",
        upload_to=captions_name,
        max_length=200,
        blank=True,
        help_text="Tệp WebVTT (.vtt), cho người không nghe được.",
    )
    transcript = NormalisedTextField(
        "bản chép lời",
        blank=True,
        help_text="Bắt buộc với tệp tiếng. Với video: ghi khi chưa có phụ đề.",
    )

    class Meta(LibraryItem.Meta):
        verbose_name = "video, âm thanh"
        verbose_name_plural = "thư viện video, âm thanh"

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        """Ask for words for those who cannot hear (WCAG 2.2, 1.2.1 and 1.2.2)."""
        super().clean()
        if not self.transcript and not (self.is_video and self.captions):
            raise ValidationError(
                {"transcript": "Cần bản chép lời; video có thể dùng tệp phụ đề thay thế."}
            )

    @property
    def is_video(self) -> bool:
        """Whether there is something to see."""
        return self.kind in recordings.VIDEO
