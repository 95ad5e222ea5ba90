"""Words typed as keys: what a Vietnamese keyboard would have made of them.

Whoever types on a borrowed machine without one gets "dduwowngf" for "đường" (Telex) or
"d9u7o7ng2" (VNI).  Only the folded word matters here, so the keys that mark tones and letters
are taken out again.
"""

import re

# Telex marks a tone by a letter at the end of the syllable, or after its vowels.
_TELEX_TONE = re.compile(r"(?<=[aeiouyw])([a-z]*?)[fsrxj]([a-z]*)$")
_TELEX_DOUBLE = re.compile(r"(a)a|(e)e|(o)o|(d)d")
_TELEX_U = re.compile(r"(?<![aou])w")
_VNI = re.compile(r"[1-9]")


def unkeyed(word: str) -> list[str]:
    """Return the folded words that `word` may stand for, the likeliest first."""
    if any(char.isdigit() for char in word):
        plain = _VNI.sub("", word)
        return [plain] if plain.isalpha() else []
    without_tone = _TELEX_TONE.sub(r"\1\2", word)
    guesses = [_plain_letters(without_tone), _plain_letters(word)]
    return [guess for guess in dict.fromkeys(guesses) if guess and guess != word]


def _plain_letters(word: str) -> str:
    """Take out the doubled letters and the w of Telex: "dduwowng" and "ddwowng" are "duong"."""
    single = _TELEX_DOUBLE.sub(lambda match: match[0][0], word)
    return _TELEX_U.sub("u", single).replace("w", "")
