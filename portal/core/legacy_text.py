"""Vietnamese text from before Unicode: recognising it, and converting it on request.

Pure functions.  What the encodings are:

- TCVN3, also "ABC", is the single-byte code of TCVN 5712:1993 behind the fonts `.VnTime`,
  `.VnArial` and their kin.  It has no accented capitals: fonts whose name ends in "H" draw the
  small letters as capitals.  Its "ư" is the byte AD, in Unicode the soft hyphen, which
  `normalise` takes out: text has to be converted before it is normalised.
- VNI-Windows, behind `VNI-Times` and its kin, writes a letter and then its marks.
- VIQR (RFC 1456) writes the marks as ASCII punctuation: "Vie^.t Nam"; a backslash before a
  character says that it is meant as it stands.

The tables of the first two are viparse's, which drew them from published documents; what they lack
stands here.  Why so, and what was measured, is told in
docs/decisions/0008-legacy-encodings.md.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import viparse


class Encoding(StrEnum):
    """An encoding in which Vietnamese was written before Unicode."""

    TCVN3 = "tcvn3"
    VNI = "vni"
    VIQR = "viqr"

    @property
    def label(self) -> str:
        """The name by which typists know it."""
        return {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viqr": "VIQR"}[self.value]


@dataclass(frozen=True, slots=True)
class Font:
    """What the name of a font says of the text that is set in it."""

    encoding: Encoding | None
    """None: an ordinary font, whose text is Unicode."""
    capitals: bool = False


_LEGACY_FONT = re.compile(r"(?P<tcvn3>\.vn)|(?P<vni>vni[- ])", re.IGNORECASE)


def font_of(name: str) -> Font:
    """Return what a font's name says: `.Vn…` and `VNI-…` are certain signs."""
    name = name.strip(" \"'")
    match = _LEGACY_FONT.match(name)
    if match is None:
        return Font(None)
    if match["vni"]:
        return Font(Encoding.VNI)
    return Font(Encoding.TCVN3, capitals=name.endswith("H"))


# Converting --------------------------------------------------------------------------------

_WORD = re.compile(r"\S+")
# What viparse leaves out because its documents had none of them.
_MORE_VNI = str.maketrans({"î": "ỵ", "Î": "Ỵ"})
_VNI_BREVE_HOOK = re.compile("(?:a|(A))[úÚ]")
# Word puts a capital at the head of a sentence and leaves the mark behind it small.
_SMALL_MARK_OF_CAPITAL = re.compile("(?<=[AEIOUYÔÖ])[áàâãäåéèêëúüùøûõï]")
_LETTERS = re.compile(r"[^\W\d_]+")
_CODED_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff]+")


def convert(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """Return `text`, which is in `encoding`, as Unicode (NFC); white space stays as it is."""
    if encoding is Encoding.TCVN3:
        converted = _CODED_WORD.sub(lambda m: _capital_word(m, text), text)
        converted = _WORD.sub(lambda m: _by_table(m[0], encoding), converted)
    elif encoding is Encoding.VNI:
        marked = _SMALL_MARK_OF_CAPITAL.sub(lambda m: m[0].upper(), text)
        marked = _VNI_BREVE_HOOK.sub(lambda m: "Ẳ" if m[1] else "ẳ", marked.translate(_MORE_VNI))
        converted = _WORD.sub(lambda m: _by_table(m[0], encoding), marked)
    else:
        converted = _WORD.sub(lambda m: _from_viqr(m[0]), text)
    return converted.upper() if capitals else converted


@lru_cache(maxsize=16_384)
def _by_table(word: str, encoding: Encoding) -> str:
    # Word by word, because the library tidies the spaces between words.  A dot that stands
    # alone begins an item of a list.
    return word if word == "·" else str(viparse.fix(word, encoding=encoding.value))


def _capital_word(match: re.Match[str], text: str) -> str:
    """Convert a word written in capitals by hand: "HéI" is HỘI, drawn so by a font's name only.

    Of a single capital ("X·", which is Xã or XÃ) the neighbours decide.
    """
    word = match[0]
    plain = [letter for letter in word if letter.isascii()]
    if len(plain) == len(word) or not plain or not "".join(plain).isupper():
        return word
    if len(plain) == 1:
        around = text[max(0, match.start() - 12) : match.start()], text[match.end() :][:12]
        if not any(_is_in_capitals(words) for words in around):
            return word
    return _by_table(word, Encoding.TCVN3).upper()


def _is_in_capitals(text: str) -> bool:
    plain = "".join(letter for letter in text if letter.isascii() and letter.isalpha())
    return len(plain) > 1 and plain.isupper()


_VIQR_LETTER = re.compile(
    r"""\\(?P<literal>[\\()^+'`?~.dD])
    |(?P<d>[Dd])[Dd]
    |(?P<vowel>[AEIOUYaeiouy])
     (?P<quality>(?<=[Aa])[(^]|(?<=[Ee])\^|(?<=[Oo])[\^+]|(?<=[Uu])\+)?
     (?P<tone>['`?~]|\.(?!\.\.))?
    |(?P<gap>[^\w'`?~.(^+])""",
    re.VERBOSE,
)
_MARKS = {"(": "\u0306", "^": "\u0302", "+": "\u031b", None: ""}
_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}


