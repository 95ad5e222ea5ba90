"""Letters as readers see them, whatever signs they are made of.

"t4i xiu", "tа̀і хỉu" with Cyrillic letters, "t à i x ỉ u" and "𝐭𝐚̀𝐢 𝐱𝐢̉𝐮" look like one word to a
reader and like four to a search.  `Outline` is what they have in common.
"""

import unicodedata
from collections.abc import Iterator

# Cyrillic, Greek and other letters by the Latin ones that they are taken for.
_LOOK_ALIKE = dict(
    zip(
        "асеорхуіјѕԁһӏкмтвнгԛԝɡɑɩıℓοαερτυχικνμηβγσωϲϳ",
        "aceopxyijsdhlkmtbhrqwgailloaeptuxikvmnbyowcj",
        strict=True,
    )
) | {"đ": "d", "ð": "d", "ɖ": "d", "ɗ": "d", "ß": "b", "ø": "o", "ł": "l", "ǀ": "l", "æ": "ae"}
_FIGURES = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "9": "g"}
_SIGNS = {"@": "a", "$": "s", "!": "i", "|": "i", "€": "e", "¡": "i"}
SHORTEST_DISGUISED = 6
"""Letters of a word; fewer stand one after the other by chance."""
_IGNORED = "\xad"
"""Soft hyphens are left by word processors and by readers of PDF."""


def base_of(character: str) -> str:
    """Return the letters without accents that `character` shows, in lower case."""
    letters = []
    for each in unicodedata.normalize("NFKD", character).lower():
        each = _LOOK_ALIKE.get(each, each)
        if not unicodedata.combining(each) and unicodedata.category(each) != "Cf":
            letters.append(each)
    return "".join(letters)


class _Outline(dict[int, str | None]):
    """Every character met so far by what is left of it; `str.translate` asks."""

    def __missing__(self, code: int) -> str | None:
        self[code] = _left_of(chr(code))
        return self[code]


def _left_of(character: str) -> str | None:
    if character == "\n":
        return "\n"
    base = base_of(character)
    base = "".join(_FIGURES.get(each, _SIGNS.get(each, each)) for each in base)
    left = "".join(each for each in base if "a" <= each <= "z").replace("l", "i")
    is_seen = not unicodedata.combining(character) and unicodedata.category(character) != "Cf"
    return left or (" " if is_seen else None)


class _Bases(dict[str, str]):
    def __missing__(self, character: str) -> str:
        self[character] = base_of(character)
        return self[character]


_outline = _Outline()
_bases = _Bases()


class Outline:
    """The bare letters of a text: what it does not contain, it says in no disguise.

    "l" counts as "i", and figures as the letters that they stand for.
    """

    def __init__(self, text: str) -> None:
        words = text.translate(_outline).split()
        self.joined = "".join(words)
        self.spaced = f" {' '.join(words)} "

    def may_say(self, term: "Outline") -> bool:
        """Return whether `term` is in it; short ones only as words of their own."""
        if len(term.joined) < SHORTEST_DISGUISED:
            return term.spaced in self.spaced
        return term.joined in self.joined


def unmasked(text: str) -> tuple[str, list[int]]:
    """Return `text` with bare letters in place of accented and foreign ones, and where each was."""
    shown: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for base in _bases[character]:
            shown.append(base)
            places.append(place)
    return "".join(shown), places


def figures_for(letter: str) -> str:
    """Return the figures and signs that stand for `letter`."""
    same = {"l": "i"}.get(letter, letter)
    found = [sign for sign, meant in (_FIGURES | _SIGNS).items() if meant == same]
    return "".join(found)


def is_foreign(character: str) -> bool:
    """Return whether a letter is of another script, or from an alphabet made for formulas."""
    plain = unicodedata.normalize("NFD", character)[0].lower()
    if plain in _FIGURES or not unicodedata.normalize("NFKD", plain)[0].isalpha():
        return False
    return not ("a" <= plain <= "z" or plain == "đ")


def is_invisible(character: str) -> bool:
    """Return whether a character stands between letters without being seen."""
    return unicodedata.category(character) == "Cf" and character not in _IGNORED


def marks_by_letter(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the letters of `text`, bare, each with its accents; figures and signs count as bare."""
    letter, marks = "", set[str]()
    for character in unicodedata.normalize("NFKD", text.lower()):
        if unicodedata.combining(character):
            marks.add(character)
            continue
        if letter:
            yield letter, frozenset(marks)
        base = _LOOK_ALIKE.get(character, character)
        base = _FIGURES.get(base, _SIGNS.get(base, base))
        letter = base if base.isalpha() else ""
        marks = {"đ"} if character == "đ" else set()
    if letter:
        yield letter, frozenset(marks)
