"""One bad day is no reason to call a link broken."""

from datetime import UTC, datetime, timedelta

from portal.core.linkcheck.asking import Answer
from portal.core.linkcheck.judging import judge
from portal.core.linkcheck.models import Address, digest_of
from portal.core.linkcheck.verdicts import Place, Reason, Verdict

NOW = datetime(2026, 5, 20, 18, 0, tzinfo=UTC)
DAY = timedelta(days=1)
BAD = Answer(Reason.NOT_FOUND, 404)
GOOD = Answer(answered=True)


def address() -> Address:
    url = "https://trang.example/tin"
    return Address(url=url, digest=digest_of(url), place=Place.WEB, host="trang.example")


def verdicts(row: Address, *answers: Answer, step: timedelta = DAY) -> list[str]:
    found = []
    for number, answer in enumerate(answers):
        judge(row, answer, NOW + number * step)
        found.append(str(row.verdict))
    return found


def test_a_page_is_broken_after_three_days_without_a_good_one_between():
    row = address()
    assert verdicts(row, BAD, BAD, BAD) == [Verdict.FAILING, Verdict.FAILING, Verdict.BROKEN]
    assert row.since == NOW
    assert row.reason_in_words == "Trang đích báo không tìm thấy (404)"
    assert verdicts(address(), BAD, BAD, GOOD, BAD, BAD)[-1] == Verdict.FAILING


def test_three_tries_on_one_day_are_one():
    assert verdicts(address(), BAD, BAD, BAD, step=timedelta(hours=1))[-1] == Verdict.FAILING


def test_every_state_says_when_it_is_asked_again():
    row = address()
    for answers, earliest, latest in (
        ([BAD], 0.5, 1),
        ([BAD, BAD, BAD], 2, 5),
        ([GOOD], 14, 21),
        ([Answer(Reason.CLOSED, 403)], 14, 21),
        ([Answer(Reason.WAIT, 429, wait_until=NOW + 3 * DAY)], 3, 3),
    ):
        row = address()
        verdicts(row, *answers)
        waits = row.due_at - (NOW + (len(answers) - 1) * DAY)
        assert earliest * DAY <= waits <= latest * DAY, answers


def test_what_nothing_can_be_said_of_is_never_broken():
    unclear = Answer(Reason.CLOSED, 403)
    assert set(verdicts(address(), *[unclear] * 5)) == {Verdict.UNCLEAR}
    waits = Answer(Reason.WAIT, 503, wait_until=NOW)
    assert verdicts(address(), BAD, BAD, waits) == [Verdict.FAILING] * 3


def test_an_address_that_can_never_work_is_broken_at_once():
    for reason in (Reason.MALFORMED, Reason.USER, Reason.INSIDE):
        assert verdicts(address(), Answer(reason)) == [Verdict.BROKEN]


def test_a_link_that_works_again_begins_anew():
    row = address()
    verdicts(row, BAD, BAD, BAD, GOOD)
    assert (row.failed_days, str(row.since)) == (0, "None")


def test_a_page_that_was_moved_is_suggested_from_the_day_it_was_seen():
    row = address()
    moved = Answer(moved_to="https://trang.example/moi", answered=True)
    assert verdicts(row, GOOD, moved, moved)[1:] == [Verdict.MOVED] * 2
    assert (row.suggestion, row.since) == ("https://trang.example/moi", NOW + DAY)
