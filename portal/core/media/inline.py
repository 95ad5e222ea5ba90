"""Pictures inside a document of its own, for pages that readers take home."""

import re
from base64 import b64encode

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.utils.html import escape

MAX_PICTURE, MAX_ALL = 400_000, 4_000_000
"""Bytes of one picture, and of all in a document; what is beyond stays where it is."""
_KINDS = {"webp": "image/webp", "avif": "image/avif", "jpg": "image/jpeg", "png": "image/png"}
_SOURCE = re.compile(r'(?<=<img )(?P<before>[^>]*?)src="(?P<address>[^"]*)"')


class Inliner:
    """Puts the pictures of one document into it, up to a total weight."""

    def __init__(self) -> None:
        self._left = MAX_ALL

    def address(self, url: str) -> str:
        """Return a data URL for a stored picture, or `url` itself where that cannot be."""
        url = url.partition("?")[0]
        kind = _KINDS.get(url.rpartition(".")[2])
        if kind is None or not url.startswith(settings.MEDIA_URL):
            return url
        name = url.removeprefix(settings.MEDIA_URL)
        try:
            size = default_storage.size(name)
            if size > min(MAX_PICTURE, self._left):
                return url
            with default_storage.open(name) as file:
                data = file.read()
        except (OSError, SuspiciousOperation):  # no such file, or a name that leads elsewhere
            return url
        self._left -= size
        return f"data:{kind};base64,{b64encode(data).decode()}"

    def pictures_of(self, markup: str) -> str:
        """Return clean HTML with the pictures in it."""
        return _SOURCE.sub(
            lambda m: f'{m["before"]}src="{escape(self.address(m["address"]))}"', markup
        )
