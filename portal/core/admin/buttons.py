"""The buttons beside the form of an item: which there are, where they lead, what is said then."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html

from portal.core.admin.decisions import DECISIONS, SEEN
from portal.core.admin.lists import signed_in
from portal.core.admin.review import ReviewAdmin
from portal.core.content import Publishable, State
from portal.core.dates import date_and_time
from portal.core.identity.models import Identity
from portal.core.workflow.permissions import Action, may

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


class ButtonsAdmin(ReviewAdmin):
    """Offers what a person may do to the item of a form, and tells what was done."""

    def buttons_of(self, request: HttpRequest, item: Publishable | None) -> list[dict[str, Any]]:
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
