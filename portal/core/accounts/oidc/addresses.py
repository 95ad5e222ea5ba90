"""Which addresses of a provider are asked: what is said to them must not be read on the way."""

from urllib.parse import urlsplit

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def is_safe(address: object) -> bool:
    """Return whether it is https, or http on this machine itself, where tests have a provider."""
    if not isinstance(address, str) or not address.isascii() or not address.isprintable():
        return False
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    if not parts.hostname or parts.username is not None or parts.fragment or " " in address:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
