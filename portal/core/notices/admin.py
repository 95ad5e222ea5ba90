"""The queue of mails, for whoever keeps the accounts: whether they arrive, not what they say."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from portal.core.admin.lists import LargeListAdmin, badge
from portal.core.notices.models import Mail


@admin.register(Mail)
class MailAdmin(LargeListAdmin):
    """Mails; subject and text may quote a draft, so they are shown to nobody."""

    list_display = ("to", "state_badge", "last_error", "next_try", "attempts", "created_at")
    list_display_links = None
    fields = ("to", "created_at", "attempts", "next_try_at", "last_error", "sent_at", "given_up_at")
    ordering = ("-pk",)
    actions = ("try_again",)
    change_list_template = "admin/notices/mail_list.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Mails are made by what happens."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody rewrites a mail."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows go by themselves when they are old."""
        return False

    @admin.display(description="tình trạng")
    def state_badge(self, mail: Mail) -> SafeString:
        """How far the mail has come."""
        if mail.sent_at:
            return badge("live", "Đã gửi")
        return badge("returned", "Không gửi được") if mail.given_up_at else badge("draft", "Chờ")

    @admin.display(description="gửi lại lúc", ordering="next_try_at")
    def next_try(self, mail: Mail) -> Any:
        """When it is tried again; nothing for what is settled."""
        return None if mail.sent_at or mail.given_up_at else mail.next_try_at

    @admin.action(description="Thử gửi lại", permissions=["view"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Mail]) -> None:
        """Begin anew with what was not sent."""
        waiting = {"attempts": 0, "given_up_at": None, "next_try_at": timezone.now()}
        count = queryset.filter(sent_at=None).update(**waiting)
        messages.success(request, f"Sẽ gửi lại {count} thư trong vài phút tới.")
