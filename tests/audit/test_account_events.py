"""Every sign-in, and every change of what an account is and may do, has its row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from categories.delegations import Delegation
from categories.models import Category
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.audit.client import COMMAND
from portal.core.audit.listeners import NO_SUCH_ACCOUNT
from portal.core.audit.models import AuditEntry
from portal.core.audit.verbs import Area, Verb
from tests.audit.tampering import newest
from tests.contract.pages import form_data
from tests.factories import PASSWORD, make_category, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

NEW = "Mùa-Bưởi-Minh-Giang-5"
SIGN_IN = reverse("admin:login")


@dataclass
class Office:
    """Who administers, whose account it is about, and a category to grant."""

    keeper: User
    colleague: User
    category: Category
    browser: Client

    def change(self, **changes: Any) -> None:
        """Send the form of the colleague's account; None takes a field out."""
        url = reverse("admin:accounts_user_change", args=[self.colleague.pk])
        data = form_data(self.browser.get(url).text) | changes
        sent = {name: value for name, value in data.items() if value is not None}
        assert self.browser.post(url, sent).status_code == 302

    def password(self, name: str, *args: int, **data: str) -> None:
        """Send a form that sets a password."""
        answer = self.browser.post(reverse(f"admin:{name}", args=args), data)
        assert answer.status_code == 302


@pytest.fixture(scope="module")
def people(module_db) -> tuple[User, User, Category]:
    """The rows of the office."""
    category = make_category("Cấp nước")
    colleague = make_user(AccountRole.CONTRIBUTOR, username="lan", full_name="Bùi Lan")
    return make_superuser(username="sep"), colleague, category


@pytest.fixture
def office(people, sign_in) -> Office:
    keeper, colleague = (User.objects.get(pk=person.pk) for person in people[:2])
    return Office(keeper, colleague, people[2], sign_in(keeper))


def own_password(office: Office) -> None:
    office.password("password_change", old_password=PASSWORD, new_password1=NEW, new_password2=NEW)


def reset(office: Office) -> None:
    data = {"usable_password": "true", "password1": NEW, "password2": NEW}
    office.password("auth_user_password_change", office.colleague.pk, **data)


def open_account(office: Office) -> None:
    data = {"username": "moi", "full_name": "Mới", "email": "moi@minhgiang.example"}
    data |= {"usable_password": "true", "password1": NEW, "password2": NEW}
    data |= {"category_grants-TOTAL_FORMS": "0", "category_grants-INITIAL_FORMS": "0"}
    office.browser.post(reverse("admin:accounts_user_add"), data)


def close(office: Office) -> None:
    office.change(is_active=None)


def reopen(office: Office) -> None:
    User.objects.filter(pk=office.colleague.pk).update(is_active=False)
    office.change(is_active="on")


def promote(office: Office) -> None:
    office.change(groups=[Group.objects.get(name=AccountRole.EDITOR.value).pk])


def grant(office: Office) -> None:
    row = {"category": office.category.pk, "role": "editor", "user": office.colleague.pk}
    office.change(**{f"category_grants-0-{name}": value for name, value in row.items()})


def delete(office: Office) -> None:
    url = reverse("admin:accounts_user_delete", args=[office.colleague.pk])
    office.browser.post(url, {"post": "yes"})


def sign_in(name: str, password: str = PASSWORD) -> Callable[[Office], object]:
    return lambda office: Client().post(SIGN_IN, {"username": name, "password": password})


DEEDS: dict[Verb, tuple[Callable[[Office], object], str, str]] = {
    Verb.LOGIN: (sign_in("sep"), "", ""),
    Verb.LOGOUT: (lambda office: office.browser.post(reverse("admin:logout")), "", ""),
    Verb.LOGIN_FAILED: (sign_in("lan", "sai"), "", ""),
    Verb.PASSWORD_CHANGED: (own_password, "", ""),
    Verb.PASSWORD_RESET: (reset, "", "Cộng tác viên"),
    Verb.ACCOUNT_MADE: (open_account, "", ""),
    Verb.ACCOUNT_CHANGED: (lambda office: office.change(unit="Ban khác"), "", "Đơn vị"),
    Verb.ACCOUNT_CLOSED: (close, "", "Cộng tác viên"),
    Verb.ACCOUNT_REOPENED: (reopen, "", "Cộng tác viên"),
    Verb.ACCOUNT_DELETED: (delete, "Cộng tác viên", ""),
    Verb.ROLES_CHANGED: (promote, "Cộng tác viên", "Biên tập viên"),
    Verb.SUPERUSER_CHANGED: (lambda office: office.change(is_superuser="on"), "không", "có"),
    Verb.GRANTS_CHANGED: (grant, "", "Cấp nước: Biên tập và đăng bài"),
}
OWN = {Verb.LOGIN, Verb.LOGOUT, Verb.PASSWORD_CHANGED}
"""What people do to their own account."""


