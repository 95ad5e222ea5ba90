"""What stands in the frame of the preview page: which view, how wide, in which colours.

The choices are plain links: each is the page's address with another query.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple, Self

from csp.constants import SELF
from django.http import HttpResponse, QueryDict
from django.utils.http import urlencode

from portal.core.display import Colours, Display


class View(StrEnum):
    """What is looked at."""

    PAGE = "trang"
    PAPER = "in"
    ELSEWHERE = "the"


class Width(IntEnum):
    """How wide the screen is, in CSS pixels."""

    PHONE = 375
    TABLET = 768
    DESK = 1280


_VIEWS = {
    View.PAGE: "Trên màn hình",
    View.PAPER: "Bản in",
    View.ELSEWHERE: "Trong danh sách, khi chia sẻ",
}
_WIDTHS = {
    Width.PHONE: "Điện thoại (375)",
    Width.TABLET: "Máy tính bảng (768)",
    Width.DESK: "Máy tính (1280)",
}
_COLOURS = {
    colours: str(colours.label) for colours in (Colours.LIGHT, Colours.DARK, Colours.CONTRAST)
}
_SHEETS = {"in": ("css/print.css", "css/paper.css"), "khung": ("css/preview.css",)}
"""Which style sheets a parameter adds to those of the public page."""
_PAPER_WIDTH = 794
"""210 mm, the width of a sheet A4."""


class Option(NamedTuple):
    """One link of a chooser."""

    label: str
    url: str
    current: bool


class Chooser(NamedTuple):
    """A row of links of which one is chosen; `field` is what of the frame it changes."""

    field: str
    name: str
    options: list[Option]


@dataclass(frozen=True)
class Frame:
    """What was chosen; what an address does not say, or says wrongly, is as at the beginning."""

    view: View = View.PAGE
    width: Width = Width.PHONE
    colours: Colours = Colours.LIGHT

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """Return the choice of an address: `xem`, `rong`, `mau`."""
        widths = {str(width.value): width for width in Width}
        colours = {str(each.value): each for each in _COLOURS}
        view = query.get("xem", "")
        return cls(
            View(view) if view in set(View) else cls.view,
            widths.get(query.get("rong", ""), cls.width),
            colours.get(query.get("mau", ""), cls.colours),
        )

    @property
    def css_class(self) -> str:
        """The class that gives the frame its size; styles in the markup are forbidden."""
        width = _PAPER_WIDTH if self.view is View.PAPER else int(self.width)
        return f"frame--{width}"

    @property
    def label(self) -> str:
        """What the frame shows, for whoever hears the page."""
        if self.view is View.PAPER:
            return _VIEWS[View.PAPER]
        return f"{_VIEWS[self.view]}, {_WIDTHS[self.width]}, {self.colours.label}"

    @property
    def inner_query(self) -> str:
        """The query with which the frame asks for what it shows."""
        query = {"khung": "1", "mau": self.colours.value}
        return f"?{urlencode(query | {'in': '1'} if self.view is View.PAPER else query)}"

    def choosers(self) -> list[Chooser]:
        """Return the choosers; paper has neither width nor colours."""
        choosers = [self._chooser("view", "Xem", _VIEWS)]
        if self.view is not View.PAPER:
            choosers += [
                self._chooser("width", "Bề ngang", _WIDTHS),
                self._chooser("colours", "Màu sắc", _COLOURS),
            ]
        return choosers

    def _chooser(self, field: str, name: str, labels: Mapping[Any, str]) -> Chooser:
        chosen = getattr(self, field)
        options = [
            Option(label, replace(self, **{field: value})._query, value is chosen)
            for value, label in labels.items()
        ]
        return Chooser(field, name, options)

    @property
    def _query(self) -> str:
        query = {"xem": self.view.value, "rong": self.width.value, "mau": self.colours.value}
        return f"?{urlencode(query)}"


def look(query: QueryDict) -> dict[str, Any]:
    """Return what a framed page's template needs to look as was chosen; no cookie is set."""
    sheets = [each for parameter in _SHEETS if query.get(parameter) for each in _SHEETS[parameter]]
    return {"display": Display.of("", query.get("mau", "")), "preview_styles": sheets}


def framed_by_own_pages(response: HttpResponse) -> HttpResponse:
    """Let pages of this portal, and no others, show `response` in a frame."""
    response["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
    return response
