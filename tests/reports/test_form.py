"""Readers report a mistake: without a cookie, a script or a riddle."""

import pytest
from django.db import models
from django.urls import reverse

from portal.core.content import State
from portal.sections.reports.models import ErrorReport
from tests.contract.pages import Page, parse
from tests.factories import make_article
from tests.reports.letters import FORM, RECEIVED, TEXT, opened, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]


def page_of(answer) -> Page:
    return parse(answer.content.decode())


def words_of(answer, tag: str) -> str:
    return " ".join(element.text for element in page_of(answer).all(tag))


def error_at(answer, name: str) -> str:
    """Return what is said at a field, to which the field itself points."""
    page = page_of(answer)
    (field,) = (e for tag in ("input", "textarea") for e in page.all(tag, id=f"id_{name}"))
    assert f"id_{name}_error" in field["aria-describedby"].split()
    assert field["aria-invalid"] == "true"
    return page.all("div", id=f"id_{name}_error")[0].text.strip()


def test_a_report_is_stored_and_thanked_for(client):
    answer = send(client, page="/tin/", text=TEXT, contact="0912 345 678")
    assert (answer.status_code, answer["Location"]) == (303, RECEIVED)
    report = ErrorReport.objects.get()
    assert (report.page, report.text, report.contact) == ("/tin/", TEXT, "0912 345 678")
    assert (report.state, report.handled_by, report.handled_at) == ("new", None, None)
    assert "Cảm ơn ông/bà" in client.get(RECEIVED).content.decode()


def test_nothing_else_is_kept_of_the_sender():
    kept = {field.name for field in ErrorReport._meta.get_fields()}
    words = {"page", "title", "text", "contact", "created_at"}
    of_the_desk = {"id", "state", "note", "handled_by", "handled_at", "version", "search_words"}
    of_the_form = {"opening"}  # drawn by lot, see `spam.new_token`
    assert kept == words | of_the_desk | of_the_form
    assert not any(isinstance(f, models.GenericIPAddressField) for f in ErrorReport._meta.fields)


def test_no_page_of_the_form_sets_a_cookie(client):
    assert not client.get(FORM).cookies
    assert not send(client).cookies
    assert not send(client, text="").cookies
    assert not client.get(RECEIVED).cookies


def test_every_article_leads_to_the_form_with_its_own_address(client):
    article = make_article()
    links = page_of(client.get(article.get_absolute_url())).all("a")
    (url,) = {link["href"] for link in links if link["href"].startswith(f"{FORM}?")}
    assert opened(client, url)["page"] == article.get_absolute_url()


def test_the_foot_of_every_page_leads_to_the_form(client):
    for url in ("/", "/khong-co/", FORM, reverse("front:search")):
        assert FORM in {link["href"] for link in page_of(client.get(url)).all("a")}


def test_the_report_carries_the_title_of_the_article(client):
    article = make_article(title="Cầu mới thông xe")
    send(client, page=article.get_absolute_url())
    assert ErrorReport.objects.get().title == "Cầu mới thông xe"


@pytest.mark.parametrize("state", [State.DRAFT, State.SCHEDULED, State.WITHDRAWN])
def test_the_title_of_what_is_not_public_is_not_found_out(client, state):
    send(client, page=make_article(state).get_absolute_url())
    assert ErrorReport.objects.get().title == ""


@pytest.mark.parametrize("page", ["/", "/tin/", "/khong-co-7.html", "/x-999999999999999.html"])
def test_a_page_without_a_title_is_reported_as_well(client, page):
    send(client, page=page)
    report = ErrorReport.objects.get()
    assert (report.page, report.title) == (page, "")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("/tin/?nam=2026", "/tin/?nam=2026"),
        ("https://xau.example/", "/"),
        ("//xau.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/" + "x" * 600, ""),
        ("", ""),
    ],
)
def test_a_link_to_the_form_names_a_page_of_this_portal_only(client, asked, shown):
    answer = client.get(FORM, {"trang": asked})
    assert page_of(answer).all("input", name="page")[0]["value"] == shown


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", "/"),
        ("/tin/2026/", "/tin/2026/"),
        ("http://testserver/tin/?nam=2026#a", "/tin/?nam=2026"),
        ("http://TESTSERVER", "/"),
    ],
)
def test_an_address_may_be_copied_from_the_browser(client, typed, stored):
    send(client, page=typed)
    assert ErrorReport.objects.get().page == stored