AT_THE_DOOR = {
    Verb.LOGIN_LOCKED,
    Verb.SESSIONS_ENDED,
    Verb.SECOND_FACTOR_ON,
    Verb.SECOND_FACTOR_OFF,
    Verb.SECOND_FACTOR_RESET,
    Verb.RECOVERY_CODES_MADE,
    Verb.RECOVERY_CODE_USED,
    Verb.PASSWORD_LINK_SENT,
    Verb.PROVIDER_TIED,
    Verb.PROVIDER_UNTIED,
}
"""What is tried in `tests/login`, where it happens."""
OF_PERSONS = {Verb.PERSONAL_DATA_HANDED_OUT, Verb.PERSONAL_DATA_ERASED}
"""What is tried in `tests/privacy`."""


def test_every_verb_of_accounts_is_tried():
    known = {verb for verb in Verb if verb.area is Area.ACCOUNT}
    assert known == {*DEEDS, *AT_THE_DOOR, *OF_PERSONS}


@pytest.mark.parametrize("verb", DEEDS)
def test_what_is_done_to_an_account_leaves_one_row(office, verb):
    deed, before, after = DEEDS[verb]
    known = newest().number
    deed(office)
    row = AuditEntry.objects.get(number__gt=known)
    assert (row.action, row.area) == (verb.value, "account")
    assert (row.before, row.after) == (before, after)
    assert row.actor == (None if verb is Verb.LOGIN_FAILED else office.keeper)
    assert row.address == "127.0.0.1"
    expected = {
        Verb.ACCOUNT_MADE: "Mới (moi)",
        **dict.fromkeys(OWN, f"{office.keeper.full_name} (sep)"),
    }
    assert row.title == expected.get(verb, "Bùi Lan (lan)")


def test_several_changes_of_one_form_have_a_row_each(office):
    known = newest().number
    office.change(is_active=None, unit="Ban khác", is_superuser="on")
    rows = AuditEntry.objects.filter(number__gt=known).values_list("action", flat=True)
    assert set(rows) == {"account_closed", "account_changed", "superuser_changed"}


def test_a_form_that_changes_nothing_leaves_nothing(office):
    known = newest().number
    office.change()
    assert newest().number == known


def test_nothing_that_was_typed_as_an_unknown_name_is_kept(office):
    Client().post(SIGN_IN, {"username": "mat-khau-go-nham-o", "password": "x"})
    row = newest()
    assert (row.action, row.title) == ("login_failed", NO_SUCH_ACCOUNT)
    assert "mat-khau" not in str(AuditEntry.objects.filter(pk=row.pk).values())


def test_a_password_is_in_no_row(office):
    reset(office)
    assert NEW not in str(list(AuditEntry.objects.values()))


def test_commands_leave_their_rows(monkeypatch, people):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", NEW)
    call_command(
        "createsuperuser",
        interactive=False,
        username="goc",
        full_name="Gốc",
        email="goc@minhgiang.example",
        verbosity=0,
    )
    row = newest()
    assert (row.action, row.title, row.after) == ("account_made", "Gốc (goc)", "quản trị hệ thống")
    assert (row.actor, row.address) == (None, COMMAND)
    assert row.actor_name.startswith(COMMAND)
    monkeypatch.setattr("getpass.getpass", lambda prompt: NEW)
    call_command("changepassword", "lan")
    assert (newest().action, newest().title) == ("password_reset", "Bùi Lan (lan)")


def test_a_machine_without_names_of_accounts_can_run_commands(monkeypatch):
    def fail():
        raise OSError

    monkeypatch.setattr("getpass.getuser", fail)
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", NEW)
    call_command(
        "createsuperuser",
        interactive=False,
        username="goc",
        full_name="Gốc",
        email="goc@minhgiang.example",
        verbosity=0,
    )
    assert newest().actor_name == COMMAND


def test_a_delegation_is_told_when_it_is_made_and_when_it_ends(office):
    known = newest().number
    receiver = make_user(AccountRole.EDITOR, full_name="Lê Hạnh", username="hanh")
    giver = make_user(AccountRole.EDITOR, full_name="Vũ Phương", edits=(office.category,))
    url = reverse("admin:categories_delegation_add")
    data = form_data(office.browser.get(url).text)
    until = timezone.localdate() + timedelta(days=3)
    data |= {"giver": giver.pk, "receiver": receiver.pk, "reason": "Nghỉ phép"}
    data |= {"until_0": f"{until:%d/%m/%Y}", "until_1": "17:00"}
    assert office.browser.post(url, data).status_code == 302
    made = AuditEntry.objects.get(number__gt=known)
    assert (made.action, made.title) == ("grants_changed", "Lê Hạnh (hanh)")
    assert made.after.startswith("Thay Vũ Phương đến")
    delegation = Delegation.objects.latest("pk")
    data = {"action": "end_selected", "_selected_action": [delegation.pk]}
    office.browser.post(reverse("admin:categories_delegation_changelist"), data)
    assert newest().before == "Thay Vũ Phương"
