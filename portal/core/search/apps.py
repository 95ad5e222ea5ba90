"""Application: the search index."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Listens to the desk, so that the index follows every change."""

    name = "portal.core.search"
    label = "search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        """Subscribe to the changes of all content types."""
        from portal.core.search import index
        from portal.core.workflow import signals

        signals.stored.connect(index.on_stored)
        signals.removed.connect(index.on_removed)
