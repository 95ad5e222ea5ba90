"""Knocking at the log-in page, from any address, with the code that an app would show."""

import time
from typing import Any

from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.core.accounts.models import User
from portal.core.accounts.second_factor import codes
from tests.contract.pages import form_data
from tests.factories import PASSWORD

SIGN_IN = reverse("admin:login")
INDEX = reverse("admin:index")


def knock(
    username: str,
    password: str = PASSWORD,
    *,
    address: str = "203.0.113.7",
    browser: Client | None = None,
    **fields: str,
) -> Any:
    """Send the log-in form as the web server hands it on."""
    data = {"username": username, "password": password, **fields}
    return (browser or Client()).post(SIGN_IN, data, headers={"X-Forwarded-For": address})


def is_in(answer: Any) -> bool:
    """Return whether an answer leads into the desk."""
    return answer.status_code == 302 and "_auth_user_id" in answer.client.session


def give_app(user: User) -> TOTPDevice:
    """Return an app in use that shows codes for `user`."""
    device: TOTPDevice = TOTPDevice.objects.create(user=user, confirmed=True)
    return device


def code_of(device: TOTPDevice, *, later: int = 0) -> str:
    """Return what the app shows, so many steps of half a minute later."""
    totp = TOTP(device.bin_key, drift=later)
    totp.time = time.time()
    return f"{totp.token():06d}"


def send_code(page: Any, code: str, address: str = "203.0.113.7") -> Any:
    """Send the code from the page that asks for it, in the same browser."""
    data = form_data(page.text) | {"code": code}
    return page.client.post(SIGN_IN, data, headers={"X-Forwarded-For": address})


def recovery_codes(user: User) -> list[str]:
    """Return ten new recovery codes."""
    return codes.renew_recovery_codes(user)
