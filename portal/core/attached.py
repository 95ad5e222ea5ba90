"""Documents below an item, whatever its type."""

from collections.abc import Iterable

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models

from portal.core.media.models import Attachment, Document


class Attached(models.Model):
    """Gives an item its documents."""

    attachments = GenericRelation(Attachment)

    class Meta:
        abstract = True

    @property
    def documents(self) -> list[Document]:
        """What is attached, in its order, without the text of the files; one query."""
        meta = self._meta
        rows = Attachment.objects.filter(
            content_type__app_label=meta.app_label,
            content_type__model=meta.model_name,
            object_id=self.pk,
        )
        light = rows.select_related("document").defer("document__text", "document__search_words")
        return [row.document for row in light]

    def set_documents(self, numbers: Iterable[int]) -> None:
        """Attach just the documents of these numbers, in this order; unknown ones are left out."""
        self.attachments.all().delete()
        known = Document.objects.in_bulk(list(numbers))
        kept = [known[number] for number in numbers if number in known]
        for position, document in enumerate(kept):
            self.attachments.create(document=document, position=position)

    def words_of_documents(self) -> list[str]:
        """Return the words by which the item is found because of what is attached to it."""
        documents = [row.document for row in self.attachments.all()]
        return [f"{document.title} {document.text}" for document in documents]
