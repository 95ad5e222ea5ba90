"""Many act in the same instant: still one chain."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from portal.core.audit.models import AuditEntry
from portal.core.content import State
from portal.core.workflow import actions
from tests.audit.tampering import verified
from tests.factories import make_article, make_superuser

TIMES = 25


@pytest.mark.django_db(transaction=True)
@pytest.mark.any_database("postgres")
def test_those_who_act_at_once_leave_no_gap_and_take_no_number_twice():
    # SQLite lets one write at a time, and the others wait for it no longer than five seconds.
    threads = 8 if connection.vendor == "postgresql" else 2
    chief = make_superuser()
    items = [make_article(State.DRAFT, by=chief) for _ in range(threads)]
    gate = Barrier(threads)

    def work(item) -> None:
        try:
            gate.wait()
            for _ in range(TIMES):
                actions.save(item, by=chief)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(work, item) for item in items]:
            done.result()
    numbers = AuditEntry.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, threads * (1 + TIMES) + 1))
    assert "nguyên vẹn" in verified()
