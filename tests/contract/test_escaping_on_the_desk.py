"""The same attack seen from the inside: lists, forms, history, preview, questions, refusals."""

import pytest
from django.test import Client

from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from tests.contract.hostile import ATTACK
from tests.contract.pages import parse
from tests.contract.registry import Part
from tests.contract.stages import on_contracts
from tests.factories import make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

each_hostile = on_contracts("hostile")


@pytest.fixture(scope="module")
def browser(hostile) -> Client:
    client = Client()
    client.force_login(make_superuser(full_name=ATTACK))
    return client


@pytest.fixture(scope="module")
def texts(hostile, browser) -> dict[str, str]:
    """Open every page of the desk once."""
    answers = {name: browser.get(url) for name, url in hostile.desk_pages().items()}
    refused = {name: a.status_code for name, a in answers.items() if a.status_code != 200}
    assert not refused
    return {name: answer.content.decode() for name, answer in answers.items()}


@each_hostile
def test_no_page_of_the_desk_has_the_attack_as_an_element(texts):
    raw = [n for n, t in texts.items() if "<script>alert" in t.lower() and n != "autocomplete"]
    assert not raw


@each_hostile
def test_no_page_of_the_desk_lets_the_attack_out_of_an_attribute(texts):
    running = {
        name: found
        for name, text in texts.items()
        if name != "autocomplete" and (found := parse(text).handlers)
    }
    assert running == {}


@each_hostile
@pytest.mark.parametrize(
    "name", ["list", "form", "preview", "history", "one step", "withdraw", "delete"]
)
def test_colleagues_see_the_words_as_they_were_written(texts, name):
    page = parse(texts[name])
    values = {e["value"] for e in page.elements} | {e.text.strip() for e in page.elements}
    assert [value for value in values if ATTACK in value]


@each_hostile
def test_the_reason_of_a_return_stays_words(hostile, browser):
    contract = hostile.stage.contract
    returned = contract.model.objects.in_state(State.RETURNED).get()
    for name in ("history", "change"):
        text = browser.get(contract.desk(name, returned.pk)).content.decode()
        assert "<script>alert" not in text
        assert ATTACK in {e.text for e in parse(text).elements}


@each_hostile
def test_the_question_before_many_are_withdrawn_stays_words(hostile, browser):
    data = {"action": "withdraw_selected", "_selected_action": [hostile.stage.item.pk]}
    text = browser.post(hostile.stage.contract.desk("changelist"), data).content.decode()
    assert ATTACK in parse(text).all("main")[0].text
    assert "<script>alert" not in text


@each_hostile
@pytest.mark.parametrize("action", ["publish_selected", "submit_selected"])
def test_what_is_told_of_many_stays_words(hostile, browser, action):
    data = {"action": action, "_selected_action": [hostile.stage.item.pk], "confirmed": "1"}
    answer = browser.post(hostile.stage.contract.desk("changelist"), data)
    rows = parse(answer.content.decode()).all("ul", **{"class": "ask__items"})
    assert ATTACK in rows[0].text
    assert "<script>alert" not in answer.content.decode()


@on_contracts("hostile", Part.CATEGORY)
def test_a_refusal_stays_words(hostile, sign_in):
    writer = make_user(AccountRole.CONTRIBUTOR, full_name=ATTACK, writes=(hostile.stage.own,))
    type(hostile.stage.item).objects.filter(pk=hostile.stage.item.pk).update(created_by=writer)
    url = hostile.stage.contract.desk("change", hostile.stage.item.pk)
    answer = sign_in(writer).post(url, {"title": ATTACK})
    assert answer.status_code == 403
    assert ATTACK in parse(answer.content.decode()).all("main")[0].text
    assert "<script>alert" not in answer.content.decode()


@on_contracts("hostile", Part.PICTURE)
def test_the_choices_of_a_picture_are_data(hostile, browser):
    answer = browser.get(hostile.choices_of_a_picture())
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["results"][0]["text"] == ATTACK
