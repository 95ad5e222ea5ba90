"""Lists whose rows are ticked to do something with all of them."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

_DIGITS = 18
"""Of the largest number that a row can have, and no more than any database compares."""


class TickedRowsAdmin(admin.ModelAdmin):
    """Refuses ticks that no list of the desk has; Django would hand them to the database."""

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """Do what was chosen with the rows that are ticked."""
        for number in request.POST.getlist(ACTION_CHECKBOX_NAME):
            if not number.isdecimal() or len(number) > _DIGITS:
                raise BadRequest("a row that no list has")
        return super().response_action(request, queryset, *args, **kwargs)
