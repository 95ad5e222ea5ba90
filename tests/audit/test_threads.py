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

THREADS, TIMES = 8, 25


@pytest.mark.django_db(transaction=True)
@pytest.mark.any_database("postgres")
def test_eight_who_act_at_once_leave_no_gap_and_take_no_number_twice():
    chief = make_superuser()
    items = [make_article(State.DRAFT, by=chief) for _ in range(THREADS)]
    gate = Barrier(THREADS)

    def work(item) -> None:
        try:
            gate.wait()
            for _ in range(TIMES):
                actions.save(item, by=chief)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(work, item) for item in items]:
            done.result()
    numbers = AuditEntry.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, THREADS + THREADS * TIMES + 1))
    assert "nguyên vẹn" in verified()
