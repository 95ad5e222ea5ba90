"""Counting what readers search for: nothing of who they are, and no write per reader."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import DatabaseError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.core.search import log
from portal.core.search.models import SearchCount
from portal.core.search.personal import may_be_personal
from portal.core.tally import Tally
from portal.core.text import fold

pytestmark = pytest.mark.django_db


def stored() -> list[tuple[str, str, int, int]]:
    """Return what the table holds once all that waits is written."""
    log.write()
    rows = SearchCount.objects.order_by("day", "words")
    return list(rows.values_list("words", "typed", "times", "found"))


# Counting ----------------------------------------------------------------------------------


def test_a_search_is_counted_under_its_folded_words_with_its_last_spelling():
    log.note("Đăng ký  khai sinh", 3)
    log.note("dang ky khai sinh?", 0)
    assert stored() == [("dang ky khai sinh", "dang ky khai sinh?", 2, 0)]


def test_numbers_of_several_processes_add_up():
    log.note("thuế đất", 4)
    assert stored() == [("thue dat", "thuế đất", 1, 4)]
    log.note("Thuế đất", 5)
    log.note("nước sạch", 1)
    assert stored() == [("nuoc sach", "nước sạch", 1, 1), ("thue dat", "Thuế đất", 2, 5)]


def test_a_search_costs_a_reader_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        for number in range(20):
            log.note(f"thuế {number}", 1)
    assert len(stored()) == 20


def test_what_waits_is_written_after_half_a_minute(monkeypatch):
    log.note("thuế đất", 4)
    assert not SearchCount.objects.exists()
    monkeypatch.setattr(log, "EVERY", 0.0)
    log.note("thuế đất", 4)
    assert SearchCount.objects.get().times == 2


def test_many_different_searches_do_not_wait_for_the_clock(monkeypatch):
    monkeypatch.setattr(log, "MOST_WAITING", 3)
    for number in range(3):
        log.note(f"thuế {number}", 1)
    assert SearchCount.objects.count() == 3


def test_each_day_has_rows_of_its_own_and_begins_at_midnight_in_vietnam():
    with time_machine.travel("2026-05-19T16:59:00+00:00", tick=False) as clock:
        log.note("thuế đất", 4)
        clock.shift(timedelta(minutes=2))
        log.note("thuế đất", 5)
        log.write()
    days = SearchCount.objects.order_by("day").values_list("day", "found")
    assert list(days) == [(date(2026, 5, 19), 4), (date(2026, 5, 20), 5)]


def test_writing_costs_the_same_for_many_searches_as_for_few(django_assert_max_num_queries):
    for number in range(90):
        log.note(f"thuế {number}", 1)
    with django_assert_max_num_queries(10):
        log.write()
    assert SearchCount.objects.count() == 90


def test_a_flood_does_not_fill_the_table_and_what_is_known_is_counted_on(monkeypatch):
    monkeypatch.setattr(log, "MAX_A_DAY", 5)
    log.note("thuế đất", 1)
    log.write()
    for number in range(50):
        log.note(f"lũ {number}", 0)
    log.note("nước sạch", 1)
    log.note("nước sạch", 1)
    log.note("thuế đất", 1)
    rows = {words: times for words, _, times, _ in stored()}
    assert len(rows) == 5
    assert (rows["nuoc sach"], rows["thue dat"]) == (2, 2)
    log.note("thuế đất", 1)
    log.note("thêm một câu", 1)
    assert len(stored()) == 5
    assert SearchCount.objects.get(words="thue dat").times == 3


def test_rows_older_than_a_little_more_than_a_year_go_by_themselves():
    today = timezone.localdate()
    for days in (400, 401):
        day = today - timedelta(days=days)
        SearchCount.objects.create(day=day, words=f"cu {days}", typed="cũ")
    log.note("mới", 1)
    assert [words for words, *_ in stored()] == ["cu 400", "moi"]


def test_a_database_that_refuses_costs_numbers_and_no_page(monkeypatch):
    def refuse(day, searches):
        raise DatabaseError

    monkeypatch.setattr(log, "EVERY", 0.0)
    monkeypatch.setattr(log, "_add", refuse)
    log.note("thuế đất", 4)
    monkeypatch.undo()
    assert stored() == []


# What is not kept --------------------------------------------------------------------------

NUMBER = "".join(map(str, range(1, 10)))  # of nobody
PERSONAL = [
    NUMBER,
    f"Nguyễn Văn A {NUMBER}",
    "0" + " ".join(NUMBER),
    "012 345 678",
    "0123.456.78",
    "0123-456-78",
    "(012) 345–6789",
    "0123 . 456 . 78",
    "0_1_2_3_4_5_6_7",
    "0123\u200b4567",
    "0123\u00a04567",
    "０１２３４５６７",
    "0\u03321\u03322\u03323\u03324\u03325\u03326\u03327",
    "ten@minhgiang.example",
    "ten @ minhgiang.example",
    "ten＠minhgiang",
    "https://minhgiang.example/ai",
    "www.minhgiang",
    "facebook.com/ai-do",
    "xem minhgiang.vn",
    "trang.example/ai",
    "2025-2030-2031",
    "0 2025-2030",
]
HARMLESS = [
    "3602/QĐ-UBND",
    "42/2022/NĐ-CP",
    "nghị định 42/2022/NĐ-CP",
    "1234/2025/QĐ-UBND",
    "lịch cúp điện 23/11/2026",
    "nhiệm kỳ 2025-2030",
    "năm học 2026 – 2027",
    "tổng đài 1022",
    "covid-19",
    "TP.HCM",
    "P.Bến Nghé",
    "GS.TS",
    "1234567",
    "đường 3/2, 30/4",
]


@pytest.mark.parametrize("typed", PERSONAL)
def test_what_may_name_a_person_is_not_kept(typed):
    log.note(typed, 1)
    assert stored() == []


@pytest.mark.parametrize("typed", HARMLESS)
def test_numbers_of_documents_dates_and_places_are_kept(typed):
    log.note(typed, 1)
    assert [row[0] for row in stored()] == [fold(typed)]


@pytest.mark.parametrize("typed", ["", "  ", "?!", "a " * 13, "a" * 81, "nghiêng " * 12])
def test_nothing_and_long_sentences_are_not_kept(typed):
    log.note(typed, 1)
    assert stored() == []


def test_twelve_words_are_kept():
    log.note("a " * 12, 1)
    assert len(stored()) == 1


def test_a_spelling_is_cut_where_its_words_are_few(client):
    log.note("thuế" + "!" * 500, 1)
    assert [len(row[1]) for row in stored()] == [120]


def test_a_row_has_no_place_for_anything_else():
    names = {field.name for field in SearchCount._meta.get_fields()}
    assert names == {"id", "day", "words", "typed", "times", "found"}


DIGITS = st.tuples(st.sampled_from("0123456789"), st.sampled_from(["", " ", ".", "-", " . "]))


@given(st.lists(DIGITS, min_size=8))
def test_no_way_of_writing_a_long_number_hides_it(digits):
    number = "".join(digit + gap for digit, gap in digits)
    is_years = len(digits) == 8 and "-" in number
    assert is_years or may_be_personal(f"gọi {number} nhé")


@given(st.text(max_size=200))
def test_any_text_is_judged_and_noted_without_an_error(text):
    log.note(text, 0)
    may_be_personal(text)


# The common class --------------------------------------------------------------------------


def test_a_tally_joins_in_the_order_of_coming_and_is_empty_once_taken():
    tally: Tally[str, str] = Tally(lambda earlier, later: earlier + later)
    for key, value in (("b", "1"), ("a", "2"), ("b", "3")):
        tally.add(key, value)
    assert list(tally.take().items()) == [("b", "13"), ("a", "2")]
    assert tally.take() == {}


def test_a_tally_is_due_by_the_clock_or_by_its_size():
    tally: Tally[str, int] = Tally(max)
    assert not tally.is_due(every=60, most=1)
    assert tally.is_due(every=0, most=1)
    tally.add("a", 1)
    assert tally.is_due(every=60, most=1)
