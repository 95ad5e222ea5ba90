"""The work of every day in large, on the first page of the desk: for each content type."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from portal.core.admin.lists import StateFilter
from portal.core.admin.publishable import PublishableAdmin
from portal.core.admin.writers import WriterFilter
from portal.core.content import State


class Tile(NamedTuple):
    """A large link with a line that says what one does there."""

    label: str
    hint: str
    url: str


def content_tiles(request: HttpRequest, admins: Iterable[ModelAdmin]) -> dict[str, list[Tile]]:
    """Return what this person may do with the content types among `admins`, type by type.

    What is written is apart from the rest: it stands at the head of the page.
    """
    types = [each for each in admins if isinstance(each, PublishableAdmin)]
    return {
        "writing_tiles": [tile for each in types for tile in _writing(request, each)],
        "content_tiles": [tile for each in types for tile in _lists(request, each)],
    }


def _prefix(model_admin: PublishableAdmin) -> str:
    return f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}"


def _writing(request: HttpRequest, model_admin: PublishableAdmin) -> Iterable[Tile]:
    if model_admin.has_add_permission(request):
        url = reverse(f"{_prefix(model_admin)}_add")
        yield Tile(f"Viết {model_admin.noun} mới", "Soạn, lưu nháp rồi gửi duyệt", url)


def _lists(request: HttpRequest, model_admin: PublishableAdmin) -> Iterable[Tile]:
    noun = capfirst(model_admin.noun)
    rows = reverse(f"{_prefix(model_admin)}_changelist")
    if model_admin.has_publish_permission(request):
        url = f"{rows}?{StateFilter.parameter_name}={State.SUBMITTED.value}"
        yield Tile(f"{noun} chờ duyệt", "Đăng, hẹn giờ hoặc trả lại", url)
    if model_admin.has_view_permission(request):
        url = f"{rows}?{WriterFilter.own_parameter}=1"
        yield Tile(f"{noun} của tôi", "Bản nháp, bị trả lại, đã đăng", url)
