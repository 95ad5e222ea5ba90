"""What is done to markup before the HTML parser reads it, tag by tag."""

import html
import re

from portal.core.richtext.addresses import youtube_number
from portal.core.richtext.media import YOUTUBE
from portal.core.richtext.paste import PLAIN
from portal.core.text import normalise

_SYNONYMS = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4"}
# Blocks that mean nothing here; as bare text, the words of two of them would run together.
_OTHER_BLOCKS = (
    *("address", "article", "aside", "center", "details", "fieldset", "footer", "form"),
    *("header", "hgroup", "legend", "main", "nav", "summary"),
)
_SYNONYMS |= dict.fromkeys(_OTHER_BLOCKS, "div")
# Marks that would be taken out anyway, and attributes that no mark keeps.  The parser repeats
# every mark that was left open in every paragraph after it, unless two are quite the same.
_OTHER_MARKS = {"big", "code", "font", "nobr", "s", "small", "strike", "tt"}
_MARKS = {"b", "em", "i", "strong", "u"}
_TAKEN_BACK = re.compile(
    r"font-weight:\s*(?:normal|[1-4]00)\b|font-style:\s*normal\b|text-decoration:\s*none\b",
    re.IGNORECASE,
)
_BETWEEN_BRACKETS = re.compile("[^<>]+")
_NO_BREAK_SPACES = re.compile(r"(?:&nbsp;|&#160;|&#xa0;)", re.IGNORECASE)
# A tag ends as for a browser: a ">" within quotes does not end it, the end of the text does.
# What stands in an element of raw text, or in a comment, is no tag.
_PIECE = re.compile(
    r"""
    (?P<comment> <!-- (?: -?> | .*? (?: --!?> | \Z ) ) )
    | <(?P<raw> noembed | noframes | noscript | script | style | textarea | title | xmp )
        (?=[\s/>]) .*? (?: </(?P=raw) | \Z )
    | <(?P<close> /? ) (?P<name> [a-z][^\s/>]* )
        (?P<rest>
            (?: =\s*+ (?: "[^"]*+ (?: " | \Z ) | '[^']*+ (?: ' | \Z ) ) | [^>] )*+
            (?: > | \Z )
        )
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_SOURCE = re.compile(r"""\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_TITLE = re.compile(r"""\stitle\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""", re.IGNORECASE)


def prepared(markup: str) -> str:
    """Return `markup` in one normal form of letters, without comments and open-ended marks."""
    # Piece by piece: a loose mark behind ">" would make one letter with it and eat the tag.
    text = _BETWEEN_BRACKETS.sub(lambda piece: normalise(piece[0]), markup)
    return _PIECE.sub(_piece, without_no_break_spaces(text))


def without_no_break_spaces(text: str) -> str:
    """Return `text` with plain spaces for all that are written as entities."""
    return _NO_BREAK_SPACES.sub(" ", text)


def _piece(piece: re.Match[str]) -> str:
    if piece["comment"]:
        return ""
    name, close, rest = (piece["name"] or "").lower(), piece["close"], piece["rest"]
    if name in _OTHER_MARKS:
        return ""
    kept = _SYNONYMS.get(name, name)
    if name in _MARKS:
        is_plain = not close and _TAKEN_BACK.search(rest)
        return f'<{close}{kept} class="{PLAIN}">' if is_plain else f"<{close}{kept}>"
    if name == "iframe" and not close:
        return _film(rest) or piece[0]
    return piece[0] if kept == name else f"<{close}{kept}{rest}"


def _film(rest: str) -> str:
    """Return a link to the film that a frame of an old page shows."""
    source = _SOURCE.search(rest)
    number = youtube_number(html.unescape("".join(filter(None, source.groups())))) if source else ""
    if not number:
        return ""
    title = _TITLE.search(rest)
    words = "".join(filter(None, title.groups())).strip() if title else ""
    return f"<p><a href={YOUTUBE}{number}>{words or 'Video trên YouTube'}</a></p>"
