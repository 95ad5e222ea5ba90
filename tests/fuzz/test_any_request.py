"""Whatever is asked, the portal answers: no fault of the server, nothing told, nobody led away.

Both databases are asked half of the requests each.
"""

import pytest

from tests.fuzz import drawing, fields, running

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

OF_THE_DESK = 0.03
"""The part of all requests that accounts make: each takes five times as long."""
each_half = pytest.mark.parametrize(
    "part",
    [
        pytest.param(at, marks=pytest.mark.any_database(name))
        for at, name in enumerate(("sqlite", "postgres"))
    ],
)
_DEAR = (
    *("front:archive-month", "front:archive-day", "front:archive-year", "preview:shared"),
    "media:file",
)
_CALLS = (
    *("autosave", "presence", "session", "people", "media_", "legacy", "at_hand", "again"),
    *("autocomplete", "notices_read"),
)


@each_half
def test_whatever_strangers_ask_is_answered(portal, addresses, part):
    of_readers = {n: a for n, a in addresses.items() if not n.startswith("admin:")}
    dear = [of_readers.pop(name) for name in _DEAR]
    kinds = drawing.of_the_public(list(of_readers.values()), dear)
    wanted = round(running.REQUESTS * (1 - OF_THE_DESK) / 2)
    assert running.ask_many(portal, kinds, wanted, part) >= wanted


@each_half
def test_whatever_accounts_ask_is_answered(portal, addresses, part):
    of_desk = {n: a for n, a in addresses.items() if n.startswith("admin:")}
    calls = [a for n, a in of_desk.items() if any(word in n for word in _CALLS)]
    filled_in = [a for n, a in of_desk.items() if n.endswith(("_add", "_change"))]
    forms = fields.forms_of(portal, filled_in)
    kinds = drawing.of_the_desk(calls, list(of_desk.values()), forms, fields.desk_names())
    wanted = round(running.REQUESTS * OF_THE_DESK / 2)
    assert running.ask_many(portal, kinds, wanted, part) >= wanted
