"""Numbered pages whose cost does not grow with the archive."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from news.models import Tag
from portal.core.jinja import component
from portal.core.paging import BoundedPaginator, page_of, total_label


def request_for(query: str):
    return RequestFactory().get(f"/danh-sach/{query}")


@pytest.fixture
def tags(db) -> None:
    Tag.objects.bulk_create(
        Tag(name=f"thẻ {n}", slug=f"the-{n}", sort_key=f"{n:03d}") for n in range(30)
    )


@pytest.mark.parametrize(
    "asked",
    ["0", "-1", "abc", "999999", "1e9", "", "1.5", " 1", "3", "٣x", "9" * 400, "1;2", "%00"],
)
def test_a_page_that_does_not_exist_is_not_found(asked: str):
    with pytest.raises(Http404):
        page_of(request_for(f"?trang={asked}"), range(40))


@pytest.mark.parametrize(("query", "rows"), [("", 20), ("?trang=1", 20), ("?trang=2", 5)])
def test_a_page_holds_its_rows(query: str, rows: int):
    assert len(page_of(request_for(query), range(25)).object_list) == rows


def test_an_empty_list_has_one_page():
    page = page_of(request_for(""), [])
    assert list(page) == []
    assert total_label(page) == "Trang 1 trên 1, tổng cộng 0 tin"
    assert total_label(page, "kết quả") == "Trang 1 trên 1, tổng cộng 0 kết quả"


def test_the_last_numbered_page_is_the_fiftieth():
    rows = range(5_000)
    assert page_of(request_for("?trang=50"), rows).number == 50
    with pytest.raises(Http404):
        page_of(request_for("?trang=51"), rows)


@pytest.mark.usefixtures("tags")
def test_a_count_goes_no_further_than_the_last_page(django_assert_num_queries):
    paginator = BoundedPaginator(Tag.objects.all(), 5, max_pages=3)
    with django_assert_num_queries(1) as captured:
        assert paginator.count == 15
        assert paginator.is_bounded
        assert paginator.num_pages == 3
    counting = captured[0]["sql"].upper()
    assert "LIMIT 16" in counting
    assert "ORDER BY" not in counting


@pytest.mark.usefixtures("tags")
def test_a_list_that_just_fits_is_not_bounded():
    paginator = BoundedPaginator(Tag.objects.all(), 10, max_pages=3)
    assert paginator.count == 30
    assert not paginator.is_bounded


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        (473, "Trang 1 trên 24, tổng cộng 473 tin"),
        (1_000, "Trang 1 trên 50, tổng cộng 1.000 tin"),
        (1_001, "Trang 1 trên 50, hơn 1.000 tin"),
    ],
)
def test_the_label_says_how_many_there_are(rows: int, label: str):
    assert total_label(page_of(request_for(""), range(rows))) == label


def pager(query: str, rows: int = 200) -> str:
    request = request_for(query)
    return component("pager", request, page_of(request, range(rows)))


def test_the_pager_keeps_the_other_parameters():
    html = pager("?nam=2026&thang=5&trang=2&q=a%26b")
    assert 'href="?nam=2026&amp;thang=5&amp;q=a%26b&amp;trang=3"' in html


def test_the_first_page_has_an_address_without_a_number():
    assert 'href="?nam=2026"' in pager("?nam=2026&trang=2")
    assert 'href="/danh-sach/"' in pager("?trang=2")


def test_the_pager_says_which_page_it_is_and_where_to_go():
    html = pager("?trang=5")
    assert 'aria-current="page"' in html
    assert 'rel="prev"' in html
    assert 'rel="next"' in html
    assert html.count("…") == 2
    assert "Trang 5 trên 10, tổng cộng 200 tin" in html


def test_a_single_page_has_no_pager():
    assert pager("", rows=20).strip() == ""


def test_a_parameter_cannot_break_out_of_the_pager():
    html = pager("?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script" not in html
