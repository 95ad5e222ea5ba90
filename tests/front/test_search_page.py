"""The search page: for the person who asked, and for no search engine."""

import pytest
from django.urls import reverse

from tests.crowds import make_more
from tests.factories import make_article, make_category

pytestmark = pytest.mark.django_db

SEARCH = reverse("front:search")


@pytest.fixture
def bridge():
    """An article to be found."""
    return make_article(
        title="Khởi công cầu Bạch Sa",
        summary="Cầu nối hai bờ sông Lam Giang.",
        body="<p>Cầu dài 1.240 m & rộng <b>22 m</b>.</p>",
        category=make_category("Đô thị"),
    )


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "cầu"}, {"q": "khong-co"}, {"q": "x"}])
def test_no_search_page_is_for_search_engines(client, bridge, query):
    answer = client.get(SEARCH, query)
    text = answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, follow">' in text
    assert 'rel="canonical"' not in text


@pytest.mark.parametrize("words", ["cầu", "vay nặng lãi gọi 0900"])
def test_what_a_stranger_types_stands_neither_in_the_title_nor_in_the_heading(
    client, bridge, words
):
    text = client.get(SEARCH, {"q": words}).content.decode()
    title = text.partition("<title>")[2].partition("</title>")[0]
    heading = text.partition("<h1")[2].partition("</h1>")[0]
    assert title.startswith("Tìm kiếm")
    assert heading.endswith(">Tìm kiếm")
    assert words not in title + heading


@pytest.mark.parametrize(
    "words", ["cầu bạch sa", "cau bach sa", "CẦU BẠCH SA", "  sa   cau ", "lam giang", "1.240"]
)
def test_words_find_with_accents_or_without_in_any_order(client, bridge, words):
    text = client.get(SEARCH, {"q": words}).content.decode()
    assert f'href="{bridge.get_absolute_url()}"' in text
    assert "1 kết quả" in text


def test_a_hit_tells_kind_date_category_and_the_place_where_the_word_stands(client, bridge):
    hit = client.get(SEARCH, {"q": "rong"}).context["answer"].hits[0]
    assert (hit.title, hit.type_label, hit.category_label) == (
        "Khởi công cầu Bạch Sa",
        "Bài viết",
        "Đô thị",
    )
    assert "<mark>rộng</mark>" in hit.snippet


@pytest.mark.parametrize("words", ["a", "!", "“”", "?!,."])
def test_a_query_that_is_too_short_is_told_so(client, bridge, words):
    text = client.get(SEARCH, {"q": words}).content.decode()
    assert "Từ khóa ngắn quá" in text
    assert "Không tìm thấy" not in text


def test_without_a_query_there_is_neither_a_result_nor_a_complaint(client, bridge):
    text = client.get(SEARCH).content.decode()
    for words in ("Từ khóa ngắn quá", "Không tìm thấy", "kết quả"):
        assert words not in text


def test_a_query_without_results_is_told_what_to_try(client, bridge):
    text = client.get(SEARCH, {"q": "sân bay vũ trụ"}).content.decode()
    assert "Không tìm thấy nội dung nào" in text
    assert "sân bay vũ trụ" in text


def test_the_query_is_escaped_wherever_it_stands(client):
    text = client.get(SEARCH, {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


@pytest.mark.parametrize(
    "words",
    [
        "' OR 1=1 --",
        'cầu" OR "sông',
        "cầu* NEAR(sông)",
        "cầu:* & !sông | (",
        "\\' \\",
        "%_",
        "🙂🙂",
        "x" * 100_000,
        "cầu " * 5_000,
    ],
    ids=lambda words: words[:12],
)
def test_no_query_breaks_the_page(client, bridge, words):
    assert client.get(SEARCH, {"q": words}).status_code == 200


def test_a_nul_in_the_query_is_a_bad_request(client):
    assert client.get(SEARCH, {"q": "cầu\x00"}).status_code == 400


@pytest.mark.parametrize("number", ["0", "-1", "2", "abc", "9" * 30])
def test_a_page_of_results_that_does_not_exist_is_not_found(client, bridge, number):
    assert client.get(SEARCH, {"q": "cầu", "trang": number}).status_code == 404


def test_the_pages_of_a_long_result_keep_the_query(client):
    first_made = make_article(title="Cầu")
    articles = [first_made, *make_more(first_made, 20)]
    first = client.get(SEARCH, {"q": "cầu"})
    assert 'href="?q=c%E1%BA%A7u&amp;trang=2"' in first.content.decode()
    assert first.context["answer"].hits[0].url == articles[-1].get_absolute_url()
    second = client.get(SEARCH, {"q": "cầu", "trang": 2})
    assert [hit.url for hit in second.context["answer"].hits] == [articles[0].get_absolute_url()]
