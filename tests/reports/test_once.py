"""One opening of the form brings one report, however often its button is pressed."""

import time

import pytest
import time_machine
from django.core import signing

from portal.sections.reports import spam
from portal.sections.reports.forms import ReportForm
from portal.sections.reports.models import ErrorReport
from tests.contract.pages import form_data, parse
from tests.reports.letters import FORM, NOON, RECEIVED, TEXT, make_report, opened

pytestmark = pytest.mark.django_db

OTHER = "Ở đoạn cuối cũng sai: cầu dài 500 mét, không phải 50 mét."


@pytest.fixture
def clock():
    """Noon, when the forms of a test are opened."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def form(client, clock):
    """A form that was opened a minute ago and filled in."""
    form = opened(client) | {"text": TEXT}
    clock.shift(60)
    return form


def thanked(answer) -> bool:
    return (answer.status_code, answer.get("Location")) == (303, RECEIVED)


@pytest.mark.parametrize(
    "typed",
    [
        {"text": TEXT, "contact": "0912 345 678"},
        {"text": f"  {TEXT}\r\nDo\u0300ng hai.\u200b\r\n", "contact": " hoa@minhgiang.example "},
        {"text": TEXT, "page": "http://testserver/tin/?nam=2026"},
    ],
    ids=["plain", "not in its normal form", "a copied address"],
)
def test_a_double_click_stores_one_report_and_thanks_twice(client, form, typed):
    assert thanked(client.post(FORM, form | typed))
    assert thanked(client.post(FORM, form | typed))
    assert ErrorReport.objects.count() == 1


def test_two_requests_in_the_same_instant_store_one_report_and_thank_twice(
    client, form, monkeypatch
):
    monkeypatch.setattr(ReportForm, "earlier", None)  # neither sees the other's row
    assert [thanked(client.post(FORM, form)) for _ in range(2)] == [True, True]
    assert ErrorReport.objects.count() == 1


def test_a_double_click_that_fills_the_hour_is_thanked_twice_too(client, form):
    for _ in range(spam.MOST_PER_HOUR - 1):
        make_report()
    assert [thanked(client.post(FORM, form)) for _ in range(2)] == [True, True]


def test_who_goes_back_and_reports_something_else_loses_no_word(client, form, clock):
    client.post(FORM, form)
    refused = client.post(FORM, form | {"text": OTHER})
    page = parse(refused.content.decode())
    assert "đã nhận" in page.all("div", role="alert")[0].text
    again = form_data(refused.content.decode())
    assert again["text"].strip() == OTHER
    clock.shift(4)
    assert thanked(client.post(FORM, again))
    assert set(ErrorReport.objects.values_list("text", flat=True)) == {TEXT, OTHER}


def test_a_program_that_sends_one_form_again_and_again_stores_one_report(client, form):
    for number in range(5):
        client.post(FORM, form | {"text": f"{TEXT} Lần {number}."})
    assert ErrorReport.objects.count() == 1


def test_forms_opened_in_the_same_instant_are_not_one(client, clock):
    forms = [opened(client) | {"text": TEXT} for _ in range(2)]
    clock.shift(60)
    assert all(thanked(client.post(FORM, form)) for form in forms)
    assert ErrorReport.objects.count() == 2


def test_a_form_refused_at_a_field_stays_the_same_form(client, form):
    refused = client.post(FORM, form | {"contact": "gặp ở chợ"})
    assert form_data(refused.content.decode())["opened"] == form["opened"]
    assert thanked(client.post(FORM, form))


def test_a_form_opened_before_openings_had_numbers_is_an_old_one(client, form):
    old = signing.dumps(time.time() - 60, salt="portal.sections.reports")
    refused = client.post(FORM, form | {"opened": old})
    assert "quá lâu" in parse(refused.content.decode()).all("div", role="alert")[0].text
