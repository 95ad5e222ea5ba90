"""The library of documents in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import HttpRequest

from portal.core.admin.lists import FoldedSearchAdmin, signed_in
from portal.core.media import actions, documents
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
class DocumentAdmin(FoldedSearchAdmin):
    """Documents."""

    form = DocumentForm
    # The name is made anew, however long it is.
    formfield_overrides = {models.FileField: {"max_length": None, "widget": AdminFileWidget}}
    list_display = ("title", "facts_column", "created_by", "created_at")
    list_select_related = ("created_by",)
    list_filter = ("kind", "is_scan")
    fields = ("title", "file", "facts_column")
    readonly_fields = ("facts_column",)
    search_help_text = "Gõ có dấu hay không dấu đều được."

    @admin.display(description="loại, cỡ, số trang")
    def facts_column(self, document: Document) -> str:
        """What readers are told of the file."""
        return document.facts if document.pk else "–"

    def save_model(
        self, request: HttpRequest, obj: Document, form: forms.ModelForm, change: bool
    ) -> None:
        """Save by the action, which reads a new file."""
        upload = form.cleaned_data.get("file") if "file" in form.changed_data else None
        actions.store_document(obj, by=signed_in(request), upload=upload)

    def delete_model(self, request: HttpRequest, obj: Document) -> None:
        """Remove row and file."""
        actions.delete_document(obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Documents are deleted one by one."""
        return {}
