"""The picture library in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.core.admin.lists import FoldedSearchAdmin, signed_in
from portal.core.media import actions, pictures, renditions
from portal.core.media.models import Image


class ImageForm(forms.ModelForm):
    """Checks the picture while the form can still say so at the field."""

    class Meta:
        model = Image
        fields = ("file", "alt", "caption", "credit", "focal_x", "focal_y")

    def clean_file(self) -> Any:
        """Open the picture as the encoder will, so that a broken one is refused here."""
        upload = self.cleaned_data["file"]
        if isinstance(upload, UploadedFile):
            pictures.reencode(upload)
        return upload

    def clean_alt(self) -> str:
        """Refuse a file name in place of words."""
        alt: str = self.cleaned_data["alt"]
        if alt.lower().endswith((".jpg", ".jpeg", ".png", ".webp")):
            raise ValidationError("Hãy tả ảnh bằng lời, đừng ghi tên tệp.")
        return alt


@admin.register(Image)
class ImageAdmin(FoldedSearchAdmin):
    """Pictures."""

    form = ImageForm
    list_display = ("thumbnail", "alt", "caption", "credit", "created_at")
    list_display_links = ("alt",)
    readonly_fields = ("thumbnail",)
    fields = ("thumbnail", "file", "alt", "caption", "credit", "focal_x", "focal_y")
    search_help_text = "Gõ có dấu hay không dấu đều được."

    @admin.display(description="ảnh")
    def thumbnail(self, image: Image) -> SafeString | str:
        """A small view of the picture."""
        if not image.pk:
            return "–"
        return format_html(
            '<img src="{}" alt="" width="120" height="80" class="thumbnail {}">',
            image.src,
            image.focal_class,
        )

    def save_model(
        self, request: HttpRequest, obj: Image, form: forms.ModelForm, change: bool
    ) -> None:
        """Save by the action, which re-encodes a new picture."""
        upload = form.cleaned_data.get("file") if "file" in form.changed_data else None
        actions.store(obj, by=signed_in(request), upload=upload)

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        """Remove row and files."""
        storage, name, width = obj.file.storage, obj.file.name or "", obj.width
        super().delete_model(request, obj)
        renditions.delete_all(storage, name, width)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Pictures are deleted one by one: each may stand in an article."""
        return {}
