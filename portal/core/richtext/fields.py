"""The column and the form field of rich text."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format
from django.utils.module_loading import import_string

from portal.core.richtext import cleaning
from portal.core.richtext.cleaning import clean_html
from portal.core.text import plain_text

MAX_LENGTH = 1_000_000
"""Characters of HTML that one body may have: ten times a 10,000-word article."""
_SOFT_HYPHEN, _STAND_IN = "\xad", "\ue0ad"
_NO_WORDS_NEEDED = ("<img", "<video", "<audio")


class RichTextFormField(forms.CharField):
    """A form field whose value is clean HTML; an empty shell of markup counts as empty."""

    def prepare_value(self, value: Any) -> Any:
        """Hand the editor clean HTML only, also when a form with a mistake is shown again.

        A soft hyphen is kept here: it is a letter of text from before Unicode, about which the
        form may be asking.
        """
        if not isinstance(value, str):
            return value
        cleaned = cleaning.try_to_clean(value.replace(_SOFT_HYPHEN, _STAND_IN))
        return value if cleaned is None else cleaned.replace(_STAND_IN, _SOFT_HYPHEN)

    def to_python(self, value: Any) -> Any:
        """Return clean HTML, or an error at the field when the text is too long to clean."""
        value = super().to_python(value)
        if not value:
            return ""
        if len(value) > MAX_LENGTH:
            raise ValidationError(
                f"Nội dung quá dài ({number_format(len(value), force_grouping=True)} ký tự, "
                f"tối đa {number_format(MAX_LENGTH, force_grouping=True)}). "
                "Hãy chia thành nhiều phần hoặc đính kèm tệp.",
                code="max_length",
            )
        cleaned = cleaning.try_to_clean(value)
        if cleaned is None:
            raise ValidationError(
                "Nội dung có quá nhiều thẻ định dạng (tối đa "
                f"{number_format(cleaning.MAX_TAGS, force_grouping=True)}). Hãy dán lại dưới dạng "
                "chữ thường, hoặc đính kèm bảng lớn thành tệp.",
                code="max_tags",
            )
        has_content = plain_text(cleaned) or any(tag in cleaned for tag in _NO_WORDS_NEEDED)
        return cleaned if has_content else ""


class RichTextField(models.TextField):
    """A column of clean HTML, edited with the widget that `settings.RICHTEXT_WIDGET` names."""

    def formfield(self, **kwargs: Any) -> Any:
        """Return the form field; the widget is forced, because the admin passes its own."""
        widget = import_string(settings.RICHTEXT_WIDGET)
        kwargs |= {"form_class": RichTextFormField, "widget": widget, "max_length": None}
        return super().formfield(**kwargs)

    def deconstruct(self) -> Any:
        """Name the field by the package, which stays, and not by a file within."""
        name, _, args, kwargs = super().deconstruct()
        return name, "portal.core.richtext.RichTextField", args, kwargs

    def value_from_object(self, obj: models.Model) -> Any:
        """Return what a form begins with: clean, even where the row was written by no form."""
        return clean_html(getattr(obj, self.attname) or "")

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Clean on every way into the database, so that no writer has to remember to."""
        cleaned = clean_html(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, cleaned)
        return cleaned

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Clean in `update` and `bulk_update` too, which ask for no `pre_save`."""
        cleaned = clean_html(value) if isinstance(value, str) else value
        return super().get_db_prep_save(cleaned, connection)
