"""Documents below an item, whatever its type."""

from collections.abc import Iterable
from functools import cache

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models

from portal.core.media.models import Attachment, Document
from portal.core.prepared import PreparedRows


class Attached(models.Model):
    """Gives an item its documents."""

    attachments = GenericRelation(Attachment)

    class Meta:
        abstract = True

    @property
    def documents(self) -> list[Document]:
        """What is attached, in its order, without the text of the files; one query."""
        return [row.document for row in _attached_to(type(self))(self.pk)]

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


@cache
def _attached_to(model: type[models.Model]) -> PreparedRows[Attachment]:
    """Return the query for what is attached to one item of a content type."""
    meta = model._meta

    def build(pk: int) -> models.QuerySet[Attachment]:
        rows = Attachment.objects.filter(
            content_type__app_label=meta.app_label,
            content_type__model=meta.model_name,
            object_id=pk,
        )
        return rows.select_related("document").defer("document__text", "document__search_words")

    return PreparedRows(Attachment, build, int)
