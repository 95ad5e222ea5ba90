"""List pages: pages by number, by year and month, and whatever else stands in the address."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from categories.models import Category
from news.models import Article
from tests.crowds import make_more
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_superuser,
    make_tag,
    renew,
)

pytestmark = pytest.mark.django_db

LAST_OF_MAY = datetime(2025, 5, 31, 16, 59, 59, tzinfo=UTC)
"""One second before June begins in Vietnam."""

FIRST_OF_JUNE = datetime(2025, 5, 31, 17, 0, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def filled(module_db) -> int:
    """The number of a category with an article at each side of a month's end, and an old one."""
    category, by = make_category("Đô thị"), make_superuser()
    make_article(by=by, category=category, at=LAST_OF_MAY, title="Tin cuối tháng năm")
    make_article(by=by, category=category, at=FIRST_OF_JUNE, title="Tin đầu tháng sáu")
    make_article(by=by, category=category, at=datetime(2023, 3, 1, tzinfo=UTC), title="Tin năm cũ")
    return category.pk


@pytest.fixture
def category(filled):
    """The category that has articles."""
    return Category.objects.get(pk=filled)


def titles(client, url: str) -> list[str]:
    """Return the titles in the list of a page, as they follow each other."""
    context = client.get(url).context
    lead = [context["lead"]] if context.get("lead") else []
    listed = [article for group in context["groups"] for article in group.articles]
    return [article.title for article in lead + listed]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Tin đầu tháng sáu", "Tin cuối tháng năm", "Tin năm cũ"]),
        ("?nam=&thang=", ["Tin đầu tháng sáu", "Tin cuối tháng năm", "Tin năm cũ"]),
        ("?thang=5", ["Tin đầu tháng sáu", "Tin cuối tháng năm", "Tin năm cũ"]),
        ("?nam=2025", ["Tin đầu tháng sáu", "Tin cuối tháng năm"]),
        ("?nam=2025&thang=", ["Tin đầu tháng sáu", "Tin cuối tháng năm"]),
        ("?nam=2025&thang=5", ["Tin cuối tháng năm"]),
        ("?nam=2025&thang=06", ["Tin đầu tháng sáu"]),
        ("?nam=2025&thang=12", []),
        ("?nam=2024", []),
        ("?nam=2999&thang=12", []),
        ("?nam=2023&utm_source=zalo", ["Tin năm cũ"]),
    ],
)
def test_a_month_begins_and_ends_at_midnight_in_vietnam(client, category, query, expected):
    assert titles(client, category.get_absolute_url() + query) == expected


def test_a_month_without_articles_says_so(client, category):
    answer = client.get(category.get_absolute_url(), {"nam": 2025, "thang": 1})
    assert "Không có tin trong thời gian này" in answer.content.decode()


def test_articles_stand_under_the_names_of_their_months(client, category):
    groups = client.get(category.get_absolute_url(), {"nam": 2025}).context["groups"]
    assert [group.label for group in groups] == ["Tháng 6 năm 2025", "Tháng 5 năm 2025"]


def test_years_to_choose_from_reach_from_the_newest_to_the_oldest_article(client, category):
    assert client.get(category.get_absolute_url()).context["years"] == [2025, 2024, 2023]
    assert client.get(make_category().get_absolute_url()).context["years"] == []


NONSENSE = [
    "nam=abc",
    "nam=1",
    "nam=-2025",
    "nam=3000",
    "nam=" + "9" * 5_000,
    "nam=2025&thang=13",
    "nam=2025&thang=0",
    "nam=2025&thang=-1",
    "nam=2025&thang=năm",
    "thang=abc",
    "nam=2025'--",
    "trang=0",
    "trang=-1",
    "trang=2",
    "trang=abc",
    "trang=",
    "trang=1.5",
    "trang=²",
    "trang=" + "9" * 5_000,
    "nam=2025&thang=5&trang=9",
]


@pytest.mark.parametrize("query", NONSENSE, ids=[query[:24] for query in NONSENSE])
def test_nonsense_in_the_query_is_not_found(client, category, query):
    assert client.get(f"{category.get_absolute_url()}?{query}").status_code == 404


@pytest.mark.parametrize("make", [make_author, make_tag])
@pytest.mark.parametrize("number", ["0", "2", "abc", "9" * 30])
def test_a_page_that_does_not_exist_is_not_found(client, make, number):
    subject = make()
    assert client.get(subject.get_absolute_url(), {"trang": number}).status_code == 404
    assert client.get(subject.get_absolute_url(), {"trang": "1"}).status_code == 200


