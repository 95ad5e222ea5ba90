"""Hundreds of guesses from many addresses enter no account, and keep no owner out."""

import pytest

from tests.login.attack import Attack

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]


def test_an_attack_enters_nothing_and_keeps_no_owner_out():
    attack = Attack(accounts=3, addresses=12)
    attack.prepare()
    for number, guess in enumerate(attack.guesses(180)):
        attack.guess(*guess)
        if number % 60 == 59:
            assert attack.owner_comes_in()
            assert attack.neighbour_comes_in()
    assert attack.entered == 0
    assert attack.rows()["failures"] <= 12 * 3 + 12 + 3 + 10
