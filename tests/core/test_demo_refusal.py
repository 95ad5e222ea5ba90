"""A real portal does not start on a database whose passwords everybody knows."""

import pytest
from django.db import DatabaseError

from portal.core.accounts import demo
from portal.core.accounts.models import User
from tests.factories import make_user


@pytest.mark.django_db
def test_a_demo_account_stops_a_real_portal_with_one_line():
    make_user(is_demo=True)
    with pytest.raises(SystemExit) as stop:
        demo.refuse_demo_accounts()
    message = str(stop.value)
    assert message.startswith("Cổng không khởi động:")
    assert "load_demo --remove" in message
    assert "\n" not in message


@pytest.mark.django_db
def test_a_demo_account_that_was_switched_off_stops_it_too():
    make_user(is_demo=True, is_active=False)
    with pytest.raises(SystemExit):
        demo.refuse_demo_accounts()


@pytest.mark.django_db
def test_a_database_without_demo_accounts_is_accepted():
    make_user()
    demo.refuse_demo_accounts()
    assert User.objects.count() == 1


@pytest.mark.parametrize("switch", ["DEMO", "DEBUG"])
@pytest.mark.django_db
def test_a_demo_or_a_development_machine_may_have_them(settings, switch: str):
    make_user(is_demo=True)
    setattr(settings, switch, True)
    demo.refuse_demo_accounts()
    assert User.objects.filter(is_demo=True).exists()


def test_a_database_that_is_down_does_not_stop_the_start(monkeypatch: pytest.MonkeyPatch):
    asked = []

    def fail(**conditions: object) -> None:
        asked.append(conditions)
        raise DatabaseError("không kết nối được")

    monkeypatch.setattr(User.objects, "filter", fail)
    demo.refuse_demo_accounts()
    assert asked == [{"is_demo": True}]
