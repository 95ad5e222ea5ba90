"""Application: the search index."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


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
        post_migrate.connect(after_migrate, sender=self)


def after_migrate(using: str, **kwargs: object) -> None:
    """Make the index whole after an update that has changed or emptied it.

    Where nothing has changed it costs a few short queries.  Nothing is done while tables are
    only half migrated: another `migrate` will follow.
    """
    from portal.core.search import full_text, upkeep

    if upkeep.tables_are_complete(using):
        full_text.ensure()
        upkeep.repair_if_empty()
