"""The administrators' pages for the category tree."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, QuerySet
from django.forms.models import ModelChoiceField
from django.http import HttpRequest

from categories.admin_fields import CategoryChoiceField, indented
from categories.models import Category, CategoryGrant
from categories.querysets import TREE_ORDER
from portal.core.accounts.admin import UserAdmin
from portal.core.accounts.models import User


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
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

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Show the tree in the choice of the parent."""
        if db_field.name == "parent":
            kwargs |= {
                "queryset": Category.objects.in_tree_order(),
                "form_class": CategoryChoiceField,
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Category]) -> None:
        """Delete one by one, the deepest first, so that parents do not hold them back."""
        for category in queryset.order_by("-path"):
            category.delete()


class CategoryGrantInline(admin.TabularInline):
    """The categories of an account, on the account's own page."""

    model = CategoryGrant
    extra = 1
    verbose_name_plural = "chuyên mục được giao (gồm cả các mục con)"

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Show the tree in the choice of the category."""
        if db_field.name == "category":
            kwargs |= {
                "queryset": Category.objects.in_tree_order(),
                "form_class": CategoryChoiceField,
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


admin.site.unregister(User)


@admin.register(User)
class GrantingUserAdmin(UserAdmin):
    """Accounts with their categories: the floor below knows accounts but no categories."""

    inlines = (CategoryGrantInline,)
