"""How a reader wants the pages: text size and colours, kept in a cookie of the reader's own.

The page carries the choice as attributes, so it works without JavaScript.  Who has chosen
nothing has no cookie and gets the page that is cached for everybody; of a chosen one there
are eleven more kinds, which `Vary: Cookie` tells apart.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

COOKIE = "hien-thi"
COOKIE_AGE = 365 * 24 * 3600
"""Seconds that a choice is remembered."""
_BETWEEN = "."


class TextSize(TextChoices):
    """Larger letters, of everything."""

    NORMAL = "", "Thường"
    LARGE = "lon", "Lớn"
    LARGER = "rat-lon", "Rất lớn"


class Colours(TextChoices):
    """Light, dark, or black and white."""

    DEVICE = "", "Theo thiết bị"
    LIGHT = "sang", "Nền sáng"
    DARK = "toi", "Nền tối"
    CONTRAST = "tuong-phan", "Tương phản cao"


@dataclass(frozen=True)
class Display:
    """One reader's choice."""

    size: TextSize = TextSize.NORMAL
    colours: Colours = Colours.DEVICE

    @classmethod
    def of(cls, size: str, colours: str) -> Self:
        """Return the choice of these values; unknown ones are no choice."""
        return cls(
            TextSize(size) if size in TextSize.values else TextSize.NORMAL,
            Colours(colours) if colours in Colours.values else Colours.DEVICE,
        )

    @classmethod
    def from_cookie(cls, value: str) -> Self:
        """Return the choice that a cookie holds; whatever else stands there is no choice."""
        size, _, colours = value.partition(_BETWEEN)
        return cls.of(size, colours)

    @property
    def cookie(self) -> str:
        """The value of the cookie; empty where nothing was chosen."""
        chosen = _BETWEEN.join([self.size.value, self.colours.value])
        return "" if chosen == _BETWEEN else chosen

    @property
    def sizes(self) -> list[tuple[str, str]]:
        """The text sizes to choose from."""
        return TextSize.choices

    @property
    def palettes(self) -> list[tuple[str, str]]:
        """The colours to choose from."""
        return Colours.choices


def display_of(request: HttpRequest) -> Display:
    """Return the choice of whoever asks."""
    return Display.from_cookie(request.COOKIES.get(COOKIE, ""))


class VaryOnDisplay:
    """Middleware: caches on the way keep the pages of different choices apart."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark every HTML page, the refusals too: all carry the attributes."""
        response = self._get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response
