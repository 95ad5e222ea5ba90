"""The administrators' pages for the category tree."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from categories import delegation_admin as delegation_admin  # registers itself
from categories.admin_fields import TreeChoiceAdmin, indented
from categories.models import Category, CategoryGrant
from categories.querysets import TREE_ORDER
from portal.core.accounts.admin import UserAdmin
from portal.core.accounts.models import User
from portal.core.admin.races import RacingAdmin


@admin.register(Category)
class CategoryAdmin(TreeChoiceAdmin, RacingAdmin):
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

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Category]) -> None:
        """Delete one by one, the deepest first, so that parents do not hold them back."""
        for category in queryset.order_by("-path"):
            category.delete()


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
