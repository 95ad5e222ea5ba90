"""What is typed into a form of the desk is kept before anybody saves it, and given back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from portal.core.admin.calls import WRITER_HEADER, answer, desk_call
from portal.core.admin.desk_pages import DeskPagesAdmin
from portal.core.admin.lists import signed_in
from portal.core.dates import clock
from portal.core.drafts import autosaves
from portal.core.drafts.models import Autosave
from portal.core.workflow.permissions import Action

MAX_BYTES = 5_000_000
"""Of one form: five times the longest text that a body may have in ASCII."""
_TOO_LONG = "Bài quá dài nên không tự lưu nháp được (quá 5 MB). Hãy bấm Lưu, hoặc chia bài."
_TOO_OLD = "Trang này đã cũ nên không tự lưu nháp được. Hãy chép chữ ra rồi mở lại."
WINDOW, CONTINUES = "_window", "_continues"


class AutosaveAdmin(DeskPagesAdmin):
    """Takes what the script of a form sends while one types; nothing of it is validated.

    It is seen by its owner alone, and only within the form, which checks and cleans when it is
    saved.  Neither the item nor its version changes.
    """

    def get_urls(self) -> list[URLPattern]:
        """Add what the script asks; `desk_call` guards it and answers scripts, not people."""
        view, prefix = self.admin_site.admin_view, self.url_prefix.removeprefix("admin:")
        return [
            path("go-do/", self.autosave_view, name=f"{prefix}_autosave_new"),
            path("<int:pk>/go-do/", self.autosave_view, name=f"{prefix}_autosave"),
            path("bo-ban-go-do/", view(self.discard_view), name=f"{prefix}_discard"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    @desk_call
    def autosave_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Keep the fields of a form of this person as they are typed now."""
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES:
            return answer(request, 413, message=_TOO_LONG)
        self._require_writing(request, pk)
        window = autosaves.window_of(request.POST.get(WINDOW))
        if not window:
            return answer(request, 400, message=_TOO_OLD)
        user = signed_in(request)
        is_kept = autosaves.store(user, self.model, pk, window, request.POST)
        if is_kept:
            # Its text has gone over into this window, and is kept here from now on.
            autosaves.discard(user, autosaves.window_of(request.POST.get(CONTINUES)))
        return answer(request, kept=is_kept, time=clock(timezone.now()))

    def _require_writing(self, request: HttpRequest, pk: int | None) -> None:
        if pk is not None:
            self.get_or_refuse(request, pk, Action.SAVE)
        elif not self.has_add_permission(request):
            raise PermissionDenied(f"Tài khoản không được viết {self.noun} mới.")

    @method_decorator(require_POST)
    def discard_view(self, request: HttpRequest) -> HttpResponse:
        """Throw away what was typed in a window; without a script, open the form again."""
        window = autosaves.window_of(request.POST.get("_discard"))
        row = autosaves.find(signed_in(request), self.model, window)
        autosaves.discard(signed_in(request), window)
        if WRITER_HEADER in request.headers:
            return answer(request)
        self.message_user(request, "Đã bỏ bản gõ dở.", messages.SUCCESS)
        if row is not None and row.object_id is not None:
            return redirect(f"{self.url_prefix}_change", row.object_id)
        return redirect(self.url_of("add"))

    # The form --------------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form, with what was typed if the address asks for it."""
        is_number = bool(object_id) and str(object_id).isdecimal() and len(str(object_id)) < 19
        pk = int(str(object_id)) if is_number else None
        row = self._asked_for(request, pk)
        request.typed = row  # type: ignore[attr-defined]
        context = self._drafts_context(request, pk, row)
        return super().changeform_view(
            request, object_id, form_url, {**context, **(extra_context or {})}
        )

    def _drafts_context(
        self, request: HttpRequest, pk: int | None, row: Autosave | None
    ) -> dict[str, Any]:
        """Return what the page shows; a form that comes back refused stays the same window."""
        window = autosaves.window_of(request.POST.get(WINDOW)) or autosaves.new_window()
        continued = autosaves.window_of(request.POST.get(CONTINUES)) or (row.window if row else "")
        drafts: list[Autosave] = []
        if not request.POST:
            drafts = autosaves.offered(signed_in(request), self.model, pk, {window, continued})
        return {
            "window": window,
            "continues": continued,
            "restored": row,
            "refused": bool(request.POST),
            "drafts": drafts,
            "autosave_url": self._autosave_url(pk),
            "discard_url": reverse(f"{self.url_prefix}_discard"),
        }

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """Return the form; filled with what was typed, if that is asked for."""
        form = super().get_form(request, obj, change, **kwargs)
        row = _typed(request)
        return form if row is None else _restored(form, row.as_sent())

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Fill the rows too.  What was typed into an item that is gone has rows of that item."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        row = _typed(request)
        if row is not None and row.object_id == obj.pk:
            kwargs["data"] = row.as_sent()
        return dict(kwargs)

    def note_saved(self, request: HttpRequest) -> None:
        """Note, in the transaction that saves the form, that nothing is left to restore."""
        window = autosaves.window_of(request.POST.get(WINDOW))
        if window:
            continued = autosaves.window_of(request.POST.get(CONTINUES))
            autosaves.close(signed_in(request), self.model, window, continued)

    def _asked_for(self, request: HttpRequest, pk: int | None) -> Autosave | None:
        """Return what the address asks for; say so if it is no longer there."""
        asked = request.GET.get(autosaves.RESTORE)
        if request.POST or asked is None:
            return None
        row = autosaves.find(signed_in(request), self.model, autosaves.window_of(asked))
        if row is not None and (pk is None or row.object_id == pk):
            return row
        gone = f"Bản gõ dở này không còn: đã lưu vào {self.noun}, đã bỏ, hoặc quá 30 ngày."
        self.message_user(request, gone, messages.WARNING)
        return None

    def _autosave_url(self, pk: int | None) -> str:
        if pk is None:
            return reverse(f"{self.url_prefix}_autosave_new")
        return reverse(f"{self.url_prefix}_autosave", args=[pk])


def _typed(request: HttpRequest) -> Autosave | None:
    row: Autosave | None = getattr(request, "typed", None)
    return row


def _restored(form: type[forms.ModelForm], data: QueryDict) -> type[forms.ModelForm]:
    """Return `form` bound to what was typed, on the version on which it was typed."""

    class Restored(form):  # type: ignore[misc, valid-type]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(data.copy(), *args, **kwargs)

        def full_clean(self) -> None:
            """Say what concerns the whole, as a colleague's save; nobody has pressed Lưu yet."""
            super().full_clean()
            for name in set(self._errors) - {NON_FIELD_ERRORS}:
                del self._errors[name]

    return Restored
