"""Choosing a category in the admin: the tree shown by indentation."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
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
