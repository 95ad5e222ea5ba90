"""Forms of which somebody else may save the like in the same instant."""

from functools import partial
from typing import Any

from django.contrib.messages.storage import default_storage
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

from portal.core.admin.ticked import TickedRowsAdmin
from portal.core.workflow.actions import StaleVersion


class RacingAdmin(TickedRowsAdmin):
    """Checks a form again when a colleague has saved between its check and its write.

    The database has the last word on what may stand there twice, but says it in English and
    about columns.  By then the colleague's row can be seen: checked again, the form says at the
    field what is wrong and gives everything typed back.  A form that still finds nothing wrong
    was refused for another reason, and fails as it would have.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save the form; what a refused attempt wrote was rolled back with it."""
        view = partial(super().changeform_view, request, object_id, form_url, extra_context)
        try:
            return view()
        except (IntegrityError, StaleVersion, ValidationError):
            # A save that failed in its commit has said already that it succeeded.
            request._messages = default_storage(request)  # type: ignore[attr-defined]
            return view()
