"""What a browser that shows a page would run, load from elsewhere or send there."""

import re

from tests.contract.pages import Element, parse

_ADDRESSES = ("href", "src", "srcset", "poster", "data", "action", "formaction", "xlink:href")
_LOADING = {"img", "script", "link", "video", "audio", "source", "track", "iframe", "use"}
_NO_ADDRESS = re.compile(r"^(?:javascript|vbscript|data|blob|file):")
_ELSEWHERE = re.compile(r"^(?:https?:)?[/\\]{2}(?!testserver/)")
_DATA = {"application/ld+json", "application/json"}
_NEVER = {"iframe", "object", "embed", "applet", "base", "frame", "frameset", "style", "math"}


def harm(html: str) -> list[str]:
    """Return what in a page, or in a piece of one, is more than words and links."""
    return [found for element in parse(html).elements for found in _harm(element)]


def _harm(element: Element) -> list[str]:
    name = element.tag
    found = [f"{name} {a}" for a in element.attributes if a.startswith("on") or a == "srcdoc"]
    # The editor's package gives the frame of its field a style.
    is_frame = element["class"] == "django-ckeditor-widget"
    found += [f"{name} style"] * ("style" in element.attributes and not is_frame)
    found += [f"<{name}>"] * (name in _NEVER or ":" in name)
    if name == "script" and not element["src"] and element["type"] not in _DATA:
        found.append(f"<script>{element.text}")
    if name == "meta" and element["http-equiv"]:
        found.append("<meta http-equiv>")
    for attribute in _ADDRESSES:
        address = "".join(c for c in element[attribute] if c.isprintable()).strip().lower()
        if _NO_ADDRESS.match(address):
            found.append(f"{name} {attribute}={address}")
        is_loaded = name in _LOADING or attribute in {"action", "formaction"}
        if is_loaded and _ELSEWHERE.match(address):
            found.append(f"{name} {attribute}={address}")
    return found


def body_of(html: str) -> str:
    """Return the part of a page that the item's text fills; the frame has a form of its own."""
    begin = html.index('<div class="prose">')
    return html[begin : html.index("</article>", begin)]
