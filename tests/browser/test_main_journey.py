"""From an article somewhere else to a reader of the portal.

SOURCE_PAGE=<file> pastes that file, a paragraph per line, instead of the article kept here.
"""

import os
import re
from html import escape
from pathlib import Path

import feedparser
import pytest
from playwright.sync_api import Page, expect

from categories.models import Category
from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.text import plain_text, words
from tests.browser.conftest import Window
from tests.browser.desk import (
    ADD_ARTICLE,
    approve,
    choose,
    come_in,
    copy,
    editor,
    paste,
    press,
    sign_in,
)
from tests.factories import make_article, make_author, make_user

pytestmark = pytest.mark.browser

TITLE = "Bến Ngọc đánh giá chín tháng phong trào “Ngõ sạch, phố sáng”"
TWO_WORDS = "ngo sach"
SUMMARY = "Chín tháng, 27 ngõ được cải tạo; hội nghị bàn cách giữ nếp tổng vệ sinh hằng tuần."
BYLINE = "Thu Phương – Minh Quang"
SIDEBAR = [
    "Chiến lược – Quy hoạch",
    "Người phát ngôn báo chí",
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "Quản lý đô thị",
    "Văn minh đô thị",
]


def pasted_lines() -> list[str]:
    path = os.environ.get("SOURCE_PAGE") or Path(__file__).with_name("pasted_article.txt")
    return [line for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture
def news_category() -> Category:
    return Category.objects.get(name="Tin tức – Sự kiện")


@pytest.fixture
def older_news(news_category) -> list[Article]:
    for name in SIDEBAR:
        make_article(title=f"Tin mới của mục {name}", category=Category.objects.get(name=name))
    return [make_article(category=news_category) for _ in range(3)]


def publish_pasted_article(window: Window, second: Window, category: Category) -> Article:
    """Write the article by an editor's own hands, and approve it by a chief's."""
    for name in BYLINE.split(" – "):
        make_author(name)
    page = sign_in(window, make_user(AccountRole.EDITOR, edits=(category,)))
    page.goto(ADD_ARTICLE)
    page.fill("[name=title]", TITLE)
    page.fill("[name=summary]", SUMMARY)
    copy(page, "".join(f"<p>{escape(line)}</p>" for line in pasted_lines()))
    paste(page)
    expect(editor(page)).to_contain_text(pasted_lines()[-1].strip())
    page.select_option("[name=category]", label=category.name)
    choose(page, "bylines-0-author", "thu phuong", "Thu Phương")
    page.locator("#bylines-group .add-row a").click()
    choose(page, "bylines-1-author", "minh quang", "Minh Quang")
    press(page, "submit")
    expect(page.get_by_text("Đã gửi duyệt bài")).to_be_visible()
    approve(sign_in(second, make_user(AccountRole.CHIEF)), TITLE)
    return Article.objects.published().get(title=TITLE)


def test_a_pasted_article_reaches_a_reader_by_every_way(
    open_desk, news_category, older_news, reader
):
    desk, second = open_desk(), open_desk()
    article = publish_pasted_article(desk, second, news_category)
    check_stored_body(article.body)

    find_everywhere(reader, article, news_category)
    read(reader.page, older_news)

    for window in (desk, second, reader):
        assert window.complaints == []
        assert window.foreign_requests == []


def check_stored_body(body: str) -> None:
    """Pasting loses no word and brings no rubbish."""
    pasted = " ".join(pasted_lines())
    assert "\u00a0 \u00a0" in pasted, "what is pasted must be as dirty as the customer's page"
    assert list(words(plain_text(body))) == list(words(pasted))
    assert not re.search("\u00a0|&nbsp;|&#160;|  ", body)
    assert not re.search(r"style=|<span|<font|mso-|<p>\s*</p>", body)
    assert body.count("<p>") == len(pasted_lines())


def find_everywhere(reader: Window, article: Article, category: Category) -> None:
    """Come to the article over home page, category, feed and search."""
    page = reader.go("/")
    headline = page.get_by_role("main").get_by_role("link", name=TITLE, exact=True)
    expect(headline.first).to_be_visible()

    page.goto(category.get_absolute_url())
    expect(headline).to_be_visible()

    feed = feedparser.parse(page.request.get("/rss.xml").body())
    assert not feed.bozo
    assert feed.entries[0].title == TITLE
    assert feed.entries[0].link == f"{reader.address}{article.get_absolute_url()}"

    page.get_by_role("searchbox").first.fill(TWO_WORDS)
    page.keyboard.press("Enter")
    headline.click()
    expect(page).to_have_url(f"{reader.address}{article.get_absolute_url()}")


def read(page: Page, older_news: list[Article]) -> None:
    """See byline, other news and sidebar, as on the customer's page."""
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    signature = page.get_by_role("paragraph").filter(has=page.locator("a[rel=author]"))
    expect(signature).to_have_text(BYLINE)

    others = page.get_by_role("region", name="Các tin khác").get_by_role("listitem")
    newest_first = [article.title for article in reversed(older_news)]
    expect(others.get_by_role("link")).to_have_text(newest_first)

    blocks = page.get_by_role("complementary").get_by_role("region")
    expect(blocks.get_by_role("heading", level=2)).to_have_text(SIDEBAR)
    for name, block in zip(SIDEBAR, blocks.all(), strict=True):
        article = Article.objects.get(title=f"Tin mới của mục {name}")
        expect(block.get_by_role("heading", level=3)).to_have_text(article.title)
        expect(block.get_by_role("time")).to_have_text(re.compile(r"^\d{2}/\d{2}/\d{4}$"))
        expect(block).to_contain_text(article.summary)


def test_the_sidebar_follows_the_order_that_the_administrator_sets(older_news, open_desk, reader):
    moved = Category.objects.get(name=SIDEBAR[-1])
    window: Window = open_desk()
    page = come_in(window, make_user(AccountRole.CHIEF))
    page.goto(f"/quan-tri/categories/category/{moved.pk}/change/")
    page.fill("[name=sidebar_position]", "0")
    page.locator("[name=_save]").click()
    expect(page.get_by_role("link", name=moved.name).first).to_be_visible()

    page = reader.go(older_news[0].get_absolute_url())
    blocks = page.get_by_role("complementary").get_by_role("heading", level=2)
    expect(blocks).to_have_text([SIDEBAR[-1], *SIDEBAR[:-1]])
