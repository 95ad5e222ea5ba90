"""Documents for download, and what they are attached to."""

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.template.defaultfilters import filesizeformat

from portal.core.fields import LineField
from portal.core.media import documents
from portal.core.media.models.item import LibraryItem
from portal.core.workflow.signals import words_changed


class Document(LibraryItem):
    """A file that readers download: checked, and read for the search."""

    title = LineField(
        "tên tài liệu",
        max_length=200,
        help_text="Người dân thấy tên này, như: Tờ khai đăng ký khai sinh.",
    )
    file = models.FileField(
        "tệp",
        upload_to=documents.new_name,
        max_length=250,
        help_text="PDF, Word, Excel, PowerPoint, OpenDocument hoặc CSV, tối đa 30 MB.",
    )
    kind = models.CharField(
        "loại", max_length=5, choices=list(documents.KINDS.items()), editable=False
    )
    size = models.PositiveIntegerField("cỡ (byte)", editable=False)
    pages = models.PositiveIntegerField("số trang", null=True, editable=False)
    is_scan = models.BooleanField("bản quét", default=False, editable=False)
    text = models.TextField("chữ trong tệp", editable=False, default="")
    checksum = models.CharField(max_length=64, editable=False, default="", db_index=True)

    class Meta(LibraryItem.Meta):
        verbose_name = "tài liệu"
        verbose_name_plural = "thư viện tài liệu"
        indexes = [models.Index(fields=["-created_at", "-id"], name="media_document_newest")]

    def __str__(self) -> str:
        return str(self.title)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it; items that it is attached to are found by its words, and told of new ones."""
        before = Document.objects.filter(pk=self.pk).values("title", "text").first()
        with transaction.atomic():
            super().save(*args, **kwargs)
            if before and (before["title"], before["text"]) != (self.title, self.text):
                self._tell_new_words()

    def _tell_new_words(self) -> None:
        attachments = Attachment.objects.filter(document=self)
        types = ContentType.objects.filter(pk__in=attachments.values("content_type"))
        for content_type in types:
            model = content_type.model_class()
            if model is not None:
                numbers = attachments.filter(content_type=content_type).values("object_id")
                items = model._default_manager.filter(pk__in=numbers)
                words_changed.send(sender=model, items=items)

    @property
    def facts(self) -> str:
        """What a reader wants to know before the download: "PDF, 1,2 MB, 12 trang, bản quét"."""
        unit = "trang chiếu" if self.kind == "pptx" else "trang"
        parts = [self.kind.upper(), filesizeformat(self.size).replace("\xa0", " ")]
        parts += [f"{self.pages} {unit}"] if self.pages else []
        parts += ["bản quét, không có chữ để tìm hay đọc thành tiếng"] if self.is_scan else []
        return ", ".join(parts)


class Attachment(models.Model):
    """A document below an item of any content type."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey("content_type", "object_id")
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="attachments", verbose_name="tài liệu"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "tài liệu đính kèm"
        verbose_name_plural = "tài liệu đính kèm"
        ordering = ["position", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="media_attachment_once",
                fields=["content_type", "object_id", "document"],
                violation_error_message="Mỗi tài liệu chỉ đính kèm một lần.",
            )
        ]

    def __str__(self) -> str:
        return str(self.document)
