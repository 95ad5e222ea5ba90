"""Who may see and change which items on the desk: one question, asked of the table of rights."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from portal.core.accounts.models import User
from portal.core.admin.desk_pages import DeskPagesAdmin
from portal.core.admin.lists import signed_in
from portal.core.content import Publishable, PublishableQuerySet
from portal.core.workflow.permissions import Action, may


class RightsAdmin(DeskPagesAdmin):
    """Answers what Django's admin asks about rights by `portal.core.workflow.permissions`."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return what this person may open; whatever is not in it is not found by URL either."""
        rows = super().get_queryset(request)
        if not isinstance(rows, PublishableQuerySet):
            return rows
        copies = self.model._default_manager.filter(copy_of=OuterRef("pk"))
        return rows.visible_to(signed_in(request)).annotate(has_copy=Exists(copies))

    def rows_seen_by(self, user: User) -> PublishableQuerySet[Any]:
        """Return what `user` may open, and nothing else about it."""
        rows: PublishableQuerySet[Any] = self.model._default_manager.all()
        return rows.visible_to(user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether the list, or `obj`, may be seen."""
        return super().has_view_permission(request, obj) and self._may(request, Action.VIEW, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether `obj` may be edited as it stands now."""
        return super().has_change_permission(request, obj) and self._may(request, Action.SAVE, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether `obj` may be deleted: only what was never public."""
        return super().has_delete_permission(request, obj) and self._may(
            request, Action.DELETE, obj
        )

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer no bulk deletion: drafts go one by one, published items never."""
        return {
            name: (action[0], name, str(action[2]).format(noun=self.noun))
            for name, action in super().get_actions(request).items()
            if action is not None and name != "delete_selected"
        }

    def _may(self, request: HttpRequest, action: Action, item: Publishable | None) -> bool:
        return item is None or may(signed_in(request), action, item)
