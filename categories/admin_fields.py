"""Choosing a category in the admin: the tree shown by indentation."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.db.models import ForeignKey, QuerySet
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.http import HttpRequest

from categories.models import Category


def indented(category: Category) -> str:
    """Return the name behind as many dashes as the category is deep."""
    depth = category.path.count("/")
    return f"{'– ' * depth}{category.name}"


class CategoryChoiceField(ModelChoiceField):
    """One category."""

    def label_from_instance(self, obj: Any) -> str:
        """Indent the name by its depth."""
        return indented(obj)


class CategoryMultipleChoiceField(ModelMultipleChoiceField):
    """Several categories."""

    def label_from_instance(self, obj: Any) -> str:
        """Indent the name by its depth."""
        return indented(obj)


class TreeChoiceAdmin(BaseModelAdmin):
    """Shows the tree wherever a category is chosen."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Offer the categories in the order of the tree."""
        if db_field.related_model is Category:
            kwargs |= {
                "queryset": self.choosable_categories(request),
                "form_class": CategoryChoiceField,
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def choosable_categories(self, request: HttpRequest) -> QuerySet[Category]:
        """Return the categories to choose from: all of them."""
        return Category.objects.in_tree_order()


class CategoryFilter(admin.SimpleListFilter):
    """Filter a list by category; a category stands for its whole branch."""

    title = "chuyên mục"
    parameter_name = "chuyen-muc"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Offer the tree."""
        return [(str(c.pk), indented(c)) for c in Category.objects.in_tree_order()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list to the branch."""
        value = self.value()
        if not value or not value.isdecimal():
            return queryset
        category = Category.objects.filter(pk=value).first()
        return queryset.filter(category__in=category.branch()) if category else queryset
