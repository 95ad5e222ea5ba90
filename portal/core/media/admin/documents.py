"""The library of documents in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile

from portal.core.accounts.models import User
from portal.core.media import actions, documents
from portal.core.media.admin.base import LibraryAdmin
from portal.core.media.models import Document


class DocumentForm(forms.ModelForm):
    """Reads a new file while the form can still say at the field what is wrong."""

    class Meta:
        model = Document
        fields = ("title", "file")

    def clean_file(self) -> Any:
        """Let the document be read, so that one that is not taken is refused here."""
        upload = self.cleaned_data["file"]
        if isinstance(upload, UploadedFile):
            documents.inspect(upload, upload.name or "")
        return upload


@admin.register(Document)
class DocumentAdmin(LibraryAdmin):
    """Documents."""

    form = DocumentForm
    list_display = ("title", "facts_column", "created_by", "created_at")
    list_select_related = ("created_by",)
    list_filter = ("kind", "is_scan")
    fields = ("title", "file", "facts_column")
    readonly_fields = ("facts_column",)

    @admin.display(description="loại, cỡ, số trang")
    def facts_column(self, document: Document) -> str:
        """What readers are told of the file."""
        return document.facts if document.pk else "–"

    def store(self, item: Document, *, by: User, upload: Any) -> None:
        """Read a new file."""
        actions.store_document(item, by=by, upload=upload)

    def discard(self, item: Document) -> None:
        """Remove row and file."""
        actions.delete_document(item)
