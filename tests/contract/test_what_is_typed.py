"""What is typed into a form of the desk is kept, given back to its owner, and touches no item."""

import re
from typing import Any

import pytest

from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.drafts.models import Autosave
from portal.core.workflow import actions
from tests.contract.pages import form_data
from tests.contract.stages import on_stages
from tests.factories import make_superuser, make_user

# What the rows hold on either database stands in `tests/core/test_autosaves.py`.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite"), on_stages(State.DRAFT)]

WINDOW, OTHER_WINDOW = "a" * 32, "b" * 32
TYPED = "Chữ đang gõ dở"


@pytest.fixture
def lan(sign_in):
    """The browser of somebody who may do everything."""
    return sign_in(make_superuser(full_name="Trần Thị Lan"))


def opened(browser, stage) -> dict[str, Any]:
    """Return the fields of the item's form, as a browser has them."""
    return form_data(browser.get(stage.contract.desk("change", stage.item.pk)).content.decode())


def keep(browser, stage, *, new: bool = False, window: str = WINDOW, **typed: Any) -> Any:
    """Send what the script of the form sends, as it does."""
    place = ("autosave_new",) if new else ("autosave", stage.item.pk)
    fields = {"title": TYPED, **typed, "_window": window}
    return browser.post(stage.contract.desk(*place), fields)


def is_offered(text: str) -> bool:
    """Return whether a form offers what was typed in some window."""
    return re.search(r"\?khoi-phuc=\w", text) is not None


def restored(browser, stage, *, new: bool = False, window: str = WINDOW) -> str:
    """Return the form that is asked for what was typed in a window."""
    url = stage.contract.desk("add") if new else stage.contract.desk("change", stage.item.pk)
    return browser.get(f"{url}?khoi-phuc={window}").content.decode()


def test_it_is_kept_and_the_item_stays_as_it_was(lan, stage):
    before = stage.contract.model.objects.filter(pk=stage.item.pk).values().get()
    answer = keep(lan, stage)
    assert answer.status_code == 200
    assert answer.json()["kept"]
    assert stage.contract.model.objects.filter(pk=stage.item.pk).values().get() == before
    assert Autosave.objects.get().fields["title"] == [TYPED]


def test_neither_tokens_nor_buttons_are_kept(lan, stage):
    keep(lan, stage, csrfmiddlewaretoken="x" * 32, _transition="publish")
    kept = Autosave.objects.get().fields
    assert [name for name in kept if name.startswith(("_", "csrf"))] == []


def test_it_is_offered_and_given_back_unfinished_as_it_is_without_complaints(lan, stage):
    keep(lan, stage, **{**opened(lan, stage), "title": TYPED, "summary": ""})
    offer = lan.get(stage.contract.desk("change", stage.item.pk)).content.decode()
    assert f"?khoi-phuc={WINDOW}" in offer
    assert form_data(offer)["title"] == stage.item.title
    text = restored(lan, stage)
    assert form_data(text)["title"] == TYPED
    assert form_data(text)["summary"] == ""
    assert "errornote" not in text
    assert not is_offered(text)


def test_it_is_nobody_elses(lan, stage, sign_in):
    keep(lan, stage)
    other = sign_in(make_superuser())
    assert not is_offered(other.get(stage.contract.desk("change", stage.item.pk)).content.decode())
    text = restored(other, stage)
    assert TYPED not in text
    assert "Bản gõ dở này không còn" in text


def test_two_windows_do_not_overwrite_each_other(lan, stage):
    keep(lan, stage)
    keep(lan, stage, window=OTHER_WINDOW, title="Ở cửa sổ kia")
    assert form_data(restored(lan, stage))["title"] == TYPED


def test_once_saved_nothing_is_offered_and_what_comes_late_is_not_kept(lan, stage):
    keep(lan, stage, **{**opened(lan, stage), "title": TYPED})
    url = stage.contract.desk("change", stage.item.pk)
    sent = form_data(restored(lan, stage)) | {"_continue": "1"}
    window = sent["_window"]
    keep(lan, stage, window=window)
    assert lan.post(url, sent).status_code == 302
    assert stage.contract.model.objects.get(pk=stage.item.pk).title == TYPED
    assert not Autosave.objects.filter(is_saved=False).exists()
    assert keep(lan, stage, window=window).json()["kept"] is False
    assert not is_offered(lan.get(url).content.decode())


def test_a_form_that_is_refused_keeps_its_window(lan, stage):
    url = stage.contract.desk("change", stage.item.pk)
    sent = form_data(lan.get(url).content.decode()) | {"title": "", "_continue": "1"}
    again = form_data(lan.post(url, sent).content.decode())
    assert again["_window"] == sent["_window"]
    assert not Autosave.objects.exists()


def test_it_is_based_on_the_version_on_which_it_was_typed(lan, stage):
    keep(lan, stage, base_version=stage.item.version)
    theirs = stage.contract.model.objects.get(pk=stage.item.pk)
    actions.save(theirs, by=make_superuser(full_name="Lê Văn Hùng"))
    text = restored(lan, stage)
    assert "Lê Văn Hùng đã lưu" in text
    assert form_data(text)["title"] == TYPED


def test_a_new_item_is_kept_and_given_back_too(lan, stage):
    assert keep(lan, stage, new=True).json()["kept"]
    assert TYPED in lan.get(stage.contract.desk("add")).content.decode()
    assert form_data(restored(lan, stage, new=True))["title"] == TYPED


def test_text_of_an_item_that_was_deleted_goes_into_a_new_one(lan, stage):
    keep(lan, stage)
    actions.delete(stage.contract.model.objects.get(pk=stage.item.pk), by=make_superuser())
    assert form_data(restored(lan, stage, new=True))["title"] == TYPED


def test_it_is_thrown_away_without_a_script(lan, stage):
    keep(lan, stage)
    answer = lan.post(stage.contract.desk("discard"), {"_discard": WINDOW})
    assert answer["Location"] == stage.contract.desk("change", stage.item.pk)
    assert not Autosave.objects.exists()


def test_without_a_session_the_script_is_told_and_nothing_is_kept(client, stage):
    answer = client.post(stage.contract.desk("autosave", stage.item.pk), {"_window": WINDOW})
    assert answer.status_code == 401
    assert answer.json()["token"]
    assert not Autosave.objects.exists()


def test_another_account_in_the_same_browser_does_not_take_the_text(lan, stage):
    place = stage.contract.desk("autosave", stage.item.pk)
    answer = lan.post(place, {"_window": WINDOW}, headers={"X-Desk-Writer": "0"})
    assert answer.status_code == 401
    assert "Trần Thị Lan" in answer.json()["message"]


def test_whoever_may_not_save_the_item_keeps_nothing_beside_it(stage, sign_in):
    stranger = sign_in(make_user(AccountRole.CONTRIBUTOR))
    answer = stranger.post(stage.contract.desk("autosave", stage.item.pk), {"_window": WINDOW})
    assert answer.status_code == 403
    assert "Chữ vẫn còn" in answer.json()["message"]


def test_a_form_of_more_than_five_megabytes_is_not_kept_and_says_why(lan, stage):
    answer = lan.post(
        stage.contract.desk("autosave_new"), {"_window": WINDOW, "body": "x" * 5_000_001}
    )
    assert answer.status_code == 413
    assert "5 MB" in answer.json()["message"]
