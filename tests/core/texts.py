"""Strategies that make text as people, Word and attackers send it."""

import itertools
import unicodedata

from hypothesis import strategies as st

VIETNAMESE_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưy"

_SYLLABLES = [
    unicodedata.normalize("NFC", "".join(parts))
    for parts in itertools.product(("", "b", "đ", "ng", "qu", "th"), VOWELS, TONES, ("", "c", "ng"))
]
_WORDS = [*_SYLLABLES, *map(str.upper, _SYLLABLES), *map(str, range(0, 99_999, 997))]
vietnamese = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8).map(" ".join)

# What a paste brings along: invisible characters, every kind of space, loose marks, emoji.
awkward = st.text(
    alphabet=st.one_of(
        st.sampled_from("aăđĐÐðẩ \t\n\u00a0\u00ad\u200b\u200d\u2060\ufeff\u0301\u0302\u0323\u0338"),
        st.sampled_from("\ufffe<>&ＡＢ１２０ﬁ½²ⅷ①İßøłæ漢字🎉👩"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)
anything = st.one_of(vietnamese, awkward)
