"""The demo's article files: every one is whole, and reads right on whatever day it is loaded."""

from datetime import date

import pytest
from django.utils import timezone

from categories.models import Category
from portal.core.content import SUMMARY_MAX_LENGTH, TITLE_MAX_LENGTH
from portal.core.richtext import clean_html
from portal.core.text import plain_text, vi_slug
from portal.front.demo import cast, texts
from portal.front.demo.desk import DESK_WORK
from portal.front.demo.loader import _MEDIA
from portal.front.demo.texts import ARTICLES_DIR, IMAGES_DIR, fill_dates, read_articles

TODAY = date(2026, 5, 20)
ARTICLES = {article.name: article for article in read_articles(TODAY)}
every_article = pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("[[ngay]]", date(2026, 5, 3), "3/5"),
        ("[[ngay+3]]", date(2026, 12, 30), "2/1"),
        ("[[ngay-1]]", date(2028, 3, 1), "29/2"),
        ("[[ngaynam]]", date(2026, 5, 3), "3/5/2026"),
        ("[[ngaynam+30]]", date(2026, 12, 15), "14/1/2027"),
        ("[[thu]]", date(2026, 5, 23), "thứ Bảy"),
        ("[[thu+1]]", date(2026, 5, 23), "Chủ nhật"),
        ("[[thang]]", date(2026, 5, 31), "5"),
        ("[[thang+1]]", date(2026, 12, 31), "1"),
        ("[[thang-1]]", date(2026, 1, 31), "12"),
        ("[[nam]]", date(2026, 1, 1), "2026"),
        ("[[nam+2]]", date(2026, 12, 31), "2028"),
        ("[[nam-1]]", date(2026, 1, 1), "2025"),
        ("quý [[quy]]", date(2026, 3, 31), "quý I"),
        ("quý [[quy]]", date(2026, 4, 1), "quý II"),
        ("quý [[quy]]", date(2026, 9, 30), "quý III"),
        ("quý [[quy]]", date(2026, 12, 31), "quý IV"),
        ("Từ [[ngay]] đến [[ngay+1]].", date(2026, 5, 31), "Từ 31/5 đến 1/6."),
        ("không có chỗ trống [ngay]", date(2026, 5, 31), "không có chỗ trống [ngay]"),
    ],
)
def test_placeholders_become_dates_counted_from_the_day_of_publication(text, day, words):
    assert fill_dates(text, day) == words


def test_an_unknown_placeholder_is_an_error_not_a_riddle_for_readers():
    with pytest.raises(ValueError, match="tuan"):
        fill_dates("[[tuan+1]]", TODAY)


def test_a_file_without_a_head_is_named(tmp_path, monkeypatch):
    (tmp_path / "001-hong.html").write_text("<p>Không có phần đầu.</p>", encoding="utf-8")
    monkeypatch.setattr(texts, "ARTICLES_DIR", tmp_path)
    with pytest.raises(ValueError, match="001-hong"):
        read_articles(TODAY)


def test_every_file_is_read_and_the_oldest_article_comes_first():
    articles = read_articles(TODAY)
    assert {article.name for article in articles} == {p.stem for p in ARTICLES_DIR.iterdir()}
    dates = [article.published_at for article in articles]
    assert dates == sorted(dates)
    assert len(articles) >= 80


@pytest.mark.parametrize(
    "today",
    [date(2026, 1, 1), date(2026, 12, 31), date(2028, 2, 29), date(2027, 2, 28), date(2030, 7, 1)],
    ids=str,
)
def test_on_no_day_is_an_article_of_the_demo_dated_later_than_that_day(today):
    late = [a.name for a in read_articles(today) if timezone.localdate(a.published_at) > today]
    assert late == []


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29), date(2026, 1, 1)], ids=str)
def test_titles_and_addresses_differ_from_each_other(today):
    titles = [article.title for article in read_articles(today)]
    assert len({vi_slug(title) for title in titles}) == len(titles)


@every_article
def test_an_article_fits_its_columns_and_leaves_no_placeholder(article):
    assert 0 < len(article.title) <= TITLE_MAX_LENGTH
    assert 0 < len(article.summary) <= SUMMARY_MAX_LENGTH
    assert "[[" not in article.title + article.summary + article.body


@every_article
def test_an_article_has_only_markup_that_the_portal_keeps(article):
    cleaned = clean_html(article.body)
    assert plain_text(cleaned) == plain_text(article.body)
    assert cleaned.count("<section") == article.body.count("<section")


@every_article
def test_an_article_is_signed_by_people_of_the_cast(article):
    assert article.head["authors"]
    assert set(article.head["authors"]) <= set(cast.AUTHORS)


@every_article
def test_the_pictures_of_an_article_exist_and_are_described(article):
    head = article.head
    names = set(_MEDIA.findall(article.body)) | ({head["image"]} if "image" in head else set())
    assert [name for name in names if not (IMAGES_DIR / f"{name}.webp").exists()] == []
    if "image" in head:
        assert all(head[f"image_{words}"].strip() for words in ("alt", "caption", "credit"))
    assert article.body.count("media:") == len(_MEDIA.findall(article.body))
    assert article.body.count("<img") == article.body.count("alt=")


@pytest.mark.django_db
def test_every_category_that_the_demo_names_is_shipped():
    named = {
        slug
        for article in ARTICLES.values()
        for slug in (article.head["category"], *article.head.get("further", ()))
    }
    named |= {piece.category for piece in DESK_WORK}
    named |= {slug for account in cast.ACCOUNTS for slug in account.categories}
    assert named <= set(Category.objects.values_list("slug", flat=True))


def test_the_desks_work_is_by_accounts_and_authors_of_the_cast():
    assert {piece.by for piece in DESK_WORK} <= {account.username for account in cast.ACCOUNTS}
    named = {piece.author for piece in DESK_WORK}
    named |= {account.author for account in cast.ACCOUNTS if account.author}
    assert named <= set(cast.AUTHORS)
