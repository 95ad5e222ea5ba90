"""Results are narrowed by kind, category and year, and each choice says what it would leave."""

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.core.search import find, log
from portal.core.search.models import Promotion, SearchCount
from tests.contract.pages import parse
from tests.factories import make_article, make_category, make_page, make_superuser

pytestmark = pytest.mark.django_db

SEARCH = reverse("front:search")


def noon(year: int) -> datetime:
    return datetime(year, 1, 1, 12, tzinfo=timezone.get_current_timezone())


@pytest.fixture(scope="module", autouse=True)
def archive(module_db) -> None:
    """Six items with one word, under three categories, in two years."""
    by = make_superuser()
    city = make_category("Đô thị")
    roads = make_category("Đường sá", parent=city)
    health = make_category("Y tế")
    for title, category, year in [
        ("Kênh một", city, 2024),
        ("Kênh hai", roads, 2024),
        ("Kênh ba", roads, 2025),
        ("Kênh bốn", health, 2025),
        ("Kênh năm", health, 2025),
    ]:
        make_article(by=by, category=category, title=title, at=noon(year))
    make_page(by=by, title="Kênh thông tin", at=noon(2025))


def answer(client, **query: str):
    return client.get(SEARCH, {"q": "kênh", **query}).context["answer"]


def choices(client, name: str, **query: str) -> dict[str, int]:
    facet = next(facet for facet in answer(client, **query).facets if facet.name == name)
    return {option.label: option.count for option in facet.options}


def test_every_choice_is_counted(client):
    assert choices(client, "loai") == {"Bài viết": 5, "Trang": 1}
    assert choices(client, "nam") == {"2025": 4, "2024": 2}
    assert choices(client, "chuyen-muc") == {"Đô thị": 3, "– Đường sá": 2, "Y tế": 2}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"loai": "trang"}, ["thông tin"]),
        ({"nam": "2024"}, ["hai", "một"]),
        ({"chuyen-muc": "do-thi"}, ["ba", "hai", "một"]),
        ({"chuyen-muc": "do-thi/duong-sa"}, ["ba", "hai"]),
        ({"chuyen-muc": "y-te", "nam": "2025"}, ["năm", "bốn"]),
        ({"chuyen-muc": "y-te", "nam": "2024"}, []),
        ({"loai": "khong-co", "nam": "hai", "chuyen-muc": "x"}, None),
        ({"loai": "", "nam": "", "chuyen-muc": "", "xep": ""}, None),
        ({"nam": "9999"}, None),
    ],
    ids=str,
)
@pytest.mark.parametrize("most", [find.MOST, 1], ids=["all known", "more than is known"])
def test_a_choice_narrows_the_results(client, monkeypatch, query, titles, most):
    monkeypatch.setattr("portal.core.search.find.MOST", most)  # beyond, the database narrows
    shown = [hit.title for hit in answer(client, **query).hits]
    assert len(shown) == 6 if titles is None else [t.split("> ")[1] for t in shown] == titles


def test_a_choice_is_counted_under_the_other_choices(client):
    assert choices(client, "chuyen-muc", nam="2024") == {"Đô thị": 2, "– Đường sá": 1}
    assert choices(client, "nam", nam="2024") == {"2025": 4, "2024": 2}


def test_what_is_chosen_can_be_given_up(client):
    chips = answer(client, nam="2024", loai="bai-viet", trang="1").chips
    assert [(chip.label, chip.url) for chip in chips] == [
        ("Bài viết", "?q=k%C3%AAnh&nam=2024"),
        ("Năm 2024", "?q=k%C3%AAnh&loai=bai-viet"),
    ]


def test_a_choice_that_leaves_nothing_can_be_given_up_too(client):
    html = client.get(SEARCH, {"q": "kênh", "chuyen-muc": "y-te", "nam": "2024"}).content.decode()
    assert "bỏ lọc “Năm 2024”" in html
    assert "Lọc kết quả" in html


def test_results_can_be_sorted_by_date(client):
    make_article(title="Bản tin", body="<p>Về con kênh.</p>", category=make_category("Khác"))
    best = [hit.title for hit in answer(client).hits]
    newest = [hit.title for hit in answer(client, xep="moi-nhat").hits]
    assert best[-1] == newest[0] == "Bản tin"


def test_the_chosen_stay_chosen_in_the_form(client):
    page = parse(client.get(SEARCH, {"q": "kênh", "nam": "2024", "xep": "moi-nhat"}).text)
    chosen = [e["value"] for e in page.all("option") if "selected" in e.attributes]
    assert chosen == ["2024", "moi-nhat"]


def test_without_results_there_is_nothing_to_narrow(client):
    assert "Lọc kết quả" not in client.get(SEARCH, {"q": "khongcogi"}).content.decode()


def test_what_editors_promote_stands_above_the_results_of_just_this_query(client):
    Promotion(queries="kênh", title="Bản đồ kênh", url="/trang/ban-do/", text="Tải về.").save()
    html = client.get(SEARCH, {"q": "KENH"}).content.decode()
    assert html.index("Bản đồ kênh") < html.index("6 kết quả")
    assert "Bản đồ kênh" not in client.get(SEARCH, {"q": "kênh một"}).content.decode()


def test_what_editors_promote_stands_above_nothing_too(client):
    Promotion(queries="lịch cắt điện", title="Lịch điện lực", url="https://dien.example/").save()
    html = client.get(SEARCH, {"q": "lịch cắt điện"}).content.decode()
    assert 'href="https://dien.example/"' in html


def test_a_search_is_counted_once_and_not_for_every_page_or_choice(client):
    for query in ({}, {"nam": "2024"}, {"xep": "moi-nhat"}):
        client.get(SEARCH, {"q": "Kênh", **query})
    log.write()
    assert list(SearchCount.objects.values_list("words", "times", "found")) == [("kenh", 2, 6)]


def test_a_wrongly_accented_word_is_found_and_its_spelling_proposed(client):
    page = client.get(SEARCH, {"q": "kềnh"})
    assert page.context["answer"].loose_from == 0
    assert page.context["answer"].meant == "kênh"
    assert "Kết quả không phân biệt dấu" in page.text


def test_browsers_learn_how_to_search(client):
    assert 'type="application/opensearchdescription+xml"' in client.get("/").content.decode()
    answer = client.get(reverse("front:opensearch"))
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    assert 'template="http://testserver/tim-kiem/?q={searchTerms}"' in answer.text
    assert len(answer.text.partition("<ShortName>")[2].partition("<")[0]) <= 16