@lru_cache(maxsize=16_384)
def _from_viqr(word: str) -> str:
    """Convert a word; a syllable has one tone, so that a second mark is punctuation again."""
    toned = False

    def letter(match: re.Match[str]) -> str:
        nonlocal toned
        if match["literal"]:
            return match["literal"]
        if match["d"]:
            return "Đ" if match["d"] == "D" else "đ"
        if match["gap"]:
            toned = False
            return match[0]
        tone = match["tone"] or ""
        mark = "" if toned else _TONES.get(tone, "")
        toned = toned or bool(mark)
        composed = unicodedata.normalize("NFC", match["vowel"] + _MARKS[match["quality"]] + mark)
        return composed if mark else composed + tone

    return _VIQR_LETTER.sub(letter, word)


# Recognising -------------------------------------------------------------------------------

_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE = re.compile(
    "(?:ngh?|gh?|gi|kh|ph|th|tr|ch|nh|qu|[bcdđhklmnprstvx])?"
    "(?:[aă]|oa|oă|uy|[oôơuưeêiyâ]|oe|uê|uơ|uâ|iê|yê|uyê|uô|ươ|[iưu]a|uya)"
    "(?:ng|nh|ch|[cmnptiyou])?"
)
# What a word of ordinary Vietnamese, in Latin-1 or ASCII, never has.
_SIGN = {
    Encoding.TCVN3: re.compile("[\u00a1-\u00bfÆÇËÎÏÑÖ×ØÜÞßäåæçëîïñö÷øûüþ]|(?<=[a-z])[À-Ý]"),
    Encoding.VNI: re.compile(
        "[ñöäåæëïøûüîÑÖÄÅÆËÏØÛÜÎ]|[AEae][áàâãéèêùúõÁÀÂÃÉÈÊÙÚÕ]|[Oo][âùõÂÙÕ]|[UYuy][ùõÙÕ]"
    ),
    Encoding.VIQR: re.compile(r"[Dd][Dd]|[AEOaeo][\^(+]|[Uu]\+|[AEIOUYaeiouy]['`?~.]\w"),
}
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u0323Ạ-ỹ]")
ENOUGH = 20_000
"""Characters that settle the question; of more text, only so many are looked at."""
_LEAST_WORDS = 6
_LEAST_SHARE, _LEAST_RIGHT = 0.25, 0.8


def is_unicode(text: str) -> bool:
    """Return whether `text` has letters that only Unicode has: then it is not legacy text."""
    return _UNICODE.search(text) is not None


def detect(text: str, font: str = "") -> Encoding | None:
    """Return the encoding of `text`, or None when it is ordinary text or too short to tell.

    A legacy `font` is a certain sign.  Without one, the words decide: converted from the right
    encoding, most of those that change become Vietnamese syllables, and they are many; of
    French, Spanish or a program's text, few do.
    """
    if is_unicode(text):
        return None
    if font:
        return font_of(font).encoding
    words = _WORD.findall(text[:ENOUGH])
    scores = {encoding: _score(words, encoding) for encoding in Encoding}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] else None


def _score(words: list[str], encoding: Encoding) -> int:
    """Return how many of `words` become Vietnamese; 0 when that is not beyond doubt."""
    total = right = wrong = signs = 0
    for word in words:
        converted = convert(word, encoding)
        syllables = _LETTERS.findall(converted)
        total += bool(syllables)
        if converted == word or converted.isascii():
            continue
        if not all(map(_is_syllable, syllables)):
            wrong += 1
        elif max(map(len, syllables), default=0) > 1:  # "3×4" would be a syllable, too
            right += 1
            signs += _SIGN[encoding].search(word) is not None
    enough = signs >= _LEAST_WORDS and right >= _LEAST_SHARE * total
    return right if enough and right >= _LEAST_RIGHT * (right + wrong) else 0


@lru_cache(maxsize=16_384)
def _is_syllable(word: str) -> bool:
    """Return whether `word` is built as Vietnamese syllables are: onset, vowels, coda, a tone."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    toneless, tones = _TONE_MARKS.subn("", decomposed)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None
