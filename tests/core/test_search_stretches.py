"""Looking among the newest first finds what looking among all at once finds.

PostgreSQL only; SQLite walks its table from the newest entry and has no stretches.
"""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from portal.core.content import State
from portal.core.search import engine, stretches, vocabulary
from portal.core.search.find import find, understood
from portal.core.search.match import Match
from portal.core.search.models import SearchEntry
from tests.factories import make_article, make_category, make_superuser

pytestmark = pytest.mark.django_db

QUERIES = [
    "tin",
    "tin phố",
    "tin lẻ",
    '"phố tin"',
    "tin -lẻ",
    "cầu",
    "lẻ cầu",
    "xưa",
    "tin xưa",
    "khongco",
]


@pytest.fixture(scope="module", autouse=True)
def archive(module_db) -> None:
    """Articles of four years, some on the same day; a draft and a scheduled one."""
    by, category = make_superuser(), make_category("Zzz")
    now = timezone.now()
    for number in range(24):
        words = "tin phố" if number % 2 else "phố tin lẻ"
        title = f"Cầu {words}" if number % 5 == 0 else words
        words += " xưa" if number >= 4 else ""  # common, but not in the newest stretch
        at = now - timedelta(days=number**2 * 2.5, minutes=5)
        make_article(by=by, category=category, title=title, body=f"<p>{words}</p>", at=at)
    make_article(State.DRAFT, by=by, category=category, title="tin phố")
    make_article(State.SCHEDULED, by=by, category=category, title="tin phố")
    vocabulary.recount()


@pytest.fixture
def small_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretches of a few articles, read anew."""
    monkeypatch.setattr(stretches, "SIZES", (2, 5, 12))
    monkeypatch.setattr(stretches, "_known", (float("-inf"), []))


def answers(limit: int) -> list[list[int]]:
    entries = SearchEntry.objects.published()
    return [[e.id for e in find(understood(q), entries, limit=limit).found] for q in QUERIES]


@pytest.mark.parametrize("limit", [1, 3, 7, 20, 100])
def test_the_answers_are_the_same(limit: int, request: pytest.FixtureRequest):
    at_once = answers(limit)
    request.getfixturevalue("small_stretches")
    assert answers(limit) == at_once
    assert [bool(found) for found in at_once] == [True] * 9 + [False]


def test_a_common_word_is_looked_for_in_stretches_and_a_rare_one_at_once(small_stretches: None):
    assert len(list(stretches.stretches(1.0, 1))) == 4
    assert len(list(stretches.stretches(0.5, 4))) == 2
    assert len(list(stretches.stretches(0.001, 1))) == 1


def test_the_stretches_follow_each_other_without_a_gap(small_stretches: None):
    found = list(stretches.stretches(1.0, 1))
    begins: list[datetime | None] = [stretch.before for stretch in found]
    assert begins[0] is None
    assert begins[1:] == sorted([b for b in begins if b is not None], reverse=True)
    assert found[-1].marks == []


def test_enough_in_the_newest_stretch_ends_the_search(
    small_stretches: None, django_assert_num_queries
):
    query = understood("tin")
    list(stretches.stretches(1.0, 1))  # knows by now when they begin
    with django_assert_num_queries(1):
        match = Match(query)
        assert len(engine.newest(SearchEntry.objects.published(), match, 2)) == 2
