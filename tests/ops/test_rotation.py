"""Which backups stay."""

from datetime import datetime, timedelta

from portal.core.ops.backups.folder import BEFORE_RESTORE
from portal.core.ops.backups.rotation import Keep, doomed

KEEP = Keep(days=7, weeks=4, months=12)


def at(name: str) -> datetime:
    return datetime.strptime(name[:15], "%Y%m%d-%H%M%S")


def nights(many: int) -> list[str]:
    last = datetime(2026, 12, 31, 1, 30)
    return [f"{last - timedelta(days=day):%Y%m%d-%H%M%S}" for day in range(many)]


def left(names: list[str], keep: Keep = KEEP) -> list[str]:
    return sorted(set(names) - set(doomed(names, keep, at)), reverse=True)


def test_after_two_years_there_are_days_weeks_and_months():
    stay = [name[:8] for name in left(nights(730))]
    assert stay[:7] == [f"202612{day}" for day in range(31, 24, -1)]
    assert stay[7:9] == ["20261220", "20261213"]
    assert stay[9:] == [
        "20261130", "20261031", "20260930", "20260831", "20260731", "20260630",
        "20260531", "20260430", "20260331", "20260228", "20260131",
    ]  # fmt: skip


def test_a_night_later_at_most_one_of_each_kind_goes():
    kept: list[str] = []
    for name in reversed(nights(500)):
        before, kept = kept, left([*kept, name])
        assert len(set(before) - set(kept)) <= 2
    assert 18 <= len(kept) <= 23


def test_the_newest_three_stay_though_they_are_of_one_day():
    names = [f"20260101-0{hour}0000" for hour in range(6)]
    assert left(names) == ["20260101-050000", "20260101-040000", "20260101-030000"]
    assert left(names, Keep(0, 0, 0)) == left(names)


def test_what_a_restore_has_kept_is_counted_apart():
    own = [f"2025010{day}-000000{BEFORE_RESTORE}" for day in range(1, 5)]
    stay = left([*nights(30), *own])
    assert [name for name in stay if name.endswith(BEFORE_RESTORE)] == [own[3], own[2]]


def test_a_gap_takes_nothing_away():
    names = ["20240105-013000", "20250203-013000", "20260304-013000", "20260405-013000"]
    assert left(names) == sorted(names, reverse=True)
