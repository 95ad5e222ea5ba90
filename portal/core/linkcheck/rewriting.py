"""Another address in the place of one, in a stored text; pure functions."""

from collections.abc import Callable
from urllib.parse import urldefrag

from portal.core.linkcheck.collecting import target_of
from portal.core.richtext.cleaning import sanitised
from portal.core.richtext.tree import Node, read, write


def with_address(markup: str, old: str, new: str, base: Callable[[], str]) -> str:
    """Return `markup` with `new` wherever a link leads to `old`; anchors stay.

    "" takes the links away and keeps their words.
    """
    root = read(sanitised(markup))
    root.children = _changed(root.children, old, new, base)
    return write(root.children)


def _changed(nodes: list[Node], old: str, new: str, base: Callable[[], str]) -> list[Node]:
    kept: list[Node] = []
    for node in nodes:
        node.children = _changed(node.children, old, new, base)
        if node.name != "a" or not leads_to(node["href"], old, base):
            kept.append(node)
        elif new:
            node.attributes["href"] = with_anchor(new, node["href"])
            kept.append(node)
        else:
            kept.extend(node.children)
    return kept


def leads_to(address: str, url: str, base: Callable[[], str]) -> bool:
    """Return whether a link with this address leads to `url`, whatever its anchor."""
    target = target_of(address, base)
    return target is not None and target.url == url


def with_anchor(new: str, old: str) -> str:
    """Return `new` at the anchor that `old` named, unless it names one itself."""
    anchor = urldefrag(old).fragment
    return f"{new}#{anchor}" if anchor and "#" not in new else new
