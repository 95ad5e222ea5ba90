"""Films: those elsewhere wait for a click, and the editor keeps what it cannot write itself."""

import re

import pytest
from playwright.sync_api import expect

from news.models import Article
from portal.core.content import State
from tests.browser.desk import come_in, editor
from tests.core.test_richtext_kept import FACTS, TABLE
from tests.core.test_richtext_media import AUDIO, EMBED, NUMBER, VIDEO
from tests.factories import make_article, make_page, make_superuser

pytestmark = pytest.mark.browser

PLAYER = f"https://www.youtube-nocookie.com/embed/{NUMBER}"
FILM = "Lễ khởi công"
BODY = f"<p>Một.</p>{EMBED}<p>Hai.</p>"


@pytest.mark.parametrize("make", [make_article, make_page])
def test_a_film_elsewhere_is_asked_for_by_a_click_and_not_before(open_window, make):
    window = open_window()
    window.context.route("https://www.youtube-nocookie.com/**", lambda r: r.fulfill(body="<p>phim"))
    page = window.go(make(body=BODY).get_absolute_url())
    page.wait_for_load_state("networkidle")
    assert window.foreign_requests == []

    page.get_by_role("button", name="Phát video tại đây, tải từ YouTube").click()
    frame = page.locator(".embed iframe")
    expect(page.frame_locator(".embed iframe").get_by_text("phim")).to_be_visible()
    assert frame.get_attribute("title") == FILM
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    assert [url.partition("?")[0] for url in window.foreign_requests] == [PLAYER]
    assert window.complaints == []
    assert window.context.cookies() == []


def test_without_a_script_a_film_elsewhere_is_a_link_that_says_where_it_leads(reader):
    page = reader.go(make_article(body=BODY).get_absolute_url())
    link = page.get_by_role("link", name=f"{FILM} Xem video trên YouTube (mở trang khác)")
    assert link.get_attribute("href") == f"https://www.youtube.com/watch?v={NUMBER}"
    assert page.get_by_role("button", name="Phát video").count() == 0


def test_an_article_without_a_film_neither_loads_the_script_nor_lets_a_player_in(open_window):
    window = open_window()
    answer = window.page.goto(make_article().get_absolute_url())
    assert "embed" not in "".join(window.requested)
    assert "frame-src" not in answer.headers["content-security-policy"]


def test_the_editor_keeps_what_it_has_no_button_for(open_desk):
    body = f"<p>Một.</p>{VIDEO}{EMBED}{FACTS}{TABLE}<figure>{AUDIO}</figure><p>Hai.</p>"
    article = make_article(State.DRAFT, body=body)
    stored = str(article.body)
    window = open_desk()
    page = come_in(window, make_superuser())
    page.goto(f"/quan-tri/news/article/{article.pk}/change/")
    editor(page).get_by_text("Hai.").click()
    page.keyboard.press("End")
    page.keyboard.type(" Ba.")
    page.get_by_role("button", name="Lưu", exact=True).last.click()
    expect(page.get_by_text("Đã lưu bài")).to_be_visible()
    kept = Article.objects.get().body
    between = re.compile(r"(?<=>)\s+(?=<)")
    assert between.sub("", kept) == stored.replace("Hai.", "Hai. Ba.")
    assert window.foreign_requests == []
