"""The square that a phone reads; drawn here, so that no other host ever sees the secret."""

from base64 import b32encode
from urllib.parse import quote, urlencode

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.core.identity.models import Identity
from portal.core.text import normalise_line

_MARGIN = 4
"""Squares of white around it, as the standard asks."""


def qr_code(device: TOTPDevice) -> SafeString:
    """Return a drawing of the address by which an app learns the secret."""
    code = qrcode.QRCode(border=_MARGIN)
    code.add_data(address(device))
    rows: list[list[bool]] = code.get_matrix()
    dark = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    size = str(len(rows))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" shape-rendering="crispEdges">'
        '<path fill="#ffffff" d="M0 0h{}v{}H0z"/><path fill="#000000" d="{}"/></svg>',
        size, size, size, size, dark,
    )  # fmt: skip


def address(device: TOTPDevice) -> str:
    """Return the address of the form that all apps know; it names portal and account."""
    issuer = normalise_line(Identity.load().site_name).replace(":", " ")
    label = quote(f"{issuer}:{device.user.get_username()}")
    return f"otpauth://totp/{label}?" + urlencode({"secret": _secret(device), "issuer": issuer})


def secret_in_groups(device: TOTPDevice) -> str:
    """Return the secret for those who type it, in groups of four."""
    letters = _secret(device)
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _secret(device: TOTPDevice) -> str:
    return b32encode(device.bin_key).decode().rstrip("=")
