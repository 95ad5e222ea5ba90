"""The first page of the desk leads to the work of every day, for every content type."""

import pytest
from django.urls import reverse

from tests.contract.cast import each_contract
from tests.contract.pages import addresses
from tests.contract.registry import Part
from tests.contract.stages import on_contracts

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

WRITES = ("contributor who wrote it", "contributor with a grant to edit")
DECIDES = ("superuser", "chief")
each_filed = on_contracts("cast", Part.CATEGORY)


def tiles(cast, who: str) -> list[str]:
    """Return which tiles about the content type a person is shown."""
    rows = cast.contract.desk("changelist")
    urls = {
        "write": cast.contract.desk("add"),
        "decide": f"{rows}?trang-thai=submitted",
        "own": f"{rows}?cua-toi=1",
    }
    shown = addresses(cast.browser(who).get(reverse("admin:index")).content.decode(), within="nav")
    return [name for name, url in urls.items() if url in shown]


@each_contract
@pytest.mark.parametrize("who", DECIDES)
def test_whoever_decides_is_led_to_what_waits_for_it(cast, who):
    assert tiles(cast, who) == ["write", "decide", "own"]


@each_filed
def test_an_editor_is_led_to_what_waits_for_it(cast):
    assert tiles(cast, "editor of the category") == ["write", "decide", "own"]


@each_filed
@pytest.mark.parametrize("who", WRITES)
def test_a_contributor_is_led_to_their_own_work(cast, who):
    assert tiles(cast, who) == ["write", "own"]


@each_contract
@pytest.mark.parametrize("who", [*WRITES, "editor of the category"])
def test_nobody_is_led_to_a_type_that_their_role_has_nothing_to_do_with(cast, who):
    works = cast.contract.has(Part.CATEGORY)
    assert bool(tiles(cast, who)) is works


@each_contract
def test_who_keeps_accounts_is_led_to_no_content(cast):
    assert tiles(cast, "user administrator") == []
