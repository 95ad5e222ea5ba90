"""The admin of every content type that is filed under categories."""

from typing import Any

from django import forms
from django.db.models import Field, Q, QuerySet
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
from django.http import HttpRequest

from categories.admin_fields import (
    CategoryChoiceField,
    CategoryFilter,
    CategoryMultipleChoiceField,
    TreeChoiceAdmin,
    indented,
)
from categories.content import Filed
from categories.models import Category
from categories.rights import writable_categories
from portal.core.accounts.models import User
from portal.core.admin.bulk import BulkAction
from portal.core.admin.lists import StateFilter, WorkFilter, signed_in
from portal.core.admin.publishable import PublishableAdmin
from portal.core.admin.writers import WriterFilter
from portal.core.workflow import actions
from portal.core.workflow.permissions import Action


class RefileForm(forms.Form):
    """Where the ticked items go."""

    def __init__(self, modeladmin: "FiledAdmin", request: HttpRequest, data: Any) -> None:
        super().__init__(data)
        self.fields["category"] = CategoryChoiceField(
            label="Chuyển sang chuyên mục",
            queryset=modeladmin.choosable_categories(request),
            empty_label="Chọn một chuyên mục",
        )


def refile(item: Filed, *, by: User, category: Category) -> None:
    """File an item under another category; what readers see moves at once."""

    def change(row: Filed) -> None:
        row.category = category

    actions.amend(item, change, by=by, reason=f"Chuyển sang chuyên mục “{category}”.")


refile_selected = BulkAction(
    name="refile_selected",
    label="Chuyển chuyên mục các {noun} đã chọn…",
    verb=Action.AMEND,
    act=refile,
    done="Đã chuyển",
    make_form=RefileForm,
)


class FiledAdmin(TreeChoiceAdmin, PublishableAdmin):
    """Shows the category in the list, and offers those that the person may file under."""

    list_display: tuple[str, ...] = (
        "title",
        "state_badge",
        "category",
        "published_at",
        "updated_by",
        "updated_at",
    )
    list_select_related = ("category", "updated_by")
    list_filter = (StateFilter, WriterFilter, WorkFilter, CategoryFilter)
    place_path = "category__name"
    actions = (*PublishableAdmin.actions, refile_selected)

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        """Offer the same categories where several may be chosen."""
        if db_field.related_model is Category:
            kwargs |= {
                "queryset": self.choosable_categories(request),
                "form_class": CategoryMultipleChoiceField,
                "widget": CheckboxSelectMultiple,
            }
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def place_choices(self) -> list[tuple[str, str]]:
        """The tree."""
        return [(str(c.pk), indented(c)) for c in Category.objects.in_tree_order()]

    def in_place(self, rows: QuerySet[Any], place: str) -> QuerySet[Any]:
        """A category stands for its whole branch."""
        category = Category.objects.filter(pk=place).first() if place.isdecimal() else None
        return rows.filter(category__in=category.branch()) if category else rows.none()

    def review_place(self, item: Any) -> str:
        """The category."""
        return str(item.category)

    def choosable_categories(self, request: HttpRequest) -> QuerySet[Category]:
        """Return those in which this person may file; those that the opened item has stay, too."""
        numbers = writable_categories(signed_in(request))
        categories = super().choosable_categories(request)
        if numbers is None:
            return categories
        choosable = Q(pk__in=numbers)
        match = request.resolver_match
        opened = match.kwargs.get("object_id", "") if match else ""
        if opened.isdecimal():
            item = self.get_queryset(request).filter(pk=opened)
            for field in self._category_fields():
                choosable |= Q(pk__in=item.values(field.name))
        return categories.filter(choosable)

    def _category_fields(self) -> list[Field]:
        fields = (*self.opts.concrete_fields, *self.opts.many_to_many)
        return [field for field in fields if field.related_model is Category]