def test_the_twenty_first_article_stands_on_the_second_page(client):
    tag = make_tag()
    oldest = make_article(title="Tin đầu tiên", tags=(tag,))
    newer = make_more(oldest, 20)
    Article.objects.filter(pk__in=[article.pk for article in newer]).update(title="Tin mới hơn")
    url = tag.get_absolute_url()
    assert titles(client, url) == 20 * ["Tin mới hơn"]
    assert titles(client, f"{url}?trang=2") == [oldest.title]
    text = client.get(url).content.decode()
    assert 'href="?trang=2"' in text
    assert "Trang 1 trên 2, tổng cộng 21 tin" in text


@pytest.mark.parametrize(
    "url",
    [
        "/chuyen-muc/khong-co/",
        "/chuyen-muc/khong-co/ben-duoi/",
        "/chuyen-muc/" + "dai-" * 300 + "/",
        "/tac-gia/khong-co/",
        "/tu-khoa/khong-co/",
        "/tu-khoa/không-có/",
    ],
)
def test_a_list_of_something_unknown_is_not_found(client, url):
    assert client.get(url).status_code == 404


def test_a_moved_category_leads_from_its_old_address_to_the_new(client, category):
    old = category.get_absolute_url()
    category.parent = make_category("Hạ tầng")
    category.save()
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, category.get_absolute_url())


def test_lists_are_for_reading_only(client, category):
    assert client.post(category.get_absolute_url()).status_code == 405


def test_another_slug_leads_to_the_article(client):
    article = make_article(title="Cầu mới thông xe")
    answer = client.get(reverse("news:article", args=["cau-cu", article.pk]))
    assert (answer.status_code, answer["Location"]) == (301, article.get_absolute_url())


def test_a_changed_slug_keeps_the_old_address_alive(client):
    article = make_article(title="Cầu mới thông xe")
    old = article.get_absolute_url()
    article.slug = "cau-bach-sa"
    renew(article)
    assert client.get(old)["Location"] == article.get_absolute_url() != old


@pytest.mark.parametrize("spelling", ["00{pk}", "{arabic}"])
def test_an_article_has_one_address_only(client, spelling):
    article = make_article(title="Cầu mới thông xe")
    arabic = str(article.pk).translate({48 + n: 0x660 + n for n in range(10)})
    number = spelling.format(pk=article.pk, arabic=arabic)
    answer = client.get(f"/{article.slug}-{number}.html")
    assert answer.status_code in {301, 404}


@pytest.mark.parametrize("number", ["0", "987654321", "9" * 15, "9" * 16, "9" * 19, "9" * 5_000])
def test_a_number_that_no_article_has_is_not_found(client, number):
    assert client.get(f"/cau-moi-{number}.html").status_code == 404


@pytest.mark.parametrize("page", ["change", "delete", "history", "preview"])
@pytest.mark.parametrize("number", ["0", "abc", "987654321", "9" * 19, "9" * 30, "9" * 5_000])
def test_a_number_that_no_article_has_breaks_no_page_of_the_desk(sign_in, page, number):
    base = reverse("admin:news_article_changelist")
    part = "xem-truoc" if page == "preview" else page
    answer = sign_in(make_superuser()).get(f"{base}{number}/{part}/")
    assert answer.status_code in {302, 403, 404}


@pytest.mark.parametrize(
    "query",
    [
        "p=abc",
        "p=987654321",
        "trang-thai=khong-co",
        "chuyen-muc=" + "9" * 30,
        "chuyen-muc=abc",
        "published_at__year=abc",
        "published_at__year=2025&published_at__month=13",
        "published_at__year=2025&published_at__month=2&published_at__day=31",
        "published_at__year=0",
        "published_at__year=" + "9" * 30,
        "o=99.-99",
        "q=" + "x" * 5_000,
        "khong-co=1",
    ],
)
def test_nonsense_in_the_query_breaks_no_list_of_the_desk(sign_in, query):
    before = list(Article.objects.values())
    url = reverse("admin:news_article_changelist")
    answer = sign_in(make_superuser()).get(f"{url}?{query}")
    assert answer.status_code in {200, 302, 404}
    assert list(Article.objects.values()) == before != []
