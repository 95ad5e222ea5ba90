"""What a browser says it is, in words that people know their own machine by."""

_BROWSERS = (
    ("coc_coc", "Cốc Cốc"),
    ("edg", "Edge"),
    ("opr/", "Opera"),
    ("samsungbrowser", "Samsung Internet"),
    ("firefox", "Firefox"),
    ("fxios", "Firefox"),
    ("crios", "Chrome"),
    ("chrome", "Chrome"),
    ("safari", "Safari"),
)
_SYSTEMS = (
    ("iphone", "iPhone"),
    ("ipad", "iPad"),
    ("android", "điện thoại Android"),
    ("windows", "máy tính Windows"),
    ("mac os", "máy tính Mac"),
    ("cros", "Chromebook"),
    ("linux", "máy tính Linux"),
)
UNKNOWN = "Thiết bị không rõ"


def in_words(user_agent: str) -> str:
    """Return "Chrome trên máy tính Windows"; a list of words, because only people read it."""
    said = user_agent.lower()
    browser = next((name for mark, name in _BROWSERS if mark in said), "")
    system = next((name for mark, name in _SYSTEMS if mark in said), "")
    if browser and system:
        return f"{browser} trên {system}"
    return browser or system.capitalize() or UNKNOWN
