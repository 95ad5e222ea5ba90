"""Who signed an article, in which order, and how it stands on the page."""

import pytest

from news.models import Article
from portal.core.content import State
from portal.core.workflow import actions
from tests.factories import make_article, make_author, make_superuser
from tests.news.desk_forms import page, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


@pytest.fixture
def signed():
    """An article signed by two, neither in the order of the alphabet nor of the rows."""
    quang = make_author("Đặng Minh Quang", pen_name="Minh Quang")
    phuong = make_author("Vũ Thu Phương", pen_name="Thu Phương")
    return make_article(authors=(phuong, quang))


def test_the_byline_has_pen_names_in_the_order_of_signing(signed):
    assert Article.objects.get().byline == "Thu Phương – Minh Quang"
    assert Article.objects.with_byline().get().byline == "Thu Phương – Minh Quang"


def test_an_author_without_a_pen_name_signs_with_the_name():
    assert make_article(authors=(make_author("Ban Biên tập"),)).byline == "Ban Biên tập"


def test_an_unsigned_article_has_an_empty_byline(client):
    article = make_article()
    assert article.byline == ""
    assert "article__byline" not in client.get(article.get_absolute_url()).content.decode()


def test_the_page_shows_the_byline_in_order_each_name_leading_to_its_author(signed, client):
    text = client.get(signed.get_absolute_url()).content.decode()
    links = [
        f'<a href="{author.get_absolute_url()}" rel="author">{author.pen_name}</a>'
        for author in signed.byline_authors
    ]
    assert " – ".join(links) in text


@pytest.mark.every_database
def test_reading_bylines_costs_the_same_for_one_article_and_for_many(django_assert_num_queries):
    by = make_superuser()
    for _ in range(4):
        make_article(by=by, authors=(make_author(), make_author()))
    with django_assert_num_queries(2):
        assert all(article.byline for article in Article.objects.with_byline())


def test_the_order_on_the_form_is_the_order_on_the_page(sign_in, signed):
    desk = sign_in(make_superuser())
    swapped = {"bylines-0-position": "1", "bylines-1-position": "0"}
    copy = actions.revise(signed, by=make_superuser())
    assert send(desk, page("news_article", copy.pk), "publish", **swapped).status_code == 302
    assert Article.objects.get().byline == "Minh Quang – Thu Phương"


@pytest.mark.every_database
def test_setting_the_authors_replaces_those_before(signed):
    signed.set_authors([make_author("Ban Biên tập")])
    assert Article.objects.get().byline == "Ban Biên tập"


@pytest.mark.every_database
def test_an_authors_page_lists_what_they_signed_and_tells_of_an_empty_list(client):
    writer, idle = make_author("Vũ Thu Phương"), make_author("Đặng Minh Quang")
    article = make_article(authors=(writer,), title="Cầu mới thông xe")
    make_article(State.DRAFT, authors=(idle,), title="Chuyện chưa viết xong")
    assert article.title in client.get(writer.get_absolute_url()).content.decode()
    text = client.get(idle.get_absolute_url()).content.decode()
    assert "Tác giả chưa có bài trên cổng" in text
    assert "Chuyện chưa viết xong" not in text


def test_names_are_escaped(client):
    article = make_article(authors=(make_author("Phương & <b>bạn</b>"),))
    for url in (article.get_absolute_url(), article.byline_authors[0].get_absolute_url()):
        text = client.get(url).content.decode()
        assert "<b>bạn" not in text
        assert "Phương &amp; &lt;b&gt;bạn" in text
