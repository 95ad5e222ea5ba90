"""What editors put above the results of a search: for just that search, while it is due."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.core.search.models import Promotion, PromotionQuery
from portal.core.search.promotions import promoted
from portal.core.text import fold
from portal.core.workflow.actions import StaleVersion

pytestmark = pytest.mark.django_db


def make_promotion(queries: str = "Đăng ký khai sinh", **fields) -> Promotion:
    values = {"title": "Làm giấy khai sinh", "url": "/trang/khai-sinh/"}
    return Promotion.objects.create(queries=queries, **{**values, **fields})


def shown(query: str) -> list[Promotion]:
    return promoted(fold(query))


def test_a_whole_query_is_led_to_what_editors_chose_with_accents_or_without():
    row = make_promotion("Đăng ký khai sinh\nlàm giấy khai sinh")
    for query in ("đăng ký khai sinh", "DANG KY KHAI SINH", "Làm giấy khai sinh?"):
        assert shown(query) == [row]


@pytest.mark.parametrize("query", ["khai sinh", "đăng ký khai sinh ở đâu", "", "%", "dang_ky%"])
def test_part_of_a_query_is_another_query(query):
    make_promotion()
    assert shown(query) == []


def test_at_most_three_are_shown_the_oldest_first():
    rows = [make_promotion(title=title) for title in "ABCD"]
    assert shown("đăng ký khai sinh") == rows[:3]


def test_what_is_switched_off_is_not_shown():
    make_promotion(is_active=False)
    assert shown("đăng ký khai sinh") == []


@pytest.mark.parametrize(("days", "is_shown"), [(-1, False), (0, True), (1, True)])
def test_the_last_day_is_shown_and_the_next_is_not(days, is_shown):
    make_promotion(until=timezone.localdate() + timedelta(days=days))
    assert bool(shown("đăng ký khai sinh")) is is_shown


def test_a_search_costs_one_query(django_assert_num_queries):
    for title in "ABCD":
        make_promotion("một\nhai\nba", title=title)
    with django_assert_num_queries(1):
        assert [row.title for row in promoted("hai")] == ["A", "B", "C"]


@pytest.mark.parametrize("query", ["", "a " * 60])
def test_what_no_promotion_can_mean_costs_nothing(django_assert_num_queries, query):
    with django_assert_num_queries(0):
        assert promoted(query) == []


def test_the_keys_follow_the_lines():
    row = make_promotion("một\nhai")
    row.queries = "hai\nba"
    row.save()
    assert set(PromotionQuery.objects.values_list("folded", flat=True)) == {"hai", "ba"}
    row.delete()
    assert not PromotionQuery.objects.exists()


def test_a_colleagues_save_is_not_written_over():
    mine = make_promotion()
    Promotion.objects.get(pk=mine.pk).save()
    with pytest.raises(StaleVersion):
        mine.save()


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/trang/lien-he/",
        "/tim-kiem/?q=a%20b#ket-qua",
        "https://dichvucong.example/thu-tuc?ma=1.001",
    ],
)
def test_paths_of_the_portal_and_https_addresses_are_taken(url):
    Promotion(queries="một", title="Một", url=url).full_clean()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//xau.example/",
        "///xau.example/",
        "/\\xau.example",
        "\\\\xau.example",
        "/\t/xau.example",
        "/ /xau.example",
        "http://thuong.example/",
        "ftp://xau.example/",
        "https://",
        "https:xau.example",
        "trang/lien-he/",
        "www.xau.example",
    ],
)
def test_what_leads_elsewhere_is_refused_at_the_field(url):
    with pytest.raises(ValidationError) as refusal:
        Promotion(queries="một", title="Một", url=url).full_clean()
    assert list(refusal.value.message_dict) == ["url"]
    assert "https://" in refusal.value.message_dict["url"][0]


@pytest.mark.parametrize("queries", ["", "!!!", "a\nA", "một " * 9, "\n".join(map(str, range(31)))])
def test_lines_that_cannot_be_queries_are_refused(queries):
    with pytest.raises(ValidationError) as refusal:
        Promotion(queries=queries, title="Một", url="/").full_clean()
    assert list(refusal.value.message_dict) == ["queries"]
