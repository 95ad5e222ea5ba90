"""What inline styles say about words: which are bold, which nobody was to see."""

import re

from portal.core.richtext.tree import Node

_NOTHING = re.compile(r"[-+]?0*\.?0*(px|pt|em|rem|%)?")
_FAR_AWAY = re.compile(r"-\d{4,}(\.\d+)?(px|pt)|-\d{3,}(\.\d+)?r?em")
_BOLD = re.compile("bold|bolder|[6-9]00")


def style_of(node: Node) -> dict[str, str]:
    """Return the declarations of an element's style in lower case."""
    found = {}
    for declaration in node["style"].lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip()] = value.replace("!important", "").strip()
    return found


def marks_of(style: dict[str, str]) -> list[str]:
    """Return the elements that say what a style shows, the outermost first."""
    lines = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    shown = {
        "strong": bool(_BOLD.fullmatch(style.get("font-weight", ""))),
        "em": style.get("font-style") in {"italic", "oblique"},
        "u": "underline" in lines,
        "sup": style.get("vertical-align") == "super",
        "sub": style.get("vertical-align") == "sub",
    }
    return [name for name, is_shown in shown.items() if is_shown]


def is_hidden(node: Node) -> bool:
    """Return whether a browser or Word would not show an element.

    White words on white stay, and are seen: what stands behind them is not known, and what is
    pasted from a dark window is white too.
    """
    if "hidden" in node.attributes:
        return True
    if not node["style"]:
        return False
    style = style_of(node)
    return (
        style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or _is_nothing(style.get("opacity"))
        or _is_far_away(style)
        or _is_hidden_unless_within(node, "visibility", style.get("visibility") == "hidden")
        or _is_hidden_unless_within(node, "font-size", _is_nothing(style.get("font-size")))
    )


def _is_hidden_unless_within(node: Node, name: str, is_hidden_here: bool) -> bool:
    """An element within may be shown again by a declaration of its own."""
    return is_hidden_here and not any(name in style_of(inner) for inner in node.walk())


def _is_nothing(value: str | None) -> bool:
    return bool(value) and bool(_NOTHING.fullmatch(value or ""))


def _is_far_away(style: dict[str, str]) -> bool:
    places = [style.get("text-indent", "")]
    if style.get("position") in {"absolute", "fixed"}:
        places += [style.get("left", ""), style.get("top", "")]
    return any(_FAR_AWAY.fullmatch(place) for place in places)
