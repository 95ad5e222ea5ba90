"""Whose failures an attempt to sign in counts for; why so: docs/decisions/0020."""

import ipaddress

from django.http import HttpRequest

from portal.core.accounts.login.attempts import Key, Rule
from portal.core.throttle import client_address

PAIR = Rule("pair", free=5)
"""One account from one address."""
DEVICE = Rule("device", free=5)
"""One account from a browser in which it has signed in before."""
ADDRESS = Rule("address", free=30)
"""All accounts from one address, behind which a whole office may sit."""
ACCOUNT = Rule("account", free=20)
"""One account from all addresses; a known browser and the second factor pass it."""
CODE = Rule("code", free=5)
"""Codes of the second factor, after the right password."""


def place(request: HttpRequest) -> str:
    """Return what is counted as one address: of IPv6 the half that a household is given."""
    told = client_address(request)
    try:
        address = ipaddress.ip_address(told)
    except ValueError:  # a proxy that tells no address; all that it lets through counts together
        return told
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def password_keys(request: HttpRequest, username: str, device: str) -> list[Key]:
    """Return what a password typed for `username` is counted for.

    A known browser has its own count and nobody else's: neither the colleague behind the same
    address nor an attacker from elsewhere can lock it out.
    """
    if device:
        return [Key(DEVICE, f"{username}\n{device}")]
    address = place(request)
    return [
        Key(PAIR, f"{username}\n{address}"),
        Key(ADDRESS, address),
        Key(ACCOUNT, username),
    ]


def code_key(request: HttpRequest, pk: int, device: str) -> Key:
    """Return what a code typed for an account is counted for."""
    return Key(CODE, f"{pk}\n{device or place(request)}")
