"""The work of every day in large, on the first page of the desk: for each content type."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from portal.core.admin.lists import OwnFilter, StateFilter
from portal.core.admin.publishable import PublishableAdmin
from portal.core.content import State


class Tile(NamedTuple):
    """A large link with a line that says what one does there."""

    label: str
    hint: str
    url: str


def content_tiles(request: HttpRequest, admins: Iterable[ModelAdmin]) -> list[Tile]:
    """Return what this person may do with the content types among `admins`, type by type."""
    return [
        tile
        for model_admin in admins
        if isinstance(model_admin, PublishableAdmin)
        for tile in _tiles(request, model_admin)
    ]


def _tiles(request: HttpRequest, model_admin: PublishableAdmin) -> Iterable[Tile]:
    opts = model_admin.opts
    noun = model_admin.model.noun()
    prefix = f"admin:{opts.app_label}_{opts.model_name}"
    rows = reverse(f"{prefix}_changelist")
    if model_admin.has_add_permission(request):
        url = reverse(f"{prefix}_add")
        yield Tile(f"Viết {noun} mới", "Soạn, lưu nháp rồi gửi duyệt", url)
    if model_admin.has_publish_permission(request):
        url = f"{rows}?{StateFilter.parameter_name}={State.SUBMITTED.value}"
        yield Tile(f"{capfirst(noun)} chờ duyệt", "Đăng, hẹn giờ hoặc trả lại", url)
    if model_admin.has_view_permission(request):
        url = f"{rows}?{OwnFilter.parameter_name}=1"
        yield Tile(f"{capfirst(noun)} của tôi", "Bản nháp, bị trả lại, đã đăng", url)
