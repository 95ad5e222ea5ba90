"""Application: standing pages, and the small English section that is made of them."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Tells head and foot of all pages which standing pages there are."""

    name = "portal.sections.pages"
    verbose_name = "Trang"

    def ready(self) -> None:
        """Follow the changes of pages, within their transactions."""
        from portal.core.workflow import signals
        from portal.sections.pages import known_addresses
        from portal.sections.pages.frame import on_stored
        from portal.sections.pages.models import Page

        signals.stored.connect(on_stored, sender=Page)
        known_addresses.tell()
