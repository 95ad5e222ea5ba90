"""The picture library in the admin."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.core.accounts.models import User
from portal.core.media import actions, library, pictures, uses
from portal.core.media.admin.base import LibraryAdmin
from portal.core.media.admin.places import link_to
from portal.core.media.models import Image


class PictureField(forms.FileField):
    """An upload that nothing opens before `pictures` has looked at it.

    Django's own field for pictures, and its column once it is given the upload, try every format
    that the library knows, with everything that an attacker may write into one.
    """

    def __init__(self, *, max_length: int | None = None, **options: Any) -> None:
        super().__init__(**options)  # the name is thrown away, however long it is

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let the browser offer what is taken."""
        return {"accept": ",".join(f"image/{kind.lower()}" for kind in pictures.FORMATS)}


class ImageForm(forms.ModelForm):
    """Checks the picture while the form can still say so at the field."""

    is_wanted_twice = forms.BooleanField(
        label="Vẫn tải lên thêm một bản", required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Image
        fields = (
            *("file", "alt", "is_decorative", "caption", "credit", "licence", "source_url"),
            *("taken_on", "keywords", "focal_x", "focal_y"),
        )

    def clean_file(self) -> Any:
        """Open the picture as the encoder will, so that a broken one is refused here."""
        upload = self.cleaned_data["file"]
        if isinstance(upload, UploadedFile):
            pictures.open_picture(upload)
        return upload

    def _post_clean(self) -> None:
        """Keep the raw upload away from the row: the action gives it the clean file."""
        cleaned = self.cleaned_data
        self.cleaned_data = {name: v for name, v in cleaned.items() if name != "file"}
        super()._post_clean()  # type: ignore[misc]
        self.cleaned_data = cleaned

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "file"}  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        """Say once that the library has the picture already."""
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        if isinstance(upload, UploadedFile) and not cleaned.get("is_wanted_twice"):
            twin = self._twin_of(upload)
            if twin is not None:
                self._show_choice()
                self.add_error("file", _twin_message(twin))
        return cleaned

    def _twin_of(self, upload: UploadedFile) -> Image | None:
        twins = Image.objects.filter(checksum=actions.checksum_of(upload))
        return twins.exclude(pk=self.instance.pk).first()

    def _show_choice(self) -> None:
        self.fields["is_wanted_twice"].widget = forms.CheckboxInput()


def _twin_message(twin: Image) -> SafeString:
    return format_html(
        'Thư viện đã có ảnh này: <a href="{}">{}</a>. Hãy dùng ảnh ấy; nếu thật cần thêm một bản, '
        "đánh dấu ô dưới đây rồi chọn lại tệp.",
        reverse("admin:media_image_change", args=[twin.pk]),
        twin,
    )


class StateOfWordsFilter(admin.SimpleListFilter):
    """Pictures that still want their words, and pictures that nothing uses."""

    title = "cần làm"
    parameter_name = "can-lam"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Offer what is to be done."""
        return [
            ("chua-ta", "Chưa có mô tả"),
            ("mo-ta", "Thiếu mô tả hoặc nguồn"),
            ("khong-dung", "Không dùng ở đâu"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        """Narrow the list."""
        if self.value() == "chua-ta":
            return queryset.filter(pk__in=Image.objects.undescribed().values("pk"))
        if self.value() == "mo-ta":
            return queryset.filter(Q(alt="", is_decorative=False) | Q(credit=""))
        if self.value() == "khong-dung":
            return queryset.filter(pk__in=uses.unused().values("pk"))
        return queryset


@admin.register(Image)
class ImageAdmin(LibraryAdmin):
    """Pictures."""

    form = ImageForm
    formfield_overrides = {
        models.ImageField: {"form_class": PictureField, "widget": AdminFileWidget}
    }
    change_form_template = "admin/media/image_form.html"
    list_display = ("thumbnail", "words", "caption", "credit", "created_at")
    list_display_links = ("words",)
    list_filter = (StateOfWordsFilter, "licence")
    readonly_fields = ("focal_picture", "places")
    fieldsets = (
        (None, {"fields": ("focal_picture", "file", "is_wanted_twice")}),
        ("Lời của ảnh", {"fields": ("alt", "is_decorative", "caption", "credit")}),
        ("Nguồn và quyền", {"fields": ("licence", "source_url", "taken_on", "keywords")}),
        ("Điểm chính khi cắt ảnh", {"fields": ("focal_x", "focal_y")}),
        ("Đang dùng ở", {"fields": ("places",)}),
    )

    def get_urls(self) -> list[URLPattern]:
        """Add the views behind the library inside other forms."""
        view = self.admin_site.admin_view
        return [
            path("thu-vien/", view(library.pictures), name="media_library"),
            path("tai-len/", view(library.upload), name="media_upload"),
            path("lay-ve/", view(library.take_over), name="media_take_over"),
            path("<int:pk>/loi/", view(library.describe), name="media_describe"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave out where a picture is used that is not there yet."""
        fieldsets = list(super().get_fieldsets(request, obj))
        return fieldsets if obj else fieldsets[:-1]

    @admin.display(description="ảnh")
    def thumbnail(self, image: Image) -> SafeString:
        """A small view of the picture."""
        look = '<img src="{}" alt="" width="120" height="80" class="thumbnail {}">'
        return format_html(look, image.smallest_url, image.focal_class)

    @admin.display(description="mô tả", ordering="alt")
    def words(self, image: Image) -> str:
        """What the picture shows, or why nobody says it."""
        return image.alt or ("(ảnh trang trí)" if image.is_decorative else "(chưa mô tả)")

    @admin.display(description="ảnh")
    def focal_picture(self, image: Image) -> SafeString | str:
        """The whole picture; the script of the page lets one click at its focal point."""
        if not image.pk:
            return "–"
        look = '<img class="focal-picture" src="{}" alt="" width="{}" height="{}" data-focal>'
        return format_html(look, image.src, image.width, image.height)

    @admin.display(description="đang dùng ở")
    def places(self, image: Image) -> SafeString | str:
        """Links to all that uses the picture."""
        links = [(link,) for link in self.used_by(image)]
        if not links:
            return "Chưa dùng ở đâu."
        return format_html('<ul class="places">{}</ul>', format_html_join("", "<li>{}</li>", links))

    def store(self, item: Image, *, by: User, upload: Any) -> None:
        """Encode a new picture anew."""
        actions.store(item, by=by, upload=upload)

    def discard(self, item: Image) -> None:
        """Remove row and files."""
        actions.delete(item)

    def used_by(self, item: Image) -> list[SafeString]:
        """Return fields that hold the picture, and texts in which it stands."""
        return [link_to(place) for place in uses.places_of(item)]
