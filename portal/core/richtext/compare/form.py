"""What is said of words that stayed while their form changed: marks, links, pictures."""

import html
import re
from typing import NamedTuple, Self

from portal.core.richtext.tree import Node

_MARKS = {
    "strong": "chữ đậm",
    "em": "chữ nghiêng",
    "u": "gạch chân",
    "sup": "chữ nhỏ trên dòng",
    "sub": "chữ nhỏ dưới dòng",
    "span": "kiểu ghi nguồn",
}
_ALT = re.compile(r'\salt="([^"]*)"')


class Around(NamedTuple):
    """An element in which words stand: a mark or a link."""

    name: str
    attributes: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, node: Node) -> Self:
        """Return what can be compared of an element."""
        return cls(node.name, tuple(node.attributes.items()))

    @property
    def address(self) -> str:
        """Where a link leads."""
        return dict(self.attributes).get("href", "")


def change_of_form(
    old: tuple[Around, ...], new: tuple[Around, ...], old_markup: str, new_markup: str
) -> str:
    """Return in words what changed around what stayed; empty where nobody could see it."""
    said = [*_links(_link(old), _link(new))]
    for name, words in _MARKS.items():
        had, has = (any(around.name == name for around in side) for side in (old, new))
        if had != has:
            said.append(f"{'thêm' if has else 'bỏ'} {words}")
    if old_markup != new_markup:
        said.append(_picture(old_markup, new_markup))
    return ", ".join(said)


def _link(around: tuple[Around, ...]) -> str:
    return next((each.address for each in around if each.name == "a"), "")


def _links(old: str, new: str) -> list[str]:
    if old == new:
        return []
    if not new:
        return [f"bỏ đường dẫn {old}"]
    return [f"đổi đường dẫn: {old} → {new}" if old else f"thêm đường dẫn {new}"]


def _picture(old: str, new: str) -> str:
    words = [html.unescape(found[1]) if (found := _ALT.search(m)) else "" for m in (old, new)]
    if words[0] != words[1]:
        return "đổi mô tả ảnh: “{}” → “{}”".format(*words)
    return "đổi cỡ ảnh"
