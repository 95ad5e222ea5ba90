"""Actions on the rows that were ticked in a list; each row is asked for by itself.

`PublishableAdmin.get_actions` says in their descriptions what the rows are called.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal.core.admin.forms import WithdrawalForm
from portal.core.admin.lists import signed_in
from portal.core.workflow import actions

MAX_ROWS = 100
"""More rows than one list page shows are a mistake or an attack."""


@admin.action(description="Gửi duyệt các {noun} đã chọn", permissions=["change"])
def submit_selected(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> None:
    """Hand the drafts over to whoever decides."""
    _each(modeladmin, request, queryset, "Đã gửi duyệt", actions.submit)


@admin.action(description="Đăng các {noun} đã chọn", permissions=["publish"])
def publish_selected(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> None:
    """Publish what this person may publish."""
    _each(modeladmin, request, queryset, "Đã đăng", actions.publish)


@admin.action(description="Gỡ các {noun} đã chọn…", permissions=["publish"])
def withdraw_selected(
    modeladmin: Any, request: HttpRequest, queryset: QuerySet[Any]
) -> HttpResponse | None:
    """Ask for the reason on a page of its own, then withdraw."""
    form = WithdrawalForm(request.POST if "confirmed" in request.POST else None)
    if form.is_valid():
        _each(modeladmin, request, queryset, "Đã gỡ", actions.withdraw, **form.arguments())
        return None
    context = {
        **modeladmin.admin_site.each_context(request),
        "opts": modeladmin.opts,
        "title": f"Gỡ các {modeladmin.model.noun()} đã chọn",
        "noun": modeladmin.model.noun(),
        "items": queryset[:MAX_ROWS],
        "form": form,
        "action_name": "withdraw_selected",
        "checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/publishable/bulk_reason.html", context)


def _each(
    modeladmin: Any,
    request: HttpRequest,
    queryset: QuerySet[Any],
    done: str,
    action: Callable[..., object],
    **arguments: str,
) -> None:
    """Run `action` on every row; rows that refuse are named, the others go through."""
    succeeded = 0
    for item in queryset[:MAX_ROWS]:
        try:
            action(item, by=signed_in(request), **arguments)
        except PermissionDenied as refusal:
            modeladmin.message_user(request, str(refusal), messages.WARNING)
        except ValidationError as error:
            text = f"“{item}”: {' '.join(error.messages)}"
            modeladmin.message_user(request, text, messages.ERROR)
        except actions.StaleVersion:
            text = f"“{item}” vừa được người khác sửa; hãy xem lại {item.noun()} này."
            modeladmin.message_user(request, text, messages.WARNING)
        else:
            succeeded += 1
    if succeeded:
        text = f"{done} {succeeded} {modeladmin.model.noun()}."
        modeladmin.message_user(request, text, messages.SUCCESS)
