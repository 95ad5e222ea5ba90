"""Text from before Unicode inside HTML, and what an editor is asked about it.

Only what stands between the tags is converted.  Where the markup says in which font a piece is
set, that decides (`legacy_text.font_of`); the pieces without a font are judged together.  A block
that has letters of Unicode is Unicode already and is left alone, whatever its font: so a paragraph
pasted between others is converted and the others are not.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from portal.core.legacy_text import Encoding, Font, convert, detect, font_of, is_unicode

SAMPLE_LENGTH = 300
"""Characters of the text before and after that an editor compares."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Legacy text that was found, and what it would become."""

    encoding: Encoding
    before: str
    """The beginning of what would change."""
    after: str
    converted: str
    """The whole text or HTML, converted."""
    plain: str
    """The same without tags, a line for each paragraph."""


def examine(text: str) -> Finding | None:
    """Return what is found in plain text; each line is judged as a paragraph is."""
    return _finding([_Piece(line, block) for block, line in enumerate(text.splitlines(True))])


def examine_markup(markup: str) -> Finding | None:
    """Return what is found in HTML."""
    return _finding(list(_pieces(markup)))


# Reading HTML ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Piece:
    """A stretch of source: text, or a tag that is passed on as it is."""

    source: str
    block: int
    """Number of the paragraph in which it stands."""
    font: Font | None = None
    is_tag: bool = False
    is_escaped: bool = False
    encoding: Encoding | None = field(default=None, init=False)

    @property
    def text(self) -> str:
        return html.unescape(self.source) if self.is_escaped else self.source

    def converted(self) -> str:
        if self.encoding is None:
            return self.source
        capitals = self.font is not None and self.font.capitals
        text = convert(self.text, self.encoding, capitals=capitals)
        if text == self.text:
            return self.source
        return html.escape(text, quote=False) if self.is_escaped else text


# As browsers read: a ">" within quotes does not end a tag, the end of the text does.  Nothing is
# looked at twice, so that no markup takes longer than its length.
_TAG_REST = r"""(?:=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))|[^>])*+(?:>|\Z)"""
_TOKEN = re.compile(
    r"(?P<comment><!--(?:-?>|.*?(?:--!?>|\Z)))"
    rf"|(?P<program><(?P<of>style|script|title|textarea)\b{_TAG_REST}.*?(?:</(?P=of)\b[^>]*+>?|\Z))"
    rf"|<(?P<close>/?)(?P<name>[a-z][\w:-]*+){_TAG_REST}"
    r"|(?P<other><[!?/][^>]*+(?:>|\Z))"
    r"|(?:[^<]++|<(?![a-z/!?]))++|<",
    re.IGNORECASE | re.DOTALL,
)
_FONT_OF_STYLE = re.compile(
    r"(?<![\w-])font-family\s*+:(?:&quot;|[\"'\s])*+([^\"'&;,{}>]+)", re.IGNORECASE
)
_FONT_OF_FACE = re.compile(r"\bface\s*+=\s*+[\"']?([^\"'>,]+)", re.IGNORECASE)
_CLASS = re.compile(r"\.([\w-]+)")
_CLASS_OF_TAG = re.compile(r"\bclass\s*+=\s*+[\"']?([\w -]+)", re.IGNORECASE)
_INLINE = {"a", "b", "em", "font", "i", "o:p", "s", "span", "strong", "sub", "sup", "u"}
_WITHOUT_END = {"br", "hr", "img", "meta", "link", "input", "col", "wbr"}
_DEPTH = 100
"""How far back an end tag looks for its beginning."""


def _pieces(markup: str) -> Iterable[_Piece]:
    """Yield all of `markup`, tags and text, each text with the font in which it is set."""
    block = 0
    open_: list[tuple[str, Font | None]] = [("", None)]
    fonts_of_classes: dict[str, Font] = {}
    for token in _TOKEN.finditer(markup):
        source, name = token[0], (token["name"] or "").lower()
        if name:
            block += name not in _INLINE
            _step(name, token, open_, fonts_of_classes)
        elif token["program"]:
            fonts_of_classes |= _class_fonts(source)
        is_tag = bool(name or token["comment"] or token["program"] or token["other"])
        yield _Piece(source, block, open_[-1][1], is_tag=is_tag, is_escaped=True)


