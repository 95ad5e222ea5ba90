"""Addresses of one's own notices, below those of the desk."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path, re_path

from portal.core.notices import views


def notices_urls(view: Callable[..., Any]) -> list[URLPattern]:
    """Return the addresses; `view` lets in who may enter the desk."""
    return [
        path("thong-bao/", view(views.notice_list), name="notices"),
        path("thong-bao/da-doc/", view(views.read_all), name="notices_read"),
        path("thong-bao/cach-nhan/", view(views.choices), name="notice_choices"),
        # At most 15 digits: more would overflow a 64-bit column.
        re_path(r"^thong-bao/(?P<pk>\d{1,15})/$", view(views.open_notice), name="notice"),
    ]
