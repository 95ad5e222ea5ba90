"""The way from the home page to a page."""

import pytest
from django.test import RequestFactory

from categories.crumbs import Crumb, breadcrumb_json_ld, category_crumbs, tree_of
from tests.factories import make_article, make_category

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch():
    """Return three categories, each under the one before."""
    top = make_category("Đất đai")
    middle = make_category("Giá đất", parent=top)
    return top, middle, make_category("Bảng giá", parent=middle)


@pytest.fixture
def request_():
    """A request for the page of the lowest category."""
    return RequestFactory().get("/chuyen-muc/dat-dai/gia-dat/bang-gia/")


def test_the_page_of_a_category_names_the_steps_above_and_itself_without_a_link(branch, request_):
    assert category_crumbs(request_, branch[2]) == [
        Crumb("Trang chủ", "/"),
        Crumb("Đất đai", "/chuyen-muc/dat-dai/"),
        Crumb("Giá đất", "/chuyen-muc/dat-dai/gia-dat/"),
        Crumb("Bảng giá"),
    ]


def test_the_category_of_an_article_is_a_link(branch, request_):
    steps = category_crumbs(request_, branch[2], page_follows=True)
    assert steps[-1] == Crumb("Bảng giá", "/chuyen-muc/dat-dai/gia-dat/bang-gia/")


def test_the_tree_is_read_once_per_request(branch, request_, django_assert_num_queries):
    with django_assert_num_queries(1):
        for category in branch:
            category_crumbs(request_, category)
        assert tree_of(request_).lineage(branch[2].pk) == list(branch)


def test_search_engines_get_absolute_steps_in_order(branch, request_):
    data = breadcrumb_json_ld(request_, category_crumbs(request_, branch[2]))
    steps = data["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3, 4]
    assert [step["name"] for step in steps] == ["Trang chủ", "Đất đai", "Giá đất", "Bảng giá"]
    assert steps[0]["item"] == "http://testserver/"
    assert steps[-1]["item"] == "http://testserver/chuyen-muc/dat-dai/gia-dat/bang-gia/"


def test_readers_see_the_steps_on_the_page_of_an_article(branch, client):
    article = make_article(category=branch[1])
    html = client.get(article.get_absolute_url()).text
    way = html.partition('aria-label="Đường dẫn"')[2].partition("</nav>")[0]
    assert way.index("Trang chủ") < way.index("Đất đai") < way.index("Giá đất")


def test_the_menu_marks_where_the_reader_is(branch, client):
    html = client.get(branch[1].get_absolute_url()).text
    assert 'href="/chuyen-muc/dat-dai/gia-dat/" aria-current="page"' in html
