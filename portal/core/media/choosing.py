"""Fields of the desk's forms in which a picture is chosen."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal.core.media.models import Image


class PictureChoiceAdmin(admin.ModelAdmin):
    """Marks such fields, so that the script of the library offers itself there."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Mark the field of a picture."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.related_model is Image:
            field.widget.attrs["data-pictures"] = ""
        return field
