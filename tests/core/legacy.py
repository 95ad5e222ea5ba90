"""Writes Vietnamese in the encodings from before Unicode, by tables of its own.

TCVN3 is TCVN 5712:1993, as the fonts draw it; VNI-Windows is built from its rule, a letter and
then its marks; VIQR is RFC 1456.  None of it is taken from the code under test.
"""

import html
import re
import unicodedata
from pathlib import Path

from portal.core.legacy_text import Encoding

SMALL = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_TCVN3 = dict(
    zip(
        SMALL,
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ",
        strict=True,
    )
) | dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))

_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_VNI_MARKS = {
    "": dict(zip((_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT), "øùûõï", strict=True)),
    _CIRCUMFLEX: dict(zip(("", _GRAVE, _ACUTE, _HOOK, _TILDE, _DOT), "âàáåãä", strict=True)),
    _BREVE: dict(zip(("", _GRAVE, _ACUTE, _HOOK, _TILDE, _DOT), "êèéúüë", strict=True)),
}
_VNI_SINGLE = dict(zip("đìíỉĩịơưỵ", "ñìíæóòôöî", strict=True))
_VIQR_MARKS = dict(
    zip((_BREVE, _CIRCUMFLEX, _HORN, _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), "(^+'`?~.", strict=True)
)

_VIQR_AMBIGUOUS = re.compile(r"[Dd](?=[DdĐđ])|[\\()'^+`?~.]")


def to_tcvn3(text: str) -> str:
    """Encode; accented capitals, which there are none of, become small letters."""
    return "".join(_TCVN3.get(char, _TCVN3.get(char.lower(), char)) for char in text)


def to_vni(text: str) -> str:
    """Encode; the marks of capitals are capitals."""
    return "".join(_vni_letter(char) for char in text)


def _vni_letter(char: str) -> str:
    small = char.lower()
    base, quality, tone = _parts(small)
    if small in _VNI_SINGLE:
        coded = _VNI_SINGLE[small]
    elif quality == _HORN:
        coded = _VNI_SINGLE[unicodedata.normalize("NFC", base + quality)] + _VNI_MARKS[""][tone]
    else:
        coded = base + _VNI_MARKS[quality].get(tone, "")
    return coded.upper() if char != small else coded


def to_viqr(text: str) -> str:
    """Encode; what would be read as a mark is escaped, as RFC 1456 asks."""
    return "".join(
        _viqr_letter(char) for char in re.sub(r"[Dd](?=[DdĐđ])|[\\('^+`?~.]", r"\\\g<0>", text)
    )


def _viqr_letter(char: str) -> str:
    if char in "đĐ":
        return "dd" if char == "đ" else "DD"
    base, quality, tone = _parts(char)
    return base + _VIQR_MARKS.get(quality, "") + _VIQR_MARKS.get(tone, "")


def _parts(char: str) -> tuple[str, str, str]:
    """Return letter, quality mark and tone mark."""
    base, *marks = list(unicodedata.normalize("NFD", char))
    quality = [mark for mark in marks if mark in {_CIRCUMFLEX, _BREVE, _HORN}]
    tone = [mark for mark in marks if mark not in quality]
    return base, "".join(quality), "".join(tone)


ENCODERS = {Encoding.TCVN3: to_tcvn3, Encoding.VNI: to_vni, Encoding.VIQR: to_viqr}

_FOLDER = Path(__file__).parents[2] / "portal" / "front" / "demo" / "articles"
_BLOCK = re.compile(r"<(p|li|td|h2|h3|dd|blockquote)\b[^>]*>(.*?)</\1>", re.DOTALL)


def demo_paragraphs() -> list[str]:
    """Return every paragraph, item and cell of the articles of the demo city."""
    found: dict[str, None] = {}
    for path in sorted(_FOLDER.glob("*.html")):
        for _, markup in _BLOCK.findall(path.read_text()):
            found[" ".join(html.unescape(re.sub("<[^>]*>", " ", markup)).split())] = None
    return [paragraph for paragraph in found if paragraph]


NOTICE = (
    "Quyết định của Thủ tướng Chính phủ về việc ban hành quy chế phối hợp giữa các phường, xã "
    "trong việc phòng, chống lụt bão; nước sông dâng cao thì người dân ven đê được đưa đến nơi "
    "an toàn trước khi trời tối."
)
"""A paragraph with many an "ư", none of its accented letters a capital."""
