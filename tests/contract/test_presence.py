"""Who else has an item open is told in its form and in the list; nothing is locked."""

from datetime import timedelta

import pytest
import time_machine

from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.workflow import actions
from tests.contract.stage import NOW
from tests.contract.stages import on_stages
from tests.factories import make_superuser, make_user

pytestmark = [pytest.mark.django_db, on_stages(State.DRAFT)]


@pytest.fixture
def lan(sign_in):
    return sign_in(make_superuser(full_name="Trần Thị Lan"))


@pytest.fixture
def hung(sign_in):
    return sign_in(make_superuser(full_name="Lê Văn Hùng"))


def call(browser, stage, **fields):
    """Call as an open form does."""
    return browser.post(stage.contract.desk("presence", stage.item.pk), fields)


def form(browser, stage) -> str:
    return browser.get(stage.contract.desk("change", stage.item.pk)).content.decode()


def rows(browser, stage) -> str:
    return browser.get(stage.contract.desk("changelist")).content.decode()


def test_the_others_are_named_in_the_form_and_in_the_list(lan, hung, stage):
    assert call(lan, stage).json()["people"] == ""
    noun = stage.contract.model.noun()
    assert f"Trần Thị Lan cũng đang mở {noun} này." in form(hung, stage)
    assert call(hung, stage).json()["people"].startswith("Trần Thị Lan cũng đang mở")
    assert "Trần Thị Lan đang mở" in rows(hung, stage)
    people = hung.get(stage.contract.desk("people")).json()["people"]
    assert people == {str(stage.item.pk): "Trần Thị Lan đang mở"}
    assert "Trần Thị Lan đang mở" not in rows(lan, stage)


def test_who_may_not_see_an_item_is_not_told_who_is_at_it(lan, sign_in, stage):
    call(lan, stage)
    place = stage.contract.desk("people")
    assert sign_in(make_user()).get(place).status_code == 403
    answer = sign_in(make_user(AccountRole.CONTRIBUTOR)).get(place)
    assert answer.json().get("people", {}) == {}


def test_who_has_left_is_not_named(lan, hung, stage):
    call(lan, stage)
    call(lan, stage, _leave="1")
    assert "cũng đang mở" not in form(hung, stage)


def test_who_has_been_silent_for_forty_seconds_is_not_named(lan, hung, stage):
    call(lan, stage)
    with time_machine.travel(NOW + timedelta(seconds=41), tick=False):
        assert "cũng đang mở" not in form(hung, stage)
        assert "đang mở" not in rows(hung, stage)


def test_one_is_told_who_has_saved_meanwhile(lan, stage):
    item = stage.contract.model.objects.get(pk=stage.item.pk)
    place = stage.contract.desk("presence", item.pk)
    assert lan.get(place, {"base": item.version}).json()["saved"] == ""
    base = item.version
    actions.save(item, by=make_superuser(full_name="Lê Văn Hùng"))
    assert "Lê Văn Hùng vừa lưu" in lan.get(place, {"base": base}).json()["saved"]
