"""The page of an article: what stands on it, for readers, search engines and link previews."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from portal.core.content import State
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_image,
    make_superuser,
    make_tag,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

AT = datetime(2026, 5, 23, 9, 5, tzinfo=UTC)


@pytest.fixture
def article():
    """An article with all that an article can have."""
    return make_article(
        title="Khởi công cầu Bạch Sa",
        summary="Cầu nối hai bờ sông.",
        body="<p>Thân bài.</p><table><tr><td>1</td></tr></table>",
        category=make_category("Đô thị riêng"),
        authors=(make_author("Thu Phương"),),
        tags=(make_tag("giao thông"),),
        lead_image=make_image(alt="Cầu dây văng", caption="Phối cảnh cầu.", credit="Minh Quang"),
        source_name="Báo Quảng Ninh",
        source_url="https://bao.example/cau",
        note="hỏi lại anh Bảo",
        at=AT,
    )


@pytest.fixture
def html(article, client) -> str:
    """The page of the article."""
    return client.get(article.get_absolute_url()).text


PARTS = [
    "<title>Khởi công cầu Bạch Sa – ",
    '<p class="article__summary">Cầu nối hai bờ sông.</p>',
    '<time datetime="2026-05-23T16:05:00+07:00">Thứ Bảy, 23/5/2026, 16:05</time>',
    "Đọc trong 1 phút",
    "<p>Thân bài.</p>",
    'class="table-scroll"',
    'alt="Cầu dây văng"',
    '<figcaption>Phối cảnh cầu. <span class="credit">Ảnh: Minh Quang</span></figcaption>',
    'Nguồn: <a href="https://bao.example/cau" rel="noopener">Báo Quảng Ninh</a>',
    '<a href="/tu-khoa/giao-thong/">giao thông</a>',
    '<meta property="og:type" content="article">',
    '<meta name="description" content="Cầu nối hai bờ sông.">',
]


def test_the_page_shows_what_the_editor_wrote(html: str):
    assert [part for part in PARTS if part not in html] == []


def test_the_note_of_the_desk_is_not_shown(html: str):
    assert "anh Bảo" not in html


def test_search_engines_get_the_article_as_data(html: str):
    scripts = html.split('<script type="application/ld+json">')[1:]
    found = [json.loads(script.partition("</script>")[0]) for script in scripts]
    data = next(item for item in found if item["@type"] == "NewsArticle")
    assert data["headline"] == "Khởi công cầu Bạch Sa"
    assert data["datePublished"] == "2026-05-23T16:05:00+07:00"
    assert data["articleSection"] == "Đô thị riêng"
    assert [author["name"] for author in data["author"]] == ["Thu Phương"]
    assert data["image"][0].startswith("http://testserver/media/anh/")
    assert data["inLanguage"] == "vi"


def test_link_previews_get_an_absolute_picture(html: str, article):
    address = f"http://testserver{article.lead_image.largest_url}"
    assert f'<meta property="og:image" content="{address}">' in html


def test_an_article_without_a_picture_names_none(client):
    html = client.get(make_article().get_absolute_url()).text
    assert "og:image" not in html
    assert '"image"' not in html


def test_the_article_is_passed_on_by_plain_links_with_its_whole_address(html: str, article):
    address = f"http%3A%2F%2Ftestserver%2F{article.slug}-{article.pk}.html"
    assert f'href="https://zalo.me/share?u={address}"' in html
    assert f"sharer.php?u={address}" in html
    assert "mailto:?subject=Kh%E1%BB%9Fi%20c%C3%B4ng" in html


@pytest.mark.every_database
def test_an_article_shows_the_three_after_and_the_four_before_it(client):
    by, category = make_superuser(), make_category()
    row = [make_article(by=by, category=category, at=AT + timedelta(minutes=n)) for n in range(12)]
    context = client.get(row[5].get_absolute_url()).context
    assert context["newer"] == [row[8], row[7], row[6]]
    assert context["older"] == [row[4], row[3], row[2], row[1]]


def test_an_article_alone_in_its_category_shows_no_neighbours(client):
    assert "Các tin khác" not in client.get(make_article().get_absolute_url()).text


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.SCHEDULED])
def test_a_preview_is_the_page_under_a_banner(sign_in, state: State):
    article = make_article(state, title="Chưa ai thấy", tags=(make_tag(),))
    preview = reverse("admin:news_article_preview_page", args=[article.pk])
    response = sign_in(make_superuser()).get(preview)
    assert "Bản xem trước" in response.text
    assert '<h1 class="article__title">Chưa ai thấy</h1>' in response.text
    assert 'content="noindex, nofollow"' in response.text
    assert "share__label" not in response.text
    assert "no-store" in response["Cache-Control"]
    article.refresh_from_db()
    assert article.state() is state
