"""Whatever happens, in whatever order: a stored page reads as one that is rendered now."""

import random

import pytest
import time_machine

from tests.factories import make_superuser
from tests.pagecache.conftest import Committed
from tests.pagecache.happenings import BEGIN, Portal

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


@pytest.mark.usefixtures("page_store")
@pytest.mark.parametrize("seed", range(2))
def test_no_stored_page_is_stale(seed: int, committed: Committed):
    with time_machine.travel(BEGIN, tick=False) as clock:
        people = make_superuser(), make_superuser()
        portal = Portal(random.Random(seed), clock, committed, people)
        happened = []
        for _ in range(5):
            happened.append(portal.anything())
            assert portal.stale() == [], happened
        assert portal.stored.repeated > len(happened)
