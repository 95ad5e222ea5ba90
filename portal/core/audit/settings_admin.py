"""Settings of the whole portal: whoever changes one leaves a row in the trail."""

from copy import copy
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.core.admin.lists import signed_in
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb
from portal.core.dates import date_and_time

MAX_LENGTH = 500
"""Of a value; a long description is known by how it begins."""


class AuditedSettingsAdmin(admin.ModelAdmin):
    """The floor under the admin of a table of settings, for its form, its list and deletion."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the rest of the row, then add what was changed."""
        super().save_related(request, form, formsets, change)
        if form.has_changed() or not change:
            record(
                Verb.SETTING_CHANGED if change else Verb.SETTING_ADDED,
                by=signed_in(request),
                about=form.instance,
                before=_lines(form, form.initial) if change else "",
                after=_lines(form, form.cleaned_data),
            )

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the row, then add that it is gone: the trail is locked last (`chain.py`)."""
        gone = copy(obj)
        with transaction.atomic():
            super().delete_model(request, obj)
            record(Verb.SETTING_DELETED, by=signed_in(request), about=gone)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete the rows that were ticked in the list; all or nothing."""
        with transaction.atomic():
            for row in queryset:
                self.delete_model(request, row)


def _lines(form: forms.BaseForm, values: Any) -> str:
    fields = {name: form.fields[name] for name in form.changed_data if name in form.fields}
    return "\n".join(
        f"{field.label or name}: {_text(field, values.get(name))}" for name, field in fields.items()
    )


def _text(field: forms.Field, value: Any) -> str:
    """Return a value as people read it; a form begins with the numbers of related rows."""
    if isinstance(field, forms.ModelChoiceField) and not isinstance(value, models.Model):
        try:
            value = field.to_python(value)
        except ValidationError:  # the row that was chosen until then is gone
            value = f"số {value}"
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    text = date_and_time(value) if isinstance(value, datetime) else str(value)
    return text[:MAX_LENGTH]
