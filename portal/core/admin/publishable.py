"""The admin of every content type: rights, saving, workflow buttons, preview, history."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from portal.core.accounts.models import User
from portal.core.admin import bulk
from portal.core.admin.attachments import AttachmentInline
from portal.core.admin.decisions import DECISIONS, SEEN
from portal.core.admin.deleting import DeletingAdmin
from portal.core.admin.forms import PublishableForm
from portal.core.admin.lists import (
    LargeListAdmin,
    StateFilter,
    WorkFilter,
    badge,
    search_content,
    signed_in,
)
from portal.core.admin.merging import MergingAdmin
from portal.core.admin.overtaken import OvertakenAdmin
from portal.core.admin.presence import PresenceAdmin
from portal.core.admin.preview import PreviewAdmin
from portal.core.admin.refusals import refusal_of, told_by_the_form
from portal.core.admin.review import ReviewAdmin
from portal.core.admin.slip import SlipAdmin
from portal.core.admin.writers import WriterFilter, handing_over
from portal.core.content import Publishable, PublishableQuerySet, State
from portal.core.dates import date_and_time
from portal.core.identity.models import Identity
from portal.core.media.choosing import PictureChoiceAdmin
from portal.core.review.presses import offered
from portal.core.richtext import editor_csp
from portal.core.workflow import actions
from portal.core.workflow.permissions import Action, may

_FORM_TRANSITIONS: dict[Action, Callable[..., Publishable | None]] = {
    Action.SUBMIT: actions.submit,
    Action.PUBLISH: actions.publish,
}
_BUTTON_ORDER = (
    Action.PUBLISH,
    Action.SCHEDULE,
    Action.SUBMIT,
    Action.URGENT,
    Action.RETURN,
    Action.WITHDRAW,
)
_DONE = {
    Action.SUBMIT: "Đã gửi duyệt {noun} “{item}”.",
    Action.RETURN: "Đã trả lại {noun} “{item}”.",
    Action.PUBLISH: "Đã đăng {noun} “{item}”.",
    Action.SCHEDULE: "Đã hẹn giờ đăng {noun} “{item}” vào lúc {time}.",
    Action.RELEASE: "Đã đăng {noun} “{item}”.",
    Action.WITHDRAW: "Đã gỡ {noun} “{item}”.",
    Action.URGENT: "Đã đăng khẩn {noun} “{item}”. Một người khác sẽ kiểm tra lại.",
    Action.CONFIRM: "Đã xác nhận {noun} “{item}”.",
}


@method_decorator(editor_csp, name="changeform_view")
class PublishableAdmin(
    MergingAdmin,
    OvertakenAdmin,
    DeletingAdmin,
    PresenceAdmin,
    PreviewAdmin,
    SlipAdmin,
    ReviewAdmin,
    PictureChoiceAdmin,
    LargeListAdmin,
):
    """Subclasses say which fields there are and how a preview is rendered; no more."""

    form = PublishableForm
    change_form_template = "admin/publishable/change_form.html"
    change_list_template = "admin/publishable/change_list.html"
    list_filter: ClassVar[tuple[Any, ...]] = (StateFilter, WriterFilter, WorkFilter)
    place_path: ClassVar[str] = ""
    """Where the name of what an item is filed under stands, as `values` names it."""
    ordering = ("-updated_at",)
    inlines: ClassVar[tuple[Any, ...]] = (AttachmentInline,)
    date_hierarchy = "published_at"
    search_fields = ("title",)
    search_help_text = "Gõ có dấu hay không dấu đều được."
    actions: Any = bulk.COMMON
    save_on_top = False

    # Rights: one question, asked of portal.core.workflow.permissions -----------------------

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

    def place_choices(self) -> list[tuple[str, str]]:
        """Return what items may be filed under; types that are filed say it."""
        return []

    def in_place(self, rows: QuerySet[Any], place: str) -> QuerySet[Any]:
        """Narrow to what is filed under one of `place_choices`."""
        return rows.none()

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

    # The list ------------------------------------------------------------------------------

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search by the portal's own index."""
        return search_content(queryset, search_term), False

    @admin.display(description="trạng thái", ordering="status")
    def state_badge(self, item: Publishable) -> SafeString:
        """Word and colour of the state; whether this is a working copy, or has one."""
        state = badge(item.state().value, item.state().label)
        if item.is_copy:
            return format_html('<span class="state__copy">Bản sửa</span> {}', state)
        if getattr(item, "has_copy", False):
            return format_html('{} <span class="state__copy">đang có bản sửa</span>', state)
        return state

    def action_checkbox(self, obj: Any) -> SafeString:
        """Send the version with the row, so that no action touches what a colleague has saved."""
        box = super().action_checkbox(obj)
        name = bulk.VERSION_FIELD.format(obj.pk)
        return format_html('{}<input type="hidden" name="{}" value="{}">', box, name, obj.version)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list under the tabs of its saved views."""
        views = [
            ("Tất cả", ""),
            ("Của tôi", f"?{WriterFilter.own_parameter}=1"),
            *(
                (label, f"?{StateFilter.parameter_name}={state.value}")
                for label, state in (
                    ("Chờ duyệt", State.SUBMITTED),
                    ("Trả lại", State.RETURNED),
                    ("Hẹn giờ", State.SCHEDULED),
                    ("Nháp", State.DRAFT),
                )
            ),
        ]
        current = request.META.get("QUERY_STRING", "")
        tabs = [
            {"label": label, "url": url or "?", "current": current == url.lstrip("?")}
            for label, url in views
        ]
        context = {"tabs": tabs, "handing_over": handing_over(request, self.model)}
        try:
            return super().changelist_view(request, {**context, **(extra_context or {})})
        except OverflowError:  # a year of thirty digits, which Django does not catch
            return redirect(request.path)

    # The form ------------------------------------------------------------------------------

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
        buttons = self._buttons(request, item)
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

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Stay on the form after plain saving."""
        return self._after_saving(request, obj) or super().response_add(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Stay on the form after plain saving."""
        return self._after_saving(request, obj) or super().response_change(request, obj)

    def _after_saving(self, request: HttpRequest, item: Publishable) -> HttpResponse | None:
        if IS_POPUP_VAR in request.POST:
            return None
        item = item.became or item
        transition = request.POST.get("_transition", "")
        if transition == Action.URGENT:
            return redirect(f"{self.url_of('reason', item, Action.URGENT)}?{SEEN}={item.version}")
        if transition in set(Action):
            self.say_done(request, Action(transition), item)
            return redirect(self.url_of("changelist"))
        self.message_user(request, f"Đã lưu {self.noun} “{item}”.", messages.SUCCESS)
        return redirect(self.url_of("change", item))

    def _buttons(self, request: HttpRequest, item: Publishable | None) -> list[dict[str, Any]]:
        """Return the buttons that this person may press on this item; the first is the main one."""
        if item is None:
            publishing = [Action.PUBLISH, Action.SCHEDULE]
            publishes = self.has_publish_permission(request)
            alone = publishes and not Identity.needs_two_persons()
            offered = (
                publishing * alone + [Action.SUBMIT] + [Action.URGENT] * (publishes and not alone)
            )
        else:
            offered = [a for a in _BUTTON_ORDER if may(signed_in(request), a, item)]
            if item.state() is State.LIVE:
                offered = [action for action in offered if action is not Action.SCHEDULE]
        return [
            {
                "label": action.of(self.model),
                "value": action.value,
                "url": self._page_of(action, item),
            }
            for action in offered
        ]

    def _page_of(self, action: Action, item: Publishable | None) -> str:
        """Return the page to which a button leads; "" where the form itself is sent."""
        asks = action in DECISIONS and action is not Action.URGENT  # what was typed is saved first
        if item is None or not asks:
            return ""
        return f"{self.url_of('reason', item, action)}?{SEEN}={item.version}"

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Note it of the item that is there afterwards."""
        return super().log_change(request, obj.became or obj, message)

    def say_done(self, request: HttpRequest, action: Action, item: Publishable) -> None:
        """Tell the person that it is done, with the way to the page if readers have it."""
        time = date_and_time(item.published_at) if item.published_at else ""
        text = format_html(_DONE[action], noun=self.noun, item=item, time=time)
        if item.is_live():
            text = format_html('{} <a href="{}">Xem trên cổng</a>', text, item.get_absolute_url())
        self.message_user(request, text, messages.SUCCESS)


def _without(fieldsets: Any, names: tuple[str, ...]) -> list[Any]:
    """Return `fieldsets` less the fields of these names."""
    return [
        (title, {**options, "fields": tuple(f for f in options["fields"] if f not in names)})
        for title, options in fieldsets
    ]
