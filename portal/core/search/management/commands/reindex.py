"""`manage.py reindex`: make the search index anew, without taking it away meanwhile."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand
from django.db import transaction

from portal.core.content import Publishable, content_models
from portal.core.search import index, words_index
from portal.core.search.models import SearchEntry

BATCH = 500


class Command(BaseCommand):
    """Overwrites entry by entry, so that searching goes on; leftovers go at the end."""

    help = "Lập lại chỉ mục tìm kiếm từ nội dung hiện có; cổng vẫn chạy trong lúc đó."

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk every content type by its numbers."""
        words_index.ensure()
        for model in content_models():
            done = self._index(model)
            numbers = model._default_manager.values("pk")
            SearchEntry.objects.of_type(model).exclude(object_id__in=numbers).delete()
            self.stdout.write(f"\r{model._meta.verbose_name_plural}: {done} mục        ")
        known = [ContentType.objects.get_for_model(model) for model in content_models()]
        SearchEntry.objects.exclude(content_type__in=known).delete()

    def _index(self, model: type[Publishable]) -> int:
        done = last = 0
        rows = model._default_manager.order_by("pk").prefetch_related("attachments__document")
        while True:
            # Read and written in one transaction: an edit in between is not overwritten.
            with transaction.atomic():
                batch = list(rows.select_for_update().filter(pk__gt=last)[:BATCH])
                done += index.write(batch)
            if not batch:
                return done
            last = batch[-1].pk
            self.stdout.write(f"\r{model._meta.verbose_name_plural}: {done}…", ending="")
            self.stdout.flush()
