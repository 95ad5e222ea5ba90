"""The form of an item: who gets it, what it asks, and how what was typed is saved."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst

from portal.core.admin.buttons import ButtonsAdmin
from portal.core.admin.forms import PublishableForm
from portal.core.admin.lists import signed_in
from portal.core.admin.merging import MergingAdmin
from portal.core.admin.overtaken import OvertakenAdmin
from portal.core.admin.refusals import refusal_of, told_by_the_form
from portal.core.content import Publishable
from portal.core.review.presses import offered
from portal.core.workflow import actions
from portal.core.workflow.permissions import Action, may

_FORM_TRANSITIONS: dict[Action, Callable[..., Publishable | None]] = {
    Action.SUBMIT: actions.submit,
    Action.PUBLISH: actions.publish,
}


class ItemFormAdmin(MergingAdmin, OvertakenAdmin, ButtonsAdmin):
    """Shows and saves the form; every change goes through an action."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save the form; what can no longer be saved is kept."""
        try:
            return self._form_page(request, object_id, form_url, extra_context)
        except PermissionDenied:
            late = self.came_too_late(request, object_id)
            if late is None:
                raise
            return late

    def _form_page(
        self,
        request: HttpRequest,
        object_id: str | None,
        form_url: str,
        extra_context: dict[str, Any] | None,
    ) -> HttpResponse:
        """Show or save the form; who may only look is sent to the preview."""
        item = self.get_object(request, object_id) if object_id else None
        if item is None and (late := self.came_too_late(request, object_id)):
            return late
        if request.method == "GET":
            request.item_at_hand = item  # type: ignore[attr-defined]  # not read twice for one page
        if item is not None and not self.has_change_permission(request, item):
            if request.method == "GET" and self.has_view_permission(request, item):
                return redirect(self.url_of(self._page_to_look_at(request, item), item))
            raise PermissionDenied(
                f"{capfirst(self.noun)} “{item}” đang ở trạng thái “{item.state().label}”."
            )
        buttons = self.buttons_of(request, item)
        context = {"workflow_buttons": buttons, "noun": self.noun, **(extra_context or {})}
        context["decides"] = self.has_publish_permission(request)
        if item is not None:
            context |= self.comments_context(request, item)
            context |= {"title": f"Bản sửa của {self.noun} đã đăng"} if item.is_copy else {}
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except ValidationError as error:
            # The form has checked all that a person can do wrong; this one was not made by it.
            raise PermissionDenied(" ".join(error.messages)) from error

    def _page_to_look_at(self, request: HttpRequest, item: Publishable) -> str:
        """Return the page of an item that may not be edited: where one decides, if one may."""
        user = signed_in(request)
        decides = offered(item, user) or may(user, Action.REVISE, item)
        return "review" if decides else "preview"

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Return the row that this request has read already, or read it."""
        at_hand = getattr(request, "item_at_hand", None)
        if at_hand is not None and request.method == "GET" and str(at_hand.pk) == object_id:
            return at_hand
        return super().get_object(request, object_id, from_field)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        """Tell the form, a class of this request alone, whose hands it is in."""
        form = super().get_form(request, obj, change, **kwargs)
        if issubclass(form, PublishableForm):
            form.editor = signed_in(request)
            form.refusal = refusal_of(request)
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask, where readers know the item already, what they are told of the change."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not obj.is_copy:
            return fieldsets
        shown = _without(fieldsets, obj.fixed_in_copies)
        if not obj.copy_of.is_live():
            return shown
        return [*shown, ("Báo cho bạn đọc", {"fields": ("correction",), "classes": ("side",)})]

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        """Wait: the action that saves takes the relations too, see `save_related`."""

    @told_by_the_form
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save item and relations by one action, then move the item on if a button said so."""
        user, item = signed_in(request), form.instance
        relations = partial(self.save_relations, request, form, formsets, change)
        actions.save(item, by=user, save_relations=relations)
        if form.transition is Action.SCHEDULE:
            actions.schedule(item, by=user, at=item.published_at)
        elif form.transition in _FORM_TRANSITIONS:
            _FORM_TRANSITIONS[form.transition](item, by=user)
        elif form.transition not in {None, Action.URGENT}:  # that one asks for a reason first
            raise PermissionDenied("Biểu mẫu này không có nút ấy; chưa lưu gì.")
        self.note_saved(request)

    def save_relations(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        """Save what hangs on the row; types with relations of their own add them."""
        super().save_related(request, form, formsets, change)


def _without(fieldsets: Any, names: tuple[str, ...]) -> list[Any]:
    """Return `fieldsets` less the fields of these names."""
    return [
        (title, {**options, "fields": tuple(f for f in options["fields"] if f not in names)})
        for title, options in fieldsets
    ]
