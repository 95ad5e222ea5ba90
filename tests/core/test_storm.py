"""Anybody may do anything at any time: what must hold holds afterwards."""

import pytest

from tests.storm_checks import broken
from tests.storming import prepare, storm

THREADS, STEPS, SEED = 8, 30, 20260523


@pytest.mark.django_db(transaction=True)
@pytest.mark.every_database
def test_random_actions_of_many_at_once_leave_all_that_must_hold():
    outcome = storm(prepare(), threads=THREADS, steps=STEPS, seed=SEED)
    assert outcome.unexpected == []
    assert broken() == []
    assert outcome.done.total() > STEPS  # it was a storm, not a row of refusals
