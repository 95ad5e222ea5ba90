"""Photographs every kind of page into var/screenshots: `make screenshots`, then look at them.

Not a test of its own (its name keeps it out of `make browser`): what it makes is for eyes.
"""

from collections.abc import Iterator
from html import escape
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest

from news.models import Article
from portal.core.content import State
from portal.core.workflow import actions
from portal.front.demo import loader
from tests.browser.desk import ADD_ARTICLE, ARTICLES, sign_in
from tests.browser.portal_pages import fill_portal
from tests.factories import make_article, make_author, make_category, make_superuser

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).resolve().parents[2] / "var" / "screenshots"
WIDTHS = (1280, 375)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
STACKED = "Ấn phẩm “Nguyễn Ngữ Ẩn – Trần Ễnh Ỗi” ẩm ướt, ngập ngụa: phường Bến Ngọc xử lý dứt điểm"
MANY_WORDS = "<p>" + "Ủy ban nhân dân phường thông báo đến từng hộ dân trong khu phố. " * 8 + "</p>"


def hard_content(by: Any) -> dict[str, str]:
    """Store what no drawing board thinks of; return the addresses by name."""
    authors = tuple(make_author(f"Nguyễn Thị Phương Thảo {number}") for number in range(1, 13))
    category = make_category("Phòng chống thiên tai – Tìm kiếm cứu nạn – Phòng thủ dân sự")
    for number in range(40):
        make_category(f"Chuyên mục thứ {number + 1} của cổng")
    long = make_article(by=by, category=category, title=f"{STACKED} {STACKED}"[:140])
    bare = make_article(by=by, category=category, title="Tin ngắn", summary="Tin.", body="<p>.</p>")
    Article.objects.filter(pk=bare.pk).update(summary="")
    many = make_article(by=by, category=category, title="Mười hai người viết", authors=authors)
    endless = make_article(by=by, category=category, title="Mười nghìn chữ", body=MANY_WORDS * 90)
    return {
        "kho-tieu-de-dai": long.get_absolute_url(),
        "kho-khong-sapo": bare.get_absolute_url(),
        "kho-nhieu-tac-gia": many.get_absolute_url(),
        "kho-muoi-nghin-chu": endless.get_absolute_url(),
        "kho-chuyen-muc-dai": category.get_absolute_url(),
        "kho-40-chuyen-muc": "/",
        "kho-so-do": "/so-do-cong/",
    }


def photograph(window: Any, pages: dict[str, str], prefix: str) -> Iterator[str]:
    """Take a picture of each page in each width and scheme; yield their file names."""
    for (name, path), width, scheme in product(pages.items(), WIDTHS, SCHEMES):
        page = window.page
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.goto(path)
        page.wait_for_load_state("networkidle")
        file = f"{prefix}-{name}-{width}-{scheme}.png".replace(" ", "-").replace(",", "")
        page.screenshot(path=FOLDER / file, full_page=True)
        yield file


def test_contact_sheet(open_window):
    """Take all pictures and put them on one page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = list(photograph(open_window(), {"ngay-dau": "/", "ngay-dau-muc": "/tin/"}, "1"))
    by = make_superuser(full_name="Lê Quốc Bảo")
    pages = fill_portal()  # before the demo, whose author takes the name that is there
    loader.load()
    pages |= {"demo": Article.objects.published().latest("pk").get_absolute_url()}
    files += photograph(open_window(), pages, "2")
    desk = open_window()
    sign_in(desk, by)
    draft = make_article(State.DRAFT, by=by)
    actions.submit(draft, by=by)
    office = {
        "ban": "/quan-tri/",
        "danh-sach": ARTICLES,
        "viet-bai": ADD_ARTICLE,
        "sua-bai": f"{ARTICLES}{draft.pk}/change/",
        "thong-tin-cong": "/quan-tri/identity/identity/1/change/",
        "trang-chu": "/quan-tri/front/homesection/",
    }
    files += photograph(desk, office, "3")
    files += photograph(open_window(), hard_content(by), "4")
    images = "".join(
        f'<figure><a href="{escape(file)}"><img src="{escape(file)}" loading="lazy" width="300">'
        f"</a><figcaption>{escape(file)}</figcaption></figure>"
        for file in files
    )
    style = "body{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;width:300px}"
    (FOLDER / "index.html").write_text(f"<!doctype html><style>{style}</style>{images}")
    print(f"\n{len(files)} pictures: {FOLDER / 'index.html'}")  # noqa: T201
