"""Addresses about what is stored of an account, below those of the desk."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path, re_path

from portal.core.privacy import views


def privacy_urls(view: Callable[..., Any]) -> list[URLPattern]:
    """Return the addresses; `view` lets in who may enter the desk."""
    return [
        path("du-lieu-cua-toi/", view(views.own_data), name="own_data"),
        # At most 15 digits: more would overflow a 64-bit column.
        re_path(
            r"^du-lieu-tai-khoan/(?P<pk>\d{1,15})/$", view(views.account_data), name="account_data"
        ),
    ]
