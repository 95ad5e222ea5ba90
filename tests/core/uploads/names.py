"""Names that lead elsewhere, pretend to be something, or are no names."""

import unicodedata

NAMES = (
    "../../../etc/cron.d/a.jpg",
    "..\\..\\windows\\a.jpg",
    "/etc/passwd",
    "C:\\a.jpg",
    "a\0.php.jpg",
    "anh\u202egpj.exe",
    "anh\r\nContent-Type: text/html\r\n.jpg",
    "x" * 300 + ".jpg",
    ".htaccess",
    "..jpg",
    "CON.jpg",
    "aux",
    "anh.php.jpg",
    "anh.jpg.php",
    "anh.jpg::$DATA",
    "ANH.JPEG",
    "anh",
    "anh.<script>alert(4711)</script>",
    unicodedata.normalize("NFD", "Ủy ban nhân dân.jpg"),
    "Tết ở phường.jpg\u200b",
)
