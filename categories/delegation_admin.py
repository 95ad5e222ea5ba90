"""The desk's page for delegations: each publisher's own, or all of them."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from categories.delegations import Delegation, publishes
from categories.rights import decides_everywhere
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.admin.lists import LargeListAdmin, signed_in
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb
from portal.core.dates import date_and_time
from portal.core.notices.kinds import Kind
from portal.core.notices.send import notify


def keeps_all(user: User) -> bool:
    """Return whether `user` may make delegations for others, too."""
    return decides_everywhere(user) or user.has_role(AccountRole.USER_ADMIN)


@admin.register(Delegation)
class DelegationAdmin(LargeListAdmin):
    """Made and ended, never changed or deleted: what was allowed stays on record."""

    list_display = ("giver", "receiver", "begins_at", "until", "standing", "reason")
    list_select_related = ("giver", "receiver")
    fields = ("giver", "receiver", "begins_at", "until", "reason")
    actions = ("end_selected",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delegation]:
        """Return what this person gave or received; all of them to those who keep them."""
        rows = super().get_queryset(request)
        user = signed_in(request)
        return rows if keeps_all(user) else rows.filter(Q(giver=user) | Q(receiver=user))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return no for a stored one; the list's action ends it."""
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return no."""
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave out whose categories they are, where they can only be one's own."""
        fields = super().get_fields(request, obj)
        return fields if obj or keeps_all(signed_in(request)) else fields[1:]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the person's own categories, which is what most come for."""
        user, asked = signed_in(request), super().get_changeform_initial_data(request)
        return {"giver": user.pk, **asked} if publishes(user) else asked

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the people of the desk."""
        kwargs["queryset"] = User.objects.at_the_desk()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        """Let the giver be the person, before anything is checked."""
        base = super().get_form(request, obj, change, **kwargs)
        user = signed_in(request)

        class DelegationForm(base):  # type: ignore[misc, valid-type]
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                if "giver" not in self.fields and self.instance.giver_id is None:
                    self.instance.giver = user

        return DelegationForm

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Note who made it."""
        obj.made_by = signed_in(request)
        super().save_model(request, obj, form, change)
        told = f"Thay {obj.giver} đến {date_and_time(obj.until)}. {obj.reason}"
        notify(Kind.DELEGATED, [obj.receiver], by=obj.made_by, text=told)
        _tell(obj, by=obj.made_by, after=f"Thay {obj.giver} đến {date_and_time(obj.until)}")

    @admin.display(description="hiệu lực")
    def standing(self, delegation: Delegation) -> str:
        """Whether it counts."""
        if delegation.is_in_force:
            return "đang có hiệu lực"
        if delegation.ended_at is None and delegation.begins_at > timezone.now():
            return "chưa đến lúc"
        return "đã hết"

    @admin.action(description="Kết thúc các ủy quyền đã chọn", permissions=["change"])
    def end_selected(self, request: HttpRequest, queryset: QuerySet[Delegation]) -> None:
        """Take back those that the person gave; all, for those who keep them."""
        user = signed_in(request)
        mine = queryset if keeps_all(user) else queryset.filter(giver=user)
        with transaction.atomic():
            for delegation in mine.filter(ended_at=None):
                delegation.end()
                _tell(delegation, by=user, before=f"Thay {delegation.giver}")
        self.message_user(request, "Đã kết thúc các ủy quyền đã chọn.")


def _tell(delegation: Delegation, *, by: User, before: str = "", after: str = "") -> None:
    """Add to the trail what the receiver may do from now on, or no longer."""
    record(Verb.GRANTS_CHANGED, by=by, about=delegation.receiver, before=before, after=after)
