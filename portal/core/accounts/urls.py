"""Addresses about one's own account and about those in one's care, below those of the desk."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path, re_path

from portal.core.accounts.oidc import views as oidc
from portal.core.accounts.passwords import views as passwords
from portal.core.accounts.second_factor import views as factor
from portal.core.accounts.sessions import views as sessions


def account_urls(view: Callable[..., Any]) -> list[URLPattern]:
    """Return the addresses; `view` lets in who may enter the desk."""
    return [
        path("bao-mat/", view(sessions.security), name="security"),
        path("bao-mat/hai-lop/", view(factor.second_factor), name="second_factor"),
        path("bao-mat/co-nguoi/", view(sessions.at_hand), name="at_hand"),
        # At most 15 digits: more would overflow a 64-bit column.
        re_path(
            r"^bao-mat/(?P<pk>\d{1,15})/$", view(sessions.account_security), name="account_security"
        ),
        # For those who cannot come in.
        path("dang-nhap/di/", oidc.begin, name="provider_begin"),
        path("dang-nhap/ve/", oidc.come_back, name="provider_return"),
        path("quen-mat-khau/", passwords.ask, name="password_link"),
        path("quen-mat-khau/da-nhan/", passwords.asked, name="password_link_asked"),
        path(
            "dat-mat-khau/<uidb64>/<token>/", passwords.SetPassword.as_view(), name="set_password"
        ),
    ]
