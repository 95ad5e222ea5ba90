"""The picture library inside the forms of the desk: choosing, uploading, describing.

Three small views that speak JSON with `static/js/admin/library.js`.  Without the script a
picture is chosen by the field of the form, and uploaded on the library's own pages.
"""

from datetime import timedelta
from typing import IO, Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from portal.core.accounts.models import User
from portal.core.admin.lists import signed_in
from portal.core.fetching import FetchError, fetch
from portal.core.media import actions
from portal.core.media.models import Image, Licence
from portal.core.media.pictures import MAX_BYTES

PAGE_SIZE = 24
MAX_PAGE = 400
_LONGEST_SOURCE = 500
SAME_UPLOAD = timedelta(hours=1)
"""Within this time the same file from the same person is the same upload, tried again."""


class WordsForm(forms.ModelForm):
    """The words without which no reader sees a picture."""

    class Meta:
        model = Image
        fields = ("alt", "is_decorative", "caption", "credit")


@never_cache
@require_GET
def pictures(request: HttpRequest) -> JsonResponse:
    """Answer one page of the library, the newest first; `q` is searched without accents."""
    _require(request, "view")
    images = Image.objects.found_by(request.GET.get("q", ""))
    number = request.GET.get("trang", "1")
    page = min(int(number), MAX_PAGE) if number.isdecimal() and len(number) < 6 else 1
    begin = max(page - 1, 0) * PAGE_SIZE
    found = list(images[begin : begin + PAGE_SIZE + 1])
    following = page + 1 if len(found) > PAGE_SIZE else None
    return JsonResponse({"items": [_as_json(i) for i in found[:PAGE_SIZE]], "next": following})


@require_POST
def upload(request: HttpRequest) -> JsonResponse:
    """Store one file; its words may follow.  A second try of the same upload stores nothing."""
    user = _require(request, "add")
    file = request.FILES.get("file")
    if file is None:
        return _refused({"file": ["Chưa nhận được tệp. Hãy chọn lại."]})
    return _store(Image(), file, user)


@require_POST
def take_over(request: HttpRequest) -> JsonResponse:
    """Fetch a picture of another site into the library: readers are never sent there for it."""
    user = _require(request, "add")
    url = request.POST.get("url", "").strip()[:2_000]
    try:
        file = ContentFile(fetch(url, max_bytes=MAX_BYTES), name="anh")
    except FetchError as error:
        return _refused({"file": [str(error)]})
    source = url if len(url) <= _LONGEST_SOURCE else ""
    return _store(Image(source_url=source, licence=Licence.GRANTED), file, user)


@require_POST
def describe(request: HttpRequest, pk: int) -> JsonResponse:
    """Store the words of a picture."""
    _require(request, "change")
    image = Image.objects.filter(pk=pk).first()
    if image is None:
        return _refused({"file": ["Ảnh này không còn trong thư viện."]})
    form = WordsForm(request.POST, instance=image)
    if not form.is_valid():
        return _refused(form.errors)
    actions.store(form.save(commit=False), by=signed_in(request))
    return JsonResponse(_as_json(image))


def _require(request: HttpRequest, verb: str) -> User:
    user = signed_in(request)
    if not user.has_perm(f"media.{verb}_image"):
        raise PermissionDenied("Tài khoản này không dùng được thư viện ảnh.")
    return user


def _store(image: Image, file: IO[bytes], user: User) -> JsonResponse:
    known = _stored_just_now(actions.checksum_of(file), user)
    if known is not None:
        return JsonResponse(_as_json(known))
    try:
        actions.store(image, by=user, upload=file, described=False)
    except ValidationError as error:
        return _refused({"file": error.messages})
    return JsonResponse(_as_json(image), status=201)


def _stored_just_now(checksum: str, user: User) -> Image | None:
    since = timezone.now() - SAME_UPLOAD
    rows = Image.objects.filter(checksum=checksum, created_by=user, created_at__gte=since)
    return rows.first()


def _refused(errors: Any) -> JsonResponse:
    return JsonResponse({"errors": errors}, status=400)


def _as_json(image: Image) -> dict[str, Any]:
    return {
        "id": image.pk,
        "name": str(image),
        "thumbnail": image.smallest_url,
        "alt": image.alt,
        "is_decorative": image.is_decorative,
        "caption": image.caption,
        "credit": image.credit,
        "is_ready": image.is_described and bool(image.credit),
        "html": render_to_string("media/_figure_in_text.html", {"image": image}).strip(),
    }
