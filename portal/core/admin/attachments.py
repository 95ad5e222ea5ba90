"""Documents below an item, as rows of its form."""

from django.contrib.contenttypes.admin import GenericTabularInline
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet

from portal.core.admin.inlines import OwnRowsInline
from portal.core.media.models import Attachment


class AttachmentFormSet(BaseGenericInlineFormSet):
    """Says of a document chosen twice what the database would say in English."""

    def clean(self) -> None:
        """Put the message at the second of two rows."""
        super().clean()
        seen = set()
        for form in self.forms:
            cleaned = getattr(form, "cleaned_data", {})
            document = cleaned.get("document")
            if document is None or cleaned.get("DELETE"):
                continue
            if document in seen:
                form.add_error("document", "Mỗi tài liệu chỉ đính kèm một lần.")
            seen.add(document)


class AttachmentInline(OwnRowsInline, GenericTabularInline):
    """Whoever may edit the item may say what is attached to it."""

    model = Attachment
    snapshot_name, snapshot_target = "documents", "document"
    formset = AttachmentFormSet  # type: ignore[assignment]  # stubs know the other kind only
    autocomplete_fields = ("document",)
    fields = ("document", "position")
    extra = 0
