"""Vietnamese text: normalising, folding, slugs, sort keys, excerpts.

Pure functions and the only place where they exist.  SQLite and PostgreSQL fold
and sort Vietnamese differently (neither turns "đ" into "d" by itself), so all of it
happens here, once, before text reaches a database.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

# Invisible characters that browsers, Word and chat programs leave in pasted text.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\ufeff\ufe00-\ufe0f"
)
# Characters that no database column and no XML feed accepts (NUL first of all).
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
_NOTHING = re.compile(f"[{_INVISIBLE}{_CONTROL}]")
# What stands for a plainer character: spaces that do not break, the wide letters of East Asian
# input methods, and letters that are typed, or recognised from scans, in place of đ.  Wide signs
# that would be markup stay wide: normalising must never make a tag out of harmless text.
_PLAINER = {
    **dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u3000"), " "),
    **{code + 0xFEE0: chr(code) for code in range(0x21, 0x7F) if chr(code) not in "<>&\"'`"},
    ord("Ð"): "Đ",
    ord("Ɖ"): "Đ",
    ord("ð"): "đ",
    ord("ɖ"): "đ",
}
_ODD = re.compile(f"[{_INVISIBLE}{_CONTROL}\u0300-\u036f{re.escape(''.join(map(chr, _PLAINER)))}]")
"""Text without any of these is normal once it is NFC."""
# Decomposed marks typed in the wrong order: tone before quality (a + ́  + ̂ ).
_TONE_BEFORE_QUALITY = re.compile(
    "([\u0300\u0301\u0303\u0309\u0323\u0340\u0341])([\u0302\u0306\u031b])"
)
_TONE_MARKS = {
    "\u0300": "1",
    "\u0340": "1",
    "\u0309": "2",
    "\u0303": "3",
    "\u0301": "4",
    "\u0341": "4",
    "\u0323": "5",
}
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
_TAG = re.compile(r"<[^>]*>")

READING_WORDS_PER_MINUTE = 220
"""Vietnamese syllables that an adult reads in a minute; an estimate for "Đọc trong n phút"."""


def normalise(text: str) -> str:
    """Return `text` as it is stored: NFC, plain spaces and letters, nothing invisible.

    Idempotent.  Line breaks stay.  "Ð" (eth), which looks like "Đ", becomes "Đ", and the wide
    "ＵＢＮＤ" becomes "UBND".
    """
    if not _ODD.search(text):  # nearly always: a tenth of the time
        return unicodedata.normalize("NFC", text)
    plain = _NOTHING.sub("", text).translate(_PLAINER)
    decomposed = unicodedata.normalize("NFD", plain)
    decomposed = _TONE_BEFORE_QUALITY.sub(r"\2\1", decomposed)
    return unicodedata.normalize("NFC", decomposed)


def normalise_line(text: str) -> str:
    """Return `text` normalised as one line: runs of white space are one space, ends are cut."""
    return " ".join(normalise(text).split())


@lru_cache(maxsize=65_536)
def _fold_word(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> Iterator[str]:
    """Yield the words of `text`, lower case, accents kept, punctuation dropped."""
    folded_width = unicodedata.normalize("NFKC", normalise(text)).lower()
    return (match.group() for match in _WORD.finditer(folded_width))


def fold(text: str) -> str:
    """Return the words of `text` without case, accents and punctuation, one space apart.

    "Đường Hùng Vương, 3602/QĐ-UBND" gives "duong hung vuong 3602 qd ubnd".  Both places of
    a tone mark ("hòa", "hoà") and both ways of encoding it give the same words.
    """
    return " ".join(folded for word in words(text) if (folded := _fold_word(word)))


class Form(NamedTuple):
    """A word as it is searched for: two ASCII codes."""

    folded: str
    """Without accents: "đường" is "duong".  Loose like the ear: "kỹ" is "ki"."""
    exact: str
    """With accents as figures, the tone last: "đường" is "d9u7o7ng1"."""


_LONGEST_WORD = 60
"""Letters of a word that are told apart; no index takes words of any length."""
_QUALITY_MARKS = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}
# Written either way in the same word: kỹ and kĩ, lý and lí, quý and quí.  Not so after v, n, d:
# Vy and vi are two words.  "uy" without a consonant, as in "ủy", is none of these.
_Y_AS_I = re.compile(r"^([hklmst]|qu)y$")


def search_forms(text: str) -> list[Form]:
    """Return the words of `text` as the search index and its questions code them, in order.

    Both places of a tone mark give the same codes, as the tone comes last: "hòa" and "hoà" are
    "hoa1".  A letter of another script stays as it is.
    """
    if not text.isascii() and not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", normalise(text))
    elif _ODD.search(text):
        text = normalise(text)
    return list(map(_forms.__getitem__, _WORD.findall(text.lower())))


def word_places(text: str, until: int | None = None) -> list[tuple[int, int]]:
    """Return where the words of normalised `text` begin and end; `until` is how many suffice."""
    return [match.span() for match in islice(_WORD.finditer(text), until)]


def forms_in_place(text: str) -> list[Form]:
    """Return the codes of the words of normalised `text`, one for each of `word_places`."""
    if not text.isascii() and not unicodedata.is_normalized("NFKC", text):
        # A rare letter may become several words, where the text as it is has one.
        wide = (unicodedata.normalize("NFKC", word).lower() for word in _WORD.findall(text))
        return [_forms[word] for word in wide]
    return [_forms[word.lower()] for word in _WORD.findall(text)]


class _Forms(dict[str, Form]):
    """The forms of all words met so far; quicker than a cached call, and there are many words."""

    def __missing__(self, word: str) -> Form:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        form = self[word] = _form(word)
        return form


_MOST_REMEMBERED = 100_000
_forms = _Forms()


def _form(word: str) -> Form:
    word = word[:_LONGEST_WORD]
    letters: list[str] = []
    exact: list[str] = []
    tone = ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONE_MARKS:
            tone = _TONE_MARKS[char]
        elif char in _QUALITY_MARKS:
            exact.append(_QUALITY_MARKS[char])
        elif not unicodedata.combining(char):
            letters.append("d" if char == "đ" else char)
            exact.append("d9" if char == "đ" else char)
    folded = _Y_AS_I.sub(r"\1i", "".join(letters)) or word
    return Form(folded, _Y_AS_I.sub(r"\1i", "".join(exact)) + tone)


def vi_slug(text: str, *, max_length: int = 80, default: str = "bai-viet") -> str:
    """Return the address part made from `text`: ASCII words joined by hyphens.

    Cut at a word so that it is at most `max_length` characters; `default` when `text`
    holds no letter or digit that ASCII can show.
    """
    slug = ""
    for word in re.findall("[a-z0-9]+", fold(text)):
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > max_length:
            return slug or word[:max_length]
        slug = longer
    return slug or default


# The Vietnamese alphabet: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y.
# Each letter gets its base letter and a rank among the letters of that base.
_LETTER_RANK = {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"}


def sort_key(text: str) -> str:
    """Return a key of digits and a-z that sorts as a Vietnamese dictionary sorts `text`.

    Letters are compared first (a < ă < â < b ... d < đ), tones only between texts that are
    otherwise equal (ngang, huyền, hỏi, ngã, sắc, nặng), numbers by value ("Phường 2" before
    "Phường 10").  Store it in a column and sort by that: the databases' own orders differ.
    Only digits and lower-case letters occur, because those sort alike in every collation.
    """
    letters: list[str] = []
    tones: list[str] = []
    for word in words(text):
        if word.isdecimal():
            digits = "".join(str(unicodedata.decimal(c)) for c in word).lstrip("0") or "0"
            letters.append(f"0{min(len(digits), 99):02d}{digits}")
            continue
        word_letters, word_tone = _word_sort_parts(word)
        letters.append(word_letters)
        tones.append(word_tone)
    # "0" ends the text and "1" a word; both sort below the letters that would continue it.
    return f"{'1'.join(letters)}0{''.join(tones)}"


@lru_cache(maxsize=8_192)
def _word_sort_parts(word: str) -> tuple[str, str]:
    tone = "0"
    bases: list[str] = []
    for char in unicodedata.normalize("NFD", word):
        if char in _TONE_MARKS:
            tone = _TONE_MARKS[char]
        elif unicodedata.combining(char) and bases:
            bases[-1] = unicodedata.normalize("NFC", bases[-1] + char)
        else:
            bases.append(char)
    return "".join(_LETTER_RANK.get(base) or _other_letter(base) for base in bases), tone


def _other_letter(base: str) -> str:
    """Return the part of a sort key for a letter without a rank; other scripts come last."""
    folded = _fold_word(base)
    return f"{folded}0" if folded.isascii() else f"zz{''.join(f'{ord(c):06x}' for c in folded)}0"


def plain_text(markup: str) -> str:
    """Return the words of an HTML fragment as one line of plain text."""
    return normalise_line(html.unescape(_TAG.sub(" ", markup)))


def excerpt(text: str, length: int = 200) -> str:
    """Return the beginning of `text`, cut between words and marked with "…" when cut."""
    text = normalise_line(text)
    if len(text) <= length:
        return text
    head = text[: length + 1]
    head = head.rsplit(" ", 1)[0] if " " in head else text[:length]
    return head.rstrip(" ,;:.–-(") + "…"


def word_count(text: str) -> int:
    """Return how many words (syllables, as Vietnamese writes them) `text` has."""
    return sum(1 for _ in words(text))


def sentence_count(text: str) -> int:
    """Return how many sentences `text` has; a text without a full stop is one."""
    return len(_SENTENCE_END.findall(text)) or int(bool(text.strip()))


def reading_minutes(text: str) -> int:
    """Return how many whole minutes an adult needs for `text`, at least 1."""
    return max(1, round(word_count(text) / READING_WORDS_PER_MINUTE))
