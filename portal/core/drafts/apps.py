"""Application: what is typed and not saved yet, and who has which item open."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Owns the autosaves and the marks of presence; both pass, and neither is content."""

    name = "portal.core.drafts"
    label = "drafts"
    verbose_name = "Bản gõ dở"
    not_on_pages = True
    not_in_backups = ("Presence",)
