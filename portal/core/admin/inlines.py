"""Rows that belong to an item and are edited in its form."""

from typing import Any

from django.contrib.admin.options import InlineModelAdmin
from django.http import HttpRequest


class OwnRowsInline(InlineModelAdmin):
    """Whoever may edit the item may edit these rows: the form of the item was asked already."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return yes."""
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return yes."""
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return yes."""
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return yes."""
        return True
