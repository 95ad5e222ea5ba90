"""What programs type into fields, addresses and headers."""

import base64
import json
from urllib.parse import quote, quote_from_bytes

from tests.access import redirects
from tests.core.photos import png_of

LONG = 10_000
_TEXTS = (
    *("", " ", "0", "1", "2", "-1", "+1", "01", "1_000", "1.5", "1e5", "NaN", "Infinity", "0x10"),
    *("9" * 15, "9" * 16, "9223372036854775807", "9223372036854775808", "9" * 400, "9" * 5_000),
    *("²", "①", "１２", "٣", "৪", "½", "𝟗", "Ⅷ", "İ", "ß", "ﬀ", "ſ", "Ω", "µ"),
    *("\0", "a\0b", "\x01", "\x1f", "\x7f", "\x80", "\x9f", "\r\nSet-Cookie: a=b", "\n", "\t"),
    *("\ufeff", "\ufffe", "\uffff", "\u2028", "\u202e", "\u200b", "\u200d", "\U0010ffff", "\ue000"),
    *("true", "null", "None", "undefined", "on", "[]", "{}", "{{7*7}}", "{% debug %}", "${7*7}"),
    *("'", '"', "`", "\\", "%", "%%", "%s", "%(a)s", "_", "*", "?", "^", "(", "[", "{", "|", "&"),
    *("' OR 1=1--", '") UNION SELECT 1--', "a OR b", "NEAR(a, 2)", '"a', "a*", "-a", "a:b", "+"),
    *("<script>", "<b onclick=x>", "&lt;", "&#0;", "]]>", "<!--", "<svg/onload=1>", "</title>"),
    *("0001-01-01", "0000-00-00", "9999-12-31", "10000-01-01", "2026-02-30", "31/02/2026"),
    *("9999-12-31T23:59:59", "0001-01-01 00:00", "24:00", "2026-13-01", "-2026-01-01", "1969"),
    *(
        "../",
        "..\\",
        "....//",
        "/etc/passwd",
        "file:///etc/passwd",
        "C:\\",
        "a/../b",
        ".",
        "..",
        "~",
    ),
    *("hồ sơ", "Chiến lược", "Nguyễn", "tin tức", "ĐƯỜNG", "duong", "thủ tục hành chính"),
    *("a" * LONG, "ă" * LONG, "a\u0301" * 5_000, "a " * 5_000, "%" * LONG, "(" * LONG, "/" * 2_000),
    *("return", "withdraw", "publish", "delete", "alt", "superuser", "a@b.example", "0909123456"),
)
TEXTS = (*_TEXTS, *redirects.PAYLOADS)
_BYTES = (
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    b"\xf4\x90\x80\x80",
    b"a\xe1\xba",
    b"\xfe\xff",
)
"""What is no text in UTF-8: alone, a surrogate, written too long, beyond the last character."""

_RAW = tuple(t.encode()[:2_000].decode("latin-1") for t in _TEXTS if not set(t) & set("\r\n\0 "))
QUOTED = (*map(quote, TEXTS), *map(quote_from_bytes, _BYTES), *map(quote, TEXTS), *_RAW)
"""What stands for a value in an address or a form; now and then not quoted at all."""

_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FILES = tuple(
    content.decode("latin-1")
    for content in (
        b"", b"\0", b"GIF89a" + b"\xff" * 40, _PNG, _PNG[:40], _PNG + b"<script>alert(1)</script>",
        png_of(60_000, 60_000), png_of(0, 0), b"\xff\xd8\xff\xe0" + b"\0" * 50, b"%PDF-1.7\n%%EOF",
        b"PK\x03\x04" + b"\0" * 30, b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        b"RIFF\xff\xff\xff\xffWEBPVP8 ", b"\0\0\0\x20ftypavif", b"\0\0\0\x18ftypmp42",
        b"BM" + b"\xff" * 60,
        b"#!/bin/sh\nrm", b"<html><script>1</script>", b"ID3\x03" + b"\xff" * 30,
        b"OggS" + b"\0" * 40,
    )
)  # fmt: skip
NAMES_OF_FILES = (
    "anh.jpg", "anh.png", "a.svg", "a.php.jpg", "../../a.jpg", "a\x00.jpg", "", ".",
    "a" * 300 + ".jpg",
    "a.pdf", "a.docx", "phim.mp4", "tiếng Việt.jpg", 'a".jpg', "a\r\nb.jpg", "CON", "a.html",
)  # fmt: skip

_DEEP = "[" * 2_000 + "]" * 2_000
_WORTHS: tuple[object, ...] = (
    None, True, 0, -1, 1e308, 10**400, "", "x", [], {}, [[]], {"a": {"b": 1}}, *TEXTS[:60],
)  # fmt: skip
JSON = (
    *("", "{", "[]", "null", "1", "NaN", '"', '"\\ud800"', "{}", '{"html":', _DEEP, "[" * 100_000),
    *("\xff\xfe{", '{"html":"\\ud800"}', '{"html":"\\u0000","text":"\\udfff","plain":1}'),
    *(json.dumps({"html": w, "text": w, "plain": True}) for w in _WORTHS),
    *(json.dumps({"html": f"<p>{w}</p>", "text": str(w)}) for w in _WORTHS),
    *(json.dumps(w) for w in _WORTHS),
)
