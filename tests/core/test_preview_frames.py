"""What stands in the frame of a preview is said by its address; titles are cut between words."""

import pytest
from django.http import HttpResponse, QueryDict
from django.urls import reverse

from portal.core.content import State
from portal.core.display import COOKIE
from portal.core.preview.cards import SEARCHED_TITLE, SHARED_TITLE, cut, warnings
from portal.core.preview.frames import Frame, View, Width, framed_by_own_pages, look
from portal.sections.pages.models import Page
from tests.contract.pages import parse
from tests.factories import make_article, make_image, make_page

LONG = "Ủy ban nhân dân phường họp bàn việc sửa đường, làm cống và trồng cây ở khu phố Ba Đình"


@pytest.mark.parametrize(
    ("query", "view", "width", "colours"),
    [
        ("", "trang", 375, "sang"),
        ("rong=1280&mau=toi", "trang", 1280, "toi"),
        ("xem=the&rong=768&mau=tuong-phan", "the", 768, "tuong-phan"),
        ("xem=in", "in", 375, "sang"),
        ("xem=khong-co&rong=12&mau=<script>", "trang", 375, "sang"),
    ],
)
def test_the_address_says_what_is_shown(query, view, width, colours):
    frame = Frame.of(QueryDict(query))
    assert (frame.view, frame.width, frame.colours) == (View(view), Width(width), colours)


def test_every_choice_is_a_link_that_keeps_the_others():
    frame = Frame.of(QueryDict("rong=768&mau=toi"))
    options = [option for chooser in frame.choosers() for option in chooser.options]
    assert sum(option.current for option in options) == 3
    frames = {Frame.of(QueryDict(option.url[1:])) for option in options}
    assert len(frames) == len(options) - 2
    assert all(
        sum(a != b for a, b in zip(_parts(f), _parts(frame), strict=True)) < 2 for f in frames
    )


def _parts(frame: Frame) -> tuple[object, ...]:
    return frame.view, frame.width, frame.colours


def test_paper_has_neither_width_nor_colours():
    frame = Frame.of(QueryDict("xem=in&rong=375"))
    assert [chooser.field for chooser in frame.choosers()] == ["view"]
    assert frame.css_class == "frame--794"
    assert "in=1" in frame.inner_query


def test_what_is_in_the_frame_looks_as_was_chosen():
    dark, paper = look(QueryDict("mau=toi&khung=1")), look(QueryDict("mau=x&in=1"))
    assert (dark["display"].colours, dark["preview_styles"]) == ("toi", ["css/preview.css"])
    assert (paper["display"].colours, paper["preview_styles"][0]) == ("", "css/print.css")


def test_only_pages_of_the_portal_may_frame_a_preview():
    assert framed_by_own_pages(HttpResponse())["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("text", "limit", "shown", "lost"),
    [
        ("Vừa đủ", 6, "Vừa đủ", ""),
        ("Một hai ba", 8, "Một hai…", "ba"),
        ("Một hai ba", 9, "Một hai…", "ba"),
        ("Khôngcóchỗngắt", 8, "Khôngcó…", "chỗngắt"),
        ("", 8, "", ""),
    ],
)
def test_a_title_is_cut_between_words_where_it_can_be(text, limit, shown, lost):
    found = cut(text, limit)
    assert (str(found), found.lost) == (shown, lost)
    assert len(str(found)) <= limit


def test_an_editor_is_told_what_of_a_title_will_be_cut():
    told = warnings(Page(title=LONG))
    assert len(told) == 2
    assert f"{len(LONG)}" in told[0]
    assert "Ba Đình" in told[0]
    assert warnings(Page(title=LONG[:SEARCHED_TITLE])) == []
    assert len(warnings(Page(title=LONG[:SHARED_TITLE].strip()))) == 1
    assert "&lt;b&gt;" in warnings(Page(title=f"{LONG} <b>"))[0]


@pytest.mark.django_db
@pytest.mark.any_database("sqlite")
class TestPages:
    """The pages of the desk."""

    def test_the_frame_shows_the_page_in_the_chosen_look(self, desk):
        article = make_article(State.DRAFT)
        url = reverse("admin:news_article_preview", args=[article.pk])
        frame = parse(desk.get(f"{url}?mau=tuong-phan").text).all("iframe")[0]
        inner = desk.get(frame["src"])
        assert parse(inner.text).all("html")[0]["data-mau"] == "tuong-phan"
        assert COOKIE not in inner.cookies
        assert inner["X-Frame-Options"] == "SAMEORIGIN"

    def test_readers_pages_know_nothing_of_these_parameters(self, client):
        page = parse(client.get("/?mau=toi&khung=1&in=1").text)
        assert page.all("html")[0]["data-mau"] == ""
        assert len(page.all("link", rel="stylesheet")) == 1

    def test_cards_show_title_summary_and_picture_as_readers_get_them(self, desk):
        image = make_image()
        article = make_article(State.DRAFT, title=LONG, lead_image=image)
        text = desk.get(reverse("admin:news_article_preview_cards", args=[article.pk])).text
        assert text.count(f">{LONG}</a>") == 3  # two cards and the search result
        assert str(cut(LONG, SHARED_TITLE)) in text
        assert f'src="{image.largest_url}"' in text
        assert text.count(article.summary) == 5

    def test_a_type_shows_only_the_cards_that_there_are_of_it(self, desk):
        page = make_page(State.DRAFT)
        text = desk.get(reverse("admin:pages_page_preview_cards", args=[page.pk])).text
        assert "Trong kết quả tìm kiếm" in text
        assert "RSS)" not in text
