"""The administrators' pages for the category tree."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from categories import delegation_admin as delegation_admin  # registers itself
from categories.admin_fields import TreeChoiceAdmin, indented
from categories.models import Category, CategoryGrant
from categories.querysets import TREE_ORDER
from portal.core.accounts.admin import UserAdmin
from portal.core.accounts.models import User
from portal.core.admin.lists import signed_in
from portal.core.admin.races import RacingAdmin
from portal.core.audit import accounts as trail
from portal.core.audit.settings_admin import AuditedSettingsAdmin


@admin.register(Category)
class CategoryAdmin(AuditedSettingsAdmin, TreeChoiceAdmin, RacingAdmin):
    """Categories, listed as the tree that they are."""

    list_display = (
        "indented_name",
        "position",
        "show_in_menu",
        "show_on_home",
        "home_position",
        "show_in_sidebar",
        "sidebar_position",
    )
    list_display_links = ("indented_name",)
    ordering = TREE_ORDER
    list_per_page = 200
    show_facets = admin.ShowFacets.NEVER
    fieldsets = (
        (None, {"fields": ("name", "short_name", "parent", "position", "description", "slug")}),
        ("Menu", {"fields": ("show_in_menu",)}),
        (
            "Trang chủ",
            {"fields": (("show_on_home", "home_position"), ("home_count", "home_days"))},
        ),
        ("Cột bên", {"fields": (("show_in_sidebar", "sidebar_position"),)}),
    )

    @admin.display(description="chuyên mục")
    def indented_name(self, category: Category) -> str:
        """The name at its depth."""
        return indented(category)

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Tell the trail who could work in the category until now."""
        holders = list(User.objects.filter(category_grants__category=obj))
        before = {user: granted(user) for user in holders}
        super().delete_model(request, obj)
        for user in holders:
            trail.grants_changed(
                user, by=signed_in(request), before=before[user], after=granted(user)
            )

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Category]) -> None:
        """Delete the deepest first, so that parents do not hold them back."""
        super().delete_queryset(request, queryset.order_by("-path"))


class CategoryGrantInline(TreeChoiceAdmin, admin.TabularInline):
    """The categories of an account, on the account's own page."""

    model = CategoryGrant
    extra = 1
    verbose_name_plural = "chuyên mục được giao (gồm cả các mục con)"


admin.site.unregister(User)


@admin.register(User)
class GrantingUserAdmin(UserAdmin):
    """Accounts with their categories: the floor below knows accounts but no categories."""

    inlines = (CategoryGrantInline,)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Tell the trail what was granted until then and is from now on."""
        before = granted(form.instance)
        super().save_formset(request, form, formset, change)
        after = granted(form.instance)
        trail.grants_changed(form.instance, by=signed_in(request), before=before, after=after)


def granted(user: User) -> list[str]:
    """Return what an account is granted, a line for each category."""
    grants = CategoryGrant.objects.filter(user=user).select_related("category")
    return [f"{g.category}: {g.get_role_display()}" for g in grants.order_by("category__path")]
