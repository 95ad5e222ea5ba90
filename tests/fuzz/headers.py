"""Headers as programs send them."""

from tests.fuzz.dice import Dice

_COOKIES = (
    "sessionid=", "sessionid=x", "sessionid=" + "a" * 32, "sessionid=" + "a" * 5_000,
    'sessionid="\\000"', 'sessionid="\\012\\015"', 'sessionid="a\\000b' + "c" * 30 + '"',
    "sessionid=\xff\xfe", "sessionid=a; sessionid=b", "sessionid=' OR 1=1--",
    "sessionid=../../etc",
    "csrftoken=", "csrftoken=" + "a" * 32, "csrftoken=" + "a" * 64, 'csrftoken="\\000"',
    "csrftoken=\xff", "messages=", "messages=x:y:z", 'messages="\\000"', "messages=W10:1:x",
    "hien-thi=", "hien-thi=lon.toi", "hien-thi=lon", "hien-thi=.toi", "hien-thi=\xff.\xff",
    'hien-thi="\\000.toi"', "hien-thi=" + "." * 4_000, "known_device=", "known_device=x:y:z",
    'known_device="\\000:1:x"',
    "=", ";", ";;;=;", "a", "a=b; a=c", "\xff", "$Version=1; sessionid=x", "__proto__=1",
    "a" * 8_000,
)  # fmt: skip
"""Damaged in every way; a backslash with three digits within quotes is any byte."""
_HOSTS = (
    "testserver", "TESTSERVER", "testserver.", "testserver:80", "testserver:99999", "testserver:",
    "testserver:x", "xoso.example", "", " ", "[::1]", "[::1", "testserver,xoso.example",
    "127.0.0.1",
    "testserver@xoso.example", "localhost:8000", "\xff", "a" * 300, "testserver/../",
    "user@testserver",
)  # fmt: skip
_ORIGINS = (
    "null", "http://testserver", "https://xoso.example", "http://[", "http://[::1]:x",
    "http://[v1.x]",
    "//", "x", "http://testserver:99999", "\xff", "http://testserver@xoso.example", "",
)  # fmt: skip
_NUMBERS = ("0", "-1", "9" * 30, "x", "", "\xb2", "1, 2", "1.5", "\xff")
_RANGES = (
    "bytes=0-0",
    "bytes=-1",
    "bytes=5-1",
    "bytes=0-," * 500,
    "x",
    "bytes=" + "9" * 40 + "-",
    "",
)
_DATES = (
    "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT",
    "Mon, 00 Foo 0000 99:99:99 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT", "0", "", "9" * 40, "Thu, 01 Jan 99999 00:00:00 GMT", "\xff",
    "Thu, 31 Feb 2026 00:00:00 GMT", "Sun Nov  6 08:49:37 1994",
)  # fmt: skip
_TAGS = ("*", '"x"', 'W/"x"', '"', ",", '"a",' * 500, "x", "", "\xff", 'W/"', '"\\"')
_AGENTS = (
    "",
    "Mozilla/5.0 (X11; Linux)",
    "Googlebot",
    "\xff" * 50,
    "a" * 8_000,
    "curl/8",
    "() { :;};",
)
_KINDS = (
    "", "x", "text/plain", "application/json", "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=", "multipart/form-data; boundary=\xff", "application/xml",
    "application/x-www-form-urlencoded; charset=x",
    "application/x-www-form-urlencoded; charset=utf-7",
    "application/json; charset=utf-16", "text/html; charset=\xff", ";", "a/b; " * 300,
    "multipart/mixed",
    "multipart/form-data; boundary=" + "x" * 300, 'multipart/form-data; boundary="a b"',
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=idna",
    "multipart/form-data; boundary=x; charset=base64",
    "application/x-www-form-urlencoded; charset=hex",
)  # fmt: skip
_FROM = (
    "1.2.3.4", "1.2.3.4, 5.6.7.8", "::1", "[::1]:80", "1.2.3.4:80", "x", "", ",", "unknown",
    "\xff",
    "a" * 5_000, "999.999.999.999", "fe80::1%eth0", "1.2.3.4\t", "' OR 1=1--", "0x7f.1",
    "::ffff:1.2.3.4",
)  # fmt: skip
VALUES = {
    "Cookie": _COOKIES,
    "Host": _HOSTS,
    "Origin": _ORIGINS,
    "Referer": (*_ORIGINS, "http://testserver/", "http://testserver/%ff%00", "a" * 8_000),
    "Range": _RANGES,
    "If-Range": _TAGS,
    "If-None-Match": _TAGS,
    "If-Match": _TAGS,
    "If-Modified-Since": _DATES,
    "If-Unmodified-Since": _DATES,
    "Accept": ("*/*", "", "x", "text/html;q=x", "a/b," * 500, "\xff", "application/json"),
    "Accept-Encoding": (
        "gzip",
        "gzip;q=0",
        "br",
        "*",
        "gzip;q=" + "0" * 3_000,
        "",
        "\xff",
        "," * 3_000,
    ),
    "Accept-Language": ("vi", "en", "x" * 600, "vi;q=x", "*", "\xff", "-" * 500, "../../etc"),
    "Content-Type": _KINDS,
    "Content-Length": ("0", "1", "9", "99999999", "100000000000"),
    "X-Forwarded-For": _FROM,
    "X-Forwarded-Host": ("xoso.example", "", "\xff"),
    "X-Forwarded-Proto": ("https", "http,https", "x", "\xff"),
    "X-Forwarded-Port": _NUMBERS,
    "X-Real-Ip": _FROM,
    "X-Request-Id": ("a" * 32, "x", "\xff", "a" * 5_000, "", "../", "%0d%0a"),
    "X-Requested-With": ("XMLHttpRequest", "", "\xff"),
    "X-Http-Method-Override": ("DELETE", "PUT", "x"),
    "X-Original-Url": ("/quan-tri/", "\xff"),
    "X-Desk-Writer": _NUMBERS,
    "X-Csrftoken": ("", "x", "a" * 32, "a" * 64, "\xff"),
    "User-Agent": _AGENTS,
    "Sec-Fetch-Site": ("same-origin", "cross-site", "none", "", "\xff"),
    "Sec-Fetch-Dest": ("image", "document", "\xff"),
    "Authorization": ("Basic", "Basic \xff", "Bearer x", "Basic Og==", "", "x" * 4_000),
    "Expect": ("100-continue", "x"),
    "Upgrade": ("websocket", "h2c"),
    "Transfer-Encoding": ("chunked", "x", "\xb2"),
    "Content-Encoding": ("gzip", "x"),
    "Forwarded": ("for=1.2.3.4;host=xoso.example", "\xff"),
}
"""As a server hands them on: each character a byte, none of them the end of a line."""
_NAMES = (*VALUES, "Cookie", "Cookie", "Origin", "Content-Type", "Host")
_NAMES_OF_ANY = tuple(name for name in VALUES if name != "Content-Length")
"""A length that is no number is refused by servers."""


def headers(dice: Dice) -> tuple[tuple[str, str], ...]:
    """Return no header, one, or two."""
    return tuple(_header(dice) for _ in range(dice.pick((0, 0, 1, 2))))


def _header(dice: Dice) -> tuple[str, str]:
    if dice.number(4):
        name = dice.pick(_NAMES)
        return name, dice.pick(VALUES[name])
    text = dice.text(longest=8, below=256)
    return dice.pick(_NAMES_OF_ANY), "".join(c for c in text if c not in "\r\n\0")
