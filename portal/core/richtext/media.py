"""Pictures, films and sound of the portal's own, and links that stand for films elsewhere."""

import re

from portal.core.richtext.addresses import youtube_number
from portal.core.richtext.rules import attributes_of
from portal.core.richtext.tree import Node, text

YOUTUBE = "https://www.youtube.com/watch?v="
OF_A_PLAYER = {"source", "track"}
WITH_SOURCE = {"img", "video", "audio", *OF_A_PLAYER}
"""Elements that are told from their addresses as they were given."""
_FILE_NAME = re.compile(r"\S+\.(?:bmp|emz|gif|jpe?g|png|webp|wmz)", re.IGNORECASE)
_SHOWN = {"img", "video", "audio", "table"}


def picture(node: Node) -> list[Node]:
    """Return the picture, or its words where it may not stay.

    Emoji of chats are pictures with the character as their words.
    """
    was_shown, words = bool(node["src"]), node["alt"].strip()
    node.attributes = attributes_of(node)
    if "src" in node.attributes:
        return [node]
    if not was_shown or not words or _FILE_NAME.fullmatch(words):
        return []
    gap = " " if any(map(str.isalnum, words)) else ""
    return [text(f"{gap}{words}{gap}")]


def player(node: Node) -> list[Node]:
    """Return a film or a sound of this portal, and the words that stood in for it."""
    source = next((child["src"] for child in node.children if child.name == "source"), "")
    words = [child for child in node.children if child.name not in OF_A_PLAYER]
    tracks = [child for child in node.children if child.name == "track" and node.name == "video"]
    node.attributes = attributes_of(Node(node.name, {"src": source} | node.attributes))
    if "src" not in node.attributes:
        return words
    for track in tracks:
        track.attributes = attributes_of(track)
    node.children = [track for track in tracks if track["src"]]
    return [node, *words]


def figure(node: Node) -> list[Node]:
    """Return a figure that shows something, or nothing where it has lost what it showed."""
    embed = _embed(node) if node["class"] == "embed" else None
    if embed:
        return [embed]
    node.attributes = {}
    shown = {inner.name for inner in node.walk()} & _SHOWN
    if "video" in shown:
        node.attributes = {"class": "video"}
    return [node] if shown else []


def _embed(node: Node) -> Node | None:
    link = next((inner for inner in node.walk() if inner.name == "a"), None)
    number = youtube_number(link["href"]) if link else None
    if link is None or number is None:
        return None
    captions = [child for child in node.children if child.name == "figcaption"]
    others = [c for c in node.children if c.name != "figcaption" and not c.is_blank]
    if len(others) != 1 or captions[1:]:
        return None
    title = others[0].words().strip()
    return _embed_of(number, title, captions) if title else None


def embed_in(paragraph: Node) -> Node | None:
    """Return the embed that a paragraph with nothing but a link to a film stands for."""
    solid = [child for child in paragraph.children if not child.is_blank]
    if len(solid) != 1:
        return None
    only = solid[0]
    if any(inner.name not in {"", "strong", "em", "u", "span"} for inner in only.walk()):
        return None
    address = only["href"] if only.name == "a" else only.text.strip().replace("&amp;", "&")
    number = youtube_number(address)
    title = (only.text or only.words()).strip()
    return _embed_of(number, title, []) if number and title else None


def _embed_of(number: str, title: str, captions: list[Node]) -> Node:
    link = Node("a", {"href": f"{YOUTUBE}{number}"}, [Node(text=title)])
    return Node("figure", {"class": "embed"}, [link, *captions])
