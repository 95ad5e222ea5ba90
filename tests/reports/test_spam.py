"""Programs get nothing onto the desk; people are asked no riddle and lose no word."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing

from portal.core.identity.models import Identity
from portal.sections.reports import spam
from portal.sections.reports.models import ErrorReport
from tests.contract.pages import parse
from tests.reports.letters import FORM, NOON, RECEIVED, TEXT, make_report, opened, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]


def problem(answer) -> str:
    """Return what is said above the form."""
    return parse(answer.content.decode()).all("div", role="alert")[0].text


def typed(answer) -> str:
    return parse(answer.content.decode()).all("textarea", name="text")[0].text.strip()


def test_whoever_fills_the_hidden_field_is_thanked_and_nothing_is_stored(client):
    answer = send(client, website="https://xau.example")
    assert (answer.status_code, answer["Location"]) == (303, RECEIVED)
    assert not ErrorReport.objects.exists()


def test_the_hidden_field_gives_nothing_away_even_when_the_rest_is_wrong(client):
    answer = send(client, website="x", text="", after=0)
    assert answer["Location"] == RECEIVED


def test_people_do_not_come_upon_the_hidden_field(client):
    page = parse(client.get(FORM).content.decode())
    (field,) = page.all("input", name="website")
    assert (field["autocomplete"], field["tabindex"], field["value"]) == ("off", "-1", "")
    (label,) = page.all("label", **{"for": field["id"]})
    assert "xin để trống" in label.text
    (around,) = page.all("div", **{"class": "field field--trap"})
    assert around["aria-hidden"] == "true"


@pytest.mark.parametrize(
    ("seconds", "stored"), [(0, 0), (2.9, 0), (3, 1), (43_199, 1), (43_201, 0)]
)
def test_a_form_counts_from_three_seconds_to_twelve_hours(client, seconds, stored):
    send(client, at=NOON, after=seconds)
    assert ErrorReport.objects.count() == stored


def test_who_was_too_quick_presses_again_and_does_not_wait_from_the_start(client):
    with time_machine.travel(NOON, tick=False) as clock:
        form = opened(client) | {"text": TEXT}
        clock.shift(2)
        refused = client.post(FORM, form)
        assert "nhanh quá" in problem(refused)
        assert typed(refused) == TEXT
        again = parse(refused.content.decode()).all("input", name="opened")[0]["value"]
        assert again == form["opened"]
        clock.shift(2)
        assert client.post(FORM, form | {"opened": again}).status_code == 303


def test_who_was_too_slow_presses_again_and_loses_no_word(client):
    with time_machine.travel(NOON, tick=False) as clock:
        form = opened(client) | {"text": TEXT}
        clock.shift(timedelta(hours=13))
        refused = client.post(FORM, form)
        assert "quá lâu" in problem(refused)
        assert typed(refused) == TEXT
        again = parse(refused.content.decode()).all("input", name="opened")[0]["value"]
        clock.shift(4)
        assert client.post(FORM, form | {"opened": again}).status_code == 303


@pytest.mark.parametrize(
    "token",
    ["", "x", "ấ:b:c", "1" * 9_000, signing.dumps(1.0)],
    ids=["empty", "a letter", "not ASCII", "long", "signed for something else"],
)
def test_a_forged_moment_of_opening_is_none(client, token):
    assert "quá lâu" in problem(send(client, opened=token))
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Sai ở https://a.example/x và http://www.b.example.", 2),
        ("Vào www.c.example, HTTPS://D.EXAMPLE", 2),
        ("nohu88.com, bet.vip và xoso.com.vn/dk", 3),
        ("Ngày 23.5.2026, điều 3.2, TP.Minh Giang, ông A.B.C", 0),
        ("câu cuối.Vì vậy cần sửa, xem tr.5", 0),
        ("minhgiang.gov.vn ghi khác", 1),
    ],
)
def test_links_are_counted_with_a_scheme_or_without(text, count):
    assert spam.count_links(text) == count


@pytest.mark.parametrize(("links", "status"), [(2, 303), (3, 200)])
def test_a_text_holds_two_links_at_most(client, links, status):
    answer = send(client, text=f"{TEXT} " + "https://a.example/bai " * links)
    assert answer.status_code == status
    if status == 200:
        assert "nhiều nhất 2 địa chỉ" in answer.content.decode()
        assert typed(answer).count("https://a.example/bai") == 3


@pytest.mark.parametrize("text", ["a" * 80_000, "a." * 40_000, "www." * 20_000, "-" * 80_000])
def test_a_very_long_text_is_refused_with_a_word_not_with_a_stall(client, text):
    assert "Xin viết gọn" in send(client, text=text).content.decode()


def test_a_form_of_impossible_size_is_not_read(client):
    assert send(client, text="a" * 300_000).status_code == 400
    assert send(client, text="a" * 3_000_000).status_code == 400


@pytest.mark.every_database
def test_the_portal_takes_sixty_reports_within_an_hour_and_then_names_its_telephone(client):
    Identity(phone="0298 300 1234").save()
    with time_machine.travel(NOON, tick=False):
        for _ in range(spam.MOST_PER_HOUR - 1):
            make_report()
    assert send(client, at=NOON, after=60).status_code == 303
    refused = send(client, at=NOON, after=120)
    assert refused.status_code == 429
    assert "quá nhiều báo lỗi" in problem(refused)
    assert '<a href="tel:02983001234">0298 300 1234</a>' in refused.content.decode()
    assert typed(refused) == TEXT
    assert ErrorReport.objects.count() == spam.MOST_PER_HOUR
    assert send(client, at=NOON, after=3_700).status_code == 303


def test_a_full_hour_is_explained_without_a_telephone_too(client):
    with time_machine.travel(NOON, tick=False):
        for _ in range(spam.MOST_PER_HOUR):
            make_report()
    assert "hoặc gọi" not in problem(send(client, at=NOON))


@pytest.mark.every_database
def test_whether_the_hour_is_full_is_one_question(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert not ErrorReport.objects.is_full()