def _step(
    name: str, token: re.Match[str], open_: list[tuple[str, Font | None]], of: dict[str, Font]
) -> None:
    """Go into an element, or out of it."""
    if token["close"]:
        for depth in range(len(open_) - 1, max(0, len(open_) - _DEPTH), -1):
            if open_[depth][0] == name:
                del open_[depth:]
                break
    elif name not in _WITHOUT_END:
        open_.append((name, _font(token[0], of) or open_[-1][1]))


def _font(tag: str, fonts_of_classes: dict[str, Font]) -> Font | None:
    """Return the font that a tag sets."""
    match = _FONT_OF_STYLE.search(tag) or _FONT_OF_FACE.search(tag)
    if match:
        return font_of(match[1])
    classes = _CLASS_OF_TAG.search(tag)
    names = classes[1].split() if classes else ()
    return next((fonts_of_classes[name] for name in names if name in fonts_of_classes), None)


def _class_fonts(style: str) -> dict[str, Font]:
    """Return the legacy fonts of a style sheet: Word keeps that of most paragraphs there."""
    fonts: dict[str, Font] = {}
    for rule in style.split("}"):
        selectors, _, declarations = rule.partition("{")
        match = _FONT_OF_STYLE.search(declarations)
        if match and font_of(match[1]).encoding:
            fonts |= dict.fromkeys(_CLASS.findall(selectors), font_of(match[1]))
    return fonts


# Judging -----------------------------------------------------------------------------------


def _finding(pieces: list[_Piece]) -> Finding | None:
    """Settle for each piece of text what it is in; return None when all is Unicode."""
    words = [piece for piece in pieces if not piece.is_tag and piece.text.strip()]
    unicode_blocks = {piece.block for piece in words if is_unicode(piece.text)}
    legacy = [p for p in words if p.font and p.font.encoding and not is_unicode(p.text)]
    for piece in legacy:
        piece.encoding = piece.font.encoding if piece.font else None
    unsaid = [p for p in words if p.encoding is None and p.block not in unicode_blocks]
    if legacy:  # another font, where it is named, is not a legacy one
        unsaid = [piece for piece in unsaid if piece.font is None]
    found = detect("\n".join(_lines(unsaid)))
    for piece in unsaid:
        piece.encoding = found
    return _compared(pieces)


def _lines(pieces: Iterable[_Piece]) -> list[str]:
    """Return the text of pieces, a line for each block."""
    blocks = groupby(pieces, key=attrgetter("block"))
    lines = (" ".join("".join(p.text for p in block).split()) for _, block in blocks)
    return [line for line in lines if line]


def _compared(pieces: list[_Piece]) -> Finding | None:
    changed = [p for p in pieces if p.encoding and convert(p.text, p.encoding) != p.text]
    encodings = [piece.encoding for piece in changed if piece.encoding]
    if not encodings:
        return None
    blocks = {piece.block for piece in changed}
    before = [piece for piece in pieces if not piece.is_tag]
    after = [_Piece(p.converted(), p.block, is_escaped=p.is_escaped) for p in before]
    return Finding(
        max(set(encodings), key=encodings.count),
        before=_sample(_lines(piece for piece in before if piece.block in blocks)),
        after=_sample(_lines(piece for piece in after if piece.block in blocks)),
        converted="".join(piece.converted() for piece in pieces),
        plain="\n".join(_lines(after)),
    )


def _sample(lines: list[str]) -> str:
    # Not by `excerpt`: it normalises, which would lose letters of the text before.
    text = " ".join(lines)
    return text if len(text) <= SAMPLE_LENGTH else f"{text[:SAMPLE_LENGTH].rsplit(' ', 1)[0]} …"
