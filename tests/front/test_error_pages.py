"""What readers see when something cannot be shown: plain words and a way on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from portal.core.content import State
from portal.core.workflow import actions
from portal.front.views.errors import forbidden
from tests.factories import make_article, make_superuser

SECRET = "Nội dung mật của bài đã gỡ"


def text_of(answer, status: int) -> str:
    """Return the text of an answer that must have a status."""
    assert answer.status_code == status
    return str(answer.content.decode())


@pytest.mark.django_db
def test_a_page_that_does_not_exist_offers_search_and_the_newest_articles(client):
    article = make_article(title="Cầu mới thông xe")
    text = text_of(client.get("/khong-co-trang-nay/"), 404)
    assert "Không tìm thấy trang này" in text
    assert 'role="search"' in text
    assert article.get_absolute_url() in text
    assert '<meta name="robots" content="noindex">' in text
    assert 'rel="canonical"' not in text


@pytest.mark.django_db
def test_a_page_that_does_not_exist_on_an_empty_portal_reads_well(client):
    assert "Tin mới nhất" not in text_of(client.get("/khong-co-trang-nay/"), 404)


@pytest.mark.django_db
def test_a_missing_page_does_not_repeat_what_stood_in_its_query(client):
    assert "mua-ngay" not in text_of(client.get("/khong-co-trang-nay/?q=mua-ngay"), 404)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.WITHDRAWN, State.EXPIRED])
def test_what_is_gone_says_so_without_a_word_of_what_it_was(client, state):
    article = make_article(state, title=SECRET, summary=SECRET, body=f"<p>{SECRET}</p>")
    newest = make_article()
    text = text_of(client.get(article.get_absolute_url()), 410)
    assert "Tin này không còn trên cổng" in text
    assert SECRET not in text
    assert '<meta name="robots" content="noindex">' in text
    assert newest.get_absolute_url() in text


@pytest.mark.django_db
def test_what_was_withdrawn_before_its_time_is_not_found_for_it_was_never_there(client):
    article = make_article(State.SCHEDULED, title=SECRET)
    actions.withdraw(article, by=make_superuser(), reason="Hoãn.")
    assert SECRET not in text_of(client.get(article.get_absolute_url()), 404)


@pytest.mark.parametrize("url", ["/?q=%00", "/chuyen-muc/%00/", "/tim-kiem/?trang=%00"])
@pytest.mark.django_db
def test_a_nul_in_the_address_is_a_bad_request(client, url):
    assert "Cổng không hiểu yêu cầu này" in text_of(client.get(url), 400)


def test_a_foreign_host_is_a_bad_request_and_costs_no_query(client):
    answer = client.get("/", headers={"host": "evil.example"})
    assert "Cổng không hiểu yêu cầu này" in text_of(answer, 400)


@pytest.mark.django_db
def test_a_refusal_tells_the_reason_in_the_words_of_the_action(rf):
    reason = "Tài khoản <b>x</b> không được gỡ bài này."
    text = text_of(forbidden(rf.get("/"), PermissionDenied(reason)), 403)
    assert "Ông/bà không có quyền xem trang này" in text
    assert "Tài khoản &lt;b&gt;x&lt;/b&gt; không được gỡ bài này." in text


@pytest.mark.django_db
def test_what_the_desk_refuses_is_answered_by_the_portals_own_page(sign_in):
    url = reverse("admin:news_article_preview", args=[987_654_321])
    text = text_of(sign_in(make_superuser()).get(url), 403)
    assert "Không có bài này, hoặc tài khoản không được làm việc này." in text


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_how_to_go_on():
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(reverse("admin:login"), {"username": "x", "password": "y"})
    text = text_of(answer, 403)
    assert "Biểu mẫu đã hết hạn" in text
    assert "CSRF" not in text


@pytest.fixture
def broken_home(monkeypatch):
    """A home page that fails."""

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("portal.front.home_page.blocks_of", fail)


@pytest.mark.django_db
def test_an_error_of_the_portal_says_whose_it_is_and_nothing_of_what_it_was(broken_home):
    text = text_of(Client(raise_request_exception=False).get("/"), 500)
    assert "không phải do ông/bà" in text
    assert SECRET not in text
    assert "Traceback" not in text


def test_the_page_of_an_error_needs_no_context_and_no_database():
    text = render_to_string("500.html")
    assert "Cổng đang gặp lỗi" in text
    assert 'href="/"' in text


@pytest.mark.parametrize("template", ["400.html", "403_csrf.html", "500.html"])
def test_a_page_for_early_errors_is_whole_without_context(template):
    text = render_to_string(template)
    assert '<html lang="vi">' in text
    assert text.rstrip().endswith("</html>")
    assert '<meta name="robots" content="noindex">' in text
