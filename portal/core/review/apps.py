"""Application: what colleagues say about a piece before readers see it."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Owns the comments of the desk; whoever may open an item may comment on it."""

    name = "portal.core.review"
    label = "review"
    verbose_name = "Duyệt bài"
    not_on_pages = True

    def ready(self) -> None:
        """Let the comments go with an item that is deleted."""
        from portal.core.review import actions
        from portal.core.workflow import signals

        signals.removed.connect(actions.on_removed)
