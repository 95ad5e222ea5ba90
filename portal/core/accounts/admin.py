"""The user administrators' pages."""

from copy import copy
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import (
    AdminUserCreationForm,
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
)
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from portal.core.accounts.models import User
from portal.core.accounts.sessions import registry
from portal.core.admin.handing_over import types_handed_over_by
from portal.core.admin.lists import LargeListAdmin, signed_in
from portal.core.audit import accounts as trail
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb

_WORK = ("link_to_hand_over", "who_hands_over")
"""How the page of an account speaks of the person's work: to who may give it away, or not."""

admin.site.unregister(Group)  # Groups are the roles; the code keeps them, see roles.py.
admin.site.unregister([TOTPDevice, StaticDevice])  # They would show the secrets of all accounts.


class PasswordStanding(ReadOnlyPasswordHashWidget):
    """Says whether there is a password, and leads to setting one; nothing of what is stored."""

    def get_context(self, name: str, value: str | None, attrs: Any) -> dict[str, Any]:
        """Leave out method, salt and hash: whoever reads along could go on from there."""
        is_set = bool(value) and is_password_usable(value)
        context: dict[str, Any] = super().get_context(name, "", attrs)
        context["summary"] = [{"label": "Đã đặt" if is_set else "Chưa đặt"}]
        context["button_label"] = "Đặt lại mật khẩu" if is_set else "Đặt mật khẩu"
        return context


class AccountForm(UserChangeForm):
    """An account that is there already."""

    password = ReadOnlyPasswordHashField(
        label="Mật khẩu",
        widget=PasswordStanding,
        help_text="Cổng không giữ mật khẩu ở dạng đọc được: không ai xem được, chỉ đặt lại được.",
    )


class NewUserForm(AdminUserCreationForm):
    """A new account; its password is one to begin with."""

    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "full_name", "email")


@admin.register(User)
class UserAdmin(LargeListAdmin, DjangoUserAdmin):
    """Accounts: made, changed, switched off; with a trace of work they are never deleted."""

    form = AccountForm
    add_form = NewUserForm
    list_display = ("full_name", "username", "unit", "roles_column", "is_active", "last_seen_at")
    list_display_links = ("full_name", "username")
    list_filter = ("is_active", "groups")
    search_fields = ("username", "full_name", "email", "unit")
    ordering = ("full_name", "pk")
    readonly_fields = ("last_login", "last_seen_at", "date_joined", "link_to_security", *_WORK)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password", "must_change_password")}),
        ("Con người", {"fields": ("full_name", "unit", "position", "phone", "email")}),
        ("Vai trò", {"fields": ("is_active", "groups", "is_superuser")}),
        (
            "Hoạt động",
            {"fields": ("last_seen_at", "last_login", "date_joined", "link_to_security")},
        ),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": (
                    "username",
                    "full_name",
                    "email",
                    "usable_password",
                    "password1",
                    "password2",
                ),
            },
        ),
    )

    @admin.display(description="vai trò")
    def roles_column(self, user: User) -> str:
        """The roles of the account."""
        names = [group.name for group in user.groups.all()]
        return ", ".join(["Quản trị hệ thống"] * user.is_superuser + names)

    @admin.display(description="đăng nhập")
    def link_to_security(self, user: User) -> SafeString:
        """The way to its sessions and to its second factor."""
        url = reverse("admin:account_security", args=[user.pk])
        return format_html('<a href="{}">Phiên đăng nhập, xác thực hai lớp…</a>', url)

    @admin.display(description="giao lại")
    def link_to_hand_over(self, user: User) -> SafeString:
        """The way to give all that the person has written to a colleague."""
        url = reverse("admin:hand_over_all", args=[user.pk])
        return format_html('<a href="{}">Giao lại tất cả bài của {}…</a>', url, user)

    @admin.display(description="giao lại")
    def who_hands_over(self, user: User) -> str:
        """Who gives it away, where that is not whoever keeps the accounts."""
        return (
            "Người nghỉ việc, chuyển việc: nhờ trưởng ban biên tập giao lại bài cho đồng nghiệp. "
            "Trưởng ban mở danh sách bài, lọc theo người viết này, bấm “Giao lại tất cả bài”."
        )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Say what becomes of the person's work; who keeps accounts alone has no hand in that."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        hands_over = bool(types_handed_over_by(signed_in(request)))
        return [*fieldsets, ("Bài của người này", {"fields": (_WORK[not hands_over],)})]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Load the roles for the list in one query."""
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Show the few roles as boxes to tick."""
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
            kwargs["help_text"] = "Mỗi tài khoản thường chỉ cần một vai trò."
            kwargs["label"] = "Vai trò"
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep the superuser flag, and one's own role, out of reach of user administrators."""
        fixed = tuple(super().get_readonly_fields(request, obj))
        me = signed_in(request)
        if not me.is_superuser:
            fixed += ("is_superuser",)
            if obj is not None and obj.pk == me.pk:
                fixed += ("groups", "is_active")
        return fixed

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers are changed by superusers only; that covers their passwords too."""
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes themselves, and user administrators no superuser."""
        if obj is not None and obj.pk == request.user.pk:
            return False
        return super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Accounts are deleted one by one, after a look at what hangs on them."""
        return {}

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """A password that somebody else has chosen must be changed at the first sign-in.

        An account that is switched off has no sessions any more.
        """
        if not change:
            obj.must_change_password = True
        if change and "is_active" in form.changed_data:
            if obj.is_active:  # else the next night would close it again
                obj.reopened_at = timezone.now()
            else:
                registry.end_silently(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Tell the trail what the account may do now."""
        super().save_related(request, form, formsets, change)
        if change:
            trail.changed(form.instance, form, by=signed_in(request))
        else:
            trail.noted(Verb.ACCOUNT_MADE, form.instance, by=signed_in(request))

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Tell the trail what is deleted; it keeps the name."""
        gone, could = copy(obj), trail.standing(obj)
        super().delete_model(request, obj)
        record(Verb.ACCOUNT_DELETED, by=signed_in(request), about=gone, before=could)

    @transaction.atomic
    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """Let an administrator set a password, which the person must change then."""
        response = super().user_change_password(request, id, form_url)
        # Back to the same page is led who contradicted themselves; nothing was set then.
        is_done = request.method == "POST" and response.status_code == 302
        if is_done and response["Location"] != request.get_full_path():
            user = User.objects.get(pk=id)
            if id != str(request.user.pk):
                User.objects.filter(pk=id).update(must_change_password=True)
                registry.end_silently(user)
            trail.noted(Verb.PASSWORD_RESET, user, by=signed_in(request))
        return response

    def _may_touch(self, request: HttpRequest, user: User | None) -> bool:
        return user is None or not user.is_superuser or signed_in(request).is_superuser
