"""What the pages of all libraries have in common."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.safestring import SafeString

from portal.core.accounts.models import User
from portal.core.admin.lists import FoldedSearchAdmin, signed_in


class LibraryAdmin(FoldedSearchAdmin):
    """Saves and deletes by the actions; what is used somewhere stays.

    Rows are deleted one by one: each may stand in an article.
    """

    # The name of an upload is made anew, however long it is.
    formfield_overrides = {models.FileField: {"max_length": None, "widget": AdminFileWidget}}
    search_help_text = "Gõ có dấu hay không dấu đều được."

    def store(self, item: Any, *, by: User, upload: Any) -> None:
        """Call the action that saves."""
        raise NotImplementedError

    def discard(self, item: Any) -> None:
        """Call the action that deletes."""
        raise NotImplementedError

    def used_by(self, item: Any) -> list[SafeString]:
        """Return links to what uses the item, where the database would not refuse by itself."""
        return []

    def save_model(
        self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool
    ) -> None:
        """Save by the action; it is given the file when that is new."""
        upload = form.cleaned_data.get("file") if "file" in form.changed_data else None
        try:
            self.store(obj, by=signed_in(request), upload=upload)
        except ValidationError as error:
            request._not_kept = error  # type: ignore[attr-defined]
            raise

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Let the form know why nothing was stored, when `RacingAdmin` looks at it once more."""
        form = super().get_form(request, obj, change=change, **kwargs)
        error = getattr(request, "_not_kept", None)
        if error is None:
            return form

        def clean(self: forms.ModelForm) -> Any:
            self.add_error("file", error.messages)
            return form.clean(self)

        return type(form.__name__, (form,), {"clean": clean})

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Remove the row with its files."""
        self.discard(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Refuse to delete what is in use, and list where."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        links = [link for item in objs for link in self.used_by(item)]
        return deleted, counts, set() if links else missing, links or protected

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer nothing in bulk."""
        return {}
