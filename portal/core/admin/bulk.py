"""One action for many rows: a page that asks, each row by its own rights, a page that tells.

A row is acted on as of the version that the list showed: what a colleague has saved since is
refused, row by row.  `PublishableAdmin.get_actions` says in the descriptions what rows are called.
"""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal.core.accounts.models import User
from portal.core.admin.forms import WithdrawalForm
from portal.core.admin.lists import signed_in
from portal.core.content import Publishable
from portal.core.workflow import actions, storing
from portal.core.workflow.permissions import Action, may

MAX_ROWS = 100
"""More rows than one list page shows are a mistake or an attack."""
VERSION_FIELD = "version-{}"
"""Name of the hidden field in which a row of the list says its version."""
_UNSEEN = 0


@dataclass
class Row:
    """An item that was ticked, and what becomes of it."""

    item: Publishable
    version: int
    """What the person saw."""
    refusal: str = ""
    """Why nothing was or will be done to it."""


class NothingToAsk(forms.Form):
    """Only the confirmation itself."""


MakeForm = Callable[[Any, HttpRequest, Any], forms.Form]


def _plain(form: type[forms.Form]) -> MakeForm:
    return lambda modeladmin, request, data: form(data)


@dataclass(eq=False)
class BulkAction:
    """What Django's list offers as an action: called with the admin, the request, the rows."""

    name: str
    label: str
    """With {noun} for what the rows are called."""
    verb: Action
    act: Callable[..., object]
    """Takes the item, `by`, and what the form has cleaned."""
    done: str
    permission: str = "publish"
    make_form: MakeForm = field(default=_plain(NothingToAsk))
    all_or_nothing: bool = False

    do_not_call_in_templates = True

    def __post_init__(self) -> None:
        self.__name__ = self.name
        self.short_description = self.label
        self.allowed_permissions = (self.permission,)

    def __call__(
        self, modeladmin: Any, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse:
        """Ask first; act once the person has confirmed; tell of every row."""
        rows = _rows(request, queryset[:MAX_ROWS])
        confirmed = "confirmed" in request.POST
        form = self.make_form(modeladmin, request, request.POST if confirmed else None)
        by = signed_in(request)
        context = {
            **modeladmin.admin_site.each_context(request),
            "opts": modeladmin.opts,
            "noun": modeladmin.model.noun(),
            "title": self.label.format(noun=modeladmin.model.noun()).rstrip("…"),
            "bulk": self,
            "press": self._counted(len(rows), modeladmin.model.noun()),
            "rows": rows,
        }
        if confirmed and form.is_valid():
            self._run(rows, by, arguments_of(form))
            context["succeeded"] = sum(not row.refusal for row in rows)
            return TemplateResponse(request, "admin/publishable/bulk_done.html", context)
        for row in rows:
            row.refusal = _refusal_before(row, self.verb, by)
        context |= self._prospects(rows)
        context |= {"form": form, "checkbox_name": ACTION_CHECKBOX_NAME}
        return TemplateResponse(request, "admin/publishable/bulk.html", context)

    def _prospects(self, rows: list[Row]) -> dict[str, bool]:
        """Return whether anything can come of it: a question without an answer is not asked."""
        refused = [bool(row.refusal) for row in rows]
        return {
            "all_refused": all(refused),
            "is_futile": all(refused) or (self.all_or_nothing and any(refused)),
        }

    def _counted(self, count: int, noun: str) -> str:
        """Return what the button says: the label with the number of rows."""
        return self.label.replace("các {noun} đã chọn", f"{count} {noun}").rstrip("…")

    def _run(self, rows: list[Row], by: User, arguments: dict[str, Any]) -> None:
        """Act on each row in a transaction of its own, or on all of them in one."""
        try:
            with transaction.atomic() if self.all_or_nothing else nullcontext():
                if self.all_or_nothing:
                    _lock(rows)
                for row in rows:
                    row.item.version = row.version
                    act = partial(self.act, row.item, by=by, **arguments)
                    row.refusal = attempt(act, row.item)
                if self.all_or_nothing and any(row.refusal for row in rows):
                    raise _Refused
        except _Refused:
            for row in rows:
                row.refusal = row.refusal or "Giữ nguyên, vì có mục khác không làm được."


def _lock(rows: list[Row]) -> None:
    """Lock all rows before the trail is locked with the first, or two might wait in a circle."""
    for model in {type(row.item) for row in rows}:
        numbers = [row.item.pk for row in rows]
        list(storing.lockable(model).filter(pk__in=numbers).order_by("pk").values_list("pk"))


class _Refused(Exception):
    """One row of an action for all or none was refused."""


def arguments_of(form: forms.Form) -> dict[str, Any]:
    """Return what a form has for the action: as it says itself, or all that it cleaned."""
    given = getattr(form, "arguments", None)
    arguments: dict[str, Any] = given() if given else form.cleaned_data
    return arguments


def _rows(request: HttpRequest, items: Iterable[Any]) -> list[Row]:
    """Return the ticked items with the versions that the list showed; none at all is too old."""
    return [Row(item, _seen(request, item)) for item in items]


def _seen(request: HttpRequest, item: Publishable) -> int:
    posted = request.POST.get(VERSION_FIELD.format(item.pk), "")
    return int(posted) if posted.isdecimal() and len(posted) < 10 else _UNSEEN


def _refusal_before(row: Row, verb: Action, by: User) -> str:
    """Return why `verb` will be refused, as far as that can be told beforehand."""
    if row.version != row.item.version:
        return _stale(row.item)
    if not may(by, verb, row.item):
        return f"Không {verb.label.lower()} được ở trạng thái này, hoặc không thuộc quyền."
    return ""


def attempt(act: Callable[[], object], item: Publishable) -> str:
    """Act on `item`, in a transaction of its own; return why it was refused, or nothing."""
    try:
        with transaction.atomic():
            act()
    except PermissionDenied as refusal:
        return str(refusal)
    except ValidationError as error:
        return " ".join(error.messages)
    except actions.StaleVersion:
        return _stale(item)
    return ""


def _stale(item: Publishable) -> str:
    return f"Vừa được người khác sửa; hãy xem lại {item.noun()} này."


class HandOverForm(forms.Form):
    """To whom the work goes."""

    to = forms.ModelChoiceField(
        label="Giao cho",
        queryset=User.objects.none(),
        empty_label="Chọn một người",
        error_messages={
            "required": "Chọn người nhận.",
            "invalid_choice": "Không giao được cho tài khoản này: hãy chọn một người khác.",
        },
    )
    reason = forms.CharField(label="Lý do", required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = User.objects.at_the_desk()  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Return what the action is told; the history says to whom, whatever the reason."""
        to, reason = self.cleaned_data["to"], self.cleaned_data["reason"]
        return {"to": to, "reason": f"Giao cho {to}. {reason}" if reason else ""}


submit_selected = BulkAction(
    name="submit_selected",
    label="Gửi duyệt các {noun} đã chọn…",
    verb=Action.SUBMIT,
    act=actions.submit,
    done="Đã gửi duyệt",
    permission="change",
)
publish_selected = BulkAction(
    name="publish_selected",
    label="Đăng các {noun} đã chọn…",
    verb=Action.PUBLISH,
    act=actions.publish,
    done="Đã đăng",
)
release_selected = BulkAction(
    name="release_selected",
    label="Đăng ngay các {noun} đã chọn (đang hẹn giờ)…",
    verb=Action.RELEASE,
    act=actions.release,
    done="Đã đăng",
)
withdraw_selected = BulkAction(
    name="withdraw_selected",
    label="Gỡ các {noun} đã chọn…",
    verb=Action.WITHDRAW,
    act=actions.withdraw,
    done="Đã gỡ",
    make_form=_plain(WithdrawalForm),
)
hand_over_selected = BulkAction(
    name="hand_over_selected",
    label="Giao các {noun} đã chọn cho người khác…",
    verb=Action.HAND_OVER,
    act=actions.hand_over,
    done="Đã giao",
    make_form=_plain(HandOverForm),
    all_or_nothing=True,
)
COMMON = (
    submit_selected,
    publish_selected,
    release_selected,
    withdraw_selected,
    hand_over_selected,
)
