"""Application: the page cache."""

from django.apps import AppConfig


class PageCacheConfig(AppConfig):
    """Watches what is written, through whatever part of the portal."""

    name = "portal.core.pagecache"
    label = "pagecache"
    verbose_name = "Trang đã lưu"

    def ready(self) -> None:
        """Look at the statements of every connection."""
        from django.db.backends.signals import connection_created

        from portal.core.pagecache import writes

        connection_created.connect(writes.on_connection)
