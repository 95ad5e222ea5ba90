"""The library of video and sound in the admin, and its list for the editor."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from portal.core.accounts.models import User
from portal.core.admin.lists import signed_in
from portal.core.media import actions, recordings, uses
from portal.core.media.admin.base import LibraryAdmin
from portal.core.media.admin.places import link_to
from portal.core.media.choosing import PictureChoiceAdmin
from portal.core.media.models import Recording

SHOWN = 50


class RecordingForm(forms.ModelForm):
    """Looks at new files while the form can still say at the field what is wrong."""

    class Meta:
        model = Recording
        fields = ("title", "file", "poster", "captions", "transcript")

    def clean_file(self) -> Any:
        """Compare content and ending; what is asked for beside it depends on the kind."""
        upload = self.cleaned_data["file"]
        if isinstance(upload, UploadedFile):
            self.instance.kind = recordings.ending_of(upload, upload.name or "")
        return upload

    def clean_captions(self) -> Any:
        """Take captions in the one form that browsers read."""
        upload = self.cleaned_data["captions"]
        if isinstance(upload, UploadedFile):
            recordings.check_captions(upload)
        return upload


@admin.register(Recording)
class RecordingAdmin(PictureChoiceAdmin, LibraryAdmin):
    """Video and sound."""

    form = RecordingForm
    list_display = ("title", "facts", "created_by", "created_at")
    list_select_related = ("created_by",)
    list_filter = ("kind",)
    autocomplete_fields = ("poster",)
    fields = ("title", "file", "poster", "captions", "transcript")

    def get_urls(self) -> list[URLPattern]:
        """Add the list that the editor's button shows."""
        view = self.admin_site.admin_view(recordings_list)
        return [path("danh-sach/", view, name="media_recordings"), *super().get_urls()]

    @admin.display(description="loại, cỡ")
    def facts(self, recording: Recording) -> str:
        """Kind and size of the file."""
        return f"{recording.kind.upper()}, {filesizeformat(recording.size)}"

    def store(self, item: Recording, *, by: User, upload: Any) -> None:
        """Look at a new file."""
        actions.store_recording(item, by=by, upload=upload)

    def discard(self, item: Recording) -> None:
        """Remove row and files."""
        actions.delete_recording(item)

    def used_by(self, item: Recording) -> list[SafeString]:
        """Return the texts in which it stands."""
        return [link_to(place) for place in uses.items_that_name(item.file.name or "")]


@never_cache
@require_GET
def recordings_list(request: HttpRequest) -> JsonResponse:
    """Answer the newest recordings, each with what goes into a text."""
    if not signed_in(request).has_perm("media.view_recording"):
        raise PermissionDenied("Tài khoản này không dùng được thư viện video, âm thanh.")
    rows = Recording.objects.select_related("poster").found_by(request.GET.get("q", ""))
    items = [
        {
            "id": recording.pk,
            "name": str(recording),
            "html": render_to_string(
                "media/_player_in_text.html", {"recording": recording}
            ).strip(),
        }
        for recording in rows[:SHOWN]
    ]
    return JsonResponse({"items": items})