@pytest.mark.parametrize(
    "page",
    [
        "https://xau.example/tin/",
        "//xau.example",
        "http://testserver//xau.example",
        "/\\xau.example",
        "javascript:alert(1)",
        "http://[",
        "tin",
        "/" + "x" * 600,
    ],
)
def test_a_page_elsewhere_is_refused_at_the_field_and_everything_is_kept(client, page):
    answer = send(client, page=page, contact="hoa@minhgiang.example")
    assert error_at(answer, "page")
    typed = opened_again(answer)
    assert (typed["page"], typed["text"]) == (page, TEXT)
    assert typed["contact"] == "hoa@minhgiang.example"
    assert not ErrorReport.objects.exists()


def opened_again(answer):
    """Return what stands in the form after a refusal."""
    page = page_of(answer)
    fields = {e["name"]: e["value"] for e in page.all("input")}
    return fields | {e["name"]: e.text.removeprefix("\n") for e in page.all("textarea")}


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("text", "", "Xin viết sai ở đâu"),
        ("text", "sai", "ít nhất 10"),
        ("text", "\u200b" * 12 + "sai", "ít nhất 10"),
        ("text", "a" * 2_001, "2.001"),
        ("contact", "0912\x00345678", ""),
        ("contact", "x" * 101, "100 chữ cái"),
        ("contact", "gặp tôi ở chợ", "thư điện tử hoặc một số điện thoại"),
        ("contact", "123", "thư điện tử hoặc một số điện thoại"),
        ("contact", "https://xau.example/12345678", "thư điện tử hoặc một số điện thoại"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field_and_kept(client, name, value, says):
    answer = send(client, **{name: value})
    assert answer.status_code == 200
    assert says in error_at(answer, name)
    kept = opened_again(answer)[name]
    assert kept.replace("\x00", "") == value.replace("\x00", "")
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize(
    "contact", ["", "hoa@minhgiang.example", "0912345678", "+84 912.345.678", "(0298) 300-1234"]
)
def test_a_mail_address_a_telephone_number_or_nothing_is_a_contact(client, contact):
    assert send(client, contact=contact).status_code == 303
    assert ErrorReport.objects.get().contact == contact


def test_two_thousand_letters_fit_however_the_browser_ends_its_lines(client):
    line = "Dòng sai thứ bao nhiêu.\n"
    text = (line * 100)[:1_999].strip() + "."
    send(client, text=text.replace("\n", "\r\n"))
    assert ErrorReport.objects.get().text == text


def test_the_text_is_stored_in_its_one_normal_form(client):
    send(
        client, text="\x00Phu\u031bo\u031b\u0300ng na\u0300y vie\u0302\u0301t sai te\u0302n.\u200b"
    )
    assert ErrorReport.objects.get().text == "Phường này viết sai tên."


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "</textarea><b>Casino</b> vào"])
def test_what_was_typed_is_never_markup_nor_in_title_or_heading(client, typed):
    answer = send(client, text=f"{typed} ", page="/casino/", contact="casino")
    page = page_of(answer)
    assert page.handlers == []
    assert "<b>Casino" not in answer.content.decode()
    for tag in ("title", "h1", "h2"):
        assert "asino" not in words_of(answer, tag)
    assert "asino" not in words_of(client.get(FORM, {"trang": "/casino/"}), "title")


def test_search_engines_leave_the_form_out(client):
    answers = [client.get(FORM), send(client, text=""), client.get(RECEIVED)]
    for answer in answers:
        assert answer["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in answer.content.decode()
        assert 'rel="canonical"' not in answer.content.decode()


def test_no_cache_keeps_the_form(client):
    for answer in (client.get(FORM), send(client, text=""), send(client)):
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "https://xau.example"}, 403),
    ],
)
def test_a_report_that_another_site_sends_is_refused(client, headers, status):
    client.defaults |= {f"HTTP_{k.upper().replace('-', '_')}": v for k, v in headers.items()}
    assert send(client).status_code == status
    assert ErrorReport.objects.count() == (status == 303)
