"""The user administrators' pages: accounts are made, changed, switched off; nobody climbs."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from categories.models import GrantRole
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from tests.factories import (
    PASSWORD,
    make_article,
    make_category,
    make_superuser,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

LIST = reverse("admin:accounts_user_changelist")
ADD = reverse("admin:accounts_user_add")
FIRST_PASSWORD = "Mùa-Bưởi-Minh-Giang-5"


def page(name: str, user: User) -> str:
    return reverse(f"admin:{name}", args=[user.pk])


def change_page(user: User) -> str:
    return page("accounts_user_change", user)


def form_of(user: User, grants: list[dict[str, Any]] | None = None, **changes: Any) -> Any:
    """Return what the form of an account sends; None takes a field out."""
    rows = grants or []
    data = {
        "username": user.username,
        "full_name": user.full_name,
        "unit": user.unit,
        "position": user.position,
        "phone": user.phone,
        "email": user.email,
        "is_active": "on" if user.is_active else None,
        "groups": [group.pk for group in user.groups.all()],
        "category_grants-TOTAL_FORMS": str(len(rows)),
        "category_grants-INITIAL_FORMS": "0",
        **{f"category_grants-{n}-{k}": v for n, row in enumerate(rows) for k, v in row.items()},
        **changes,
    }
    return {name: value for name, value in data.items() if value is not None}


def role_number(role: AccountRole) -> int:
    return Group.objects.get(name=role.value).pk


@pytest.fixture
def office(sign_in):
    """A browser in which a user administrator is signed in."""
    return sign_in(make_user(AccountRole.USER_ADMIN, username="quan-tri-nguoi-dung"))


@pytest.fixture
def colleague() -> User:
    return make_user(AccountRole.EDITOR, username="dong-nghiep", full_name="Vũ Thu Phương")


def new_account(browser: Client, **changes: str):
    data = {
        "username": "nguoi-moi",
        "full_name": "Bùi Ngọc Lan",
        "email": "lan@minhgiang.example",
        "usable_password": "true",
        "password1": FIRST_PASSWORD,
        "password2": FIRST_PASSWORD,
        "category_grants-TOTAL_FORMS": "0",
        "category_grants-INITIAL_FORMS": "0",
    }
    return browser.post(ADD, data | changes)


def test_a_new_account_must_change_its_password(office: Client):
    assert new_account(office).status_code == 302
    user = User.objects.get(username="nguoi-moi")
    assert user.must_change_password
    assert user.check_password(FIRST_PASSWORD)
    assert (user.is_superuser, user.is_demo, user.groups.count()) == (False, False, 0)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"username": "quan-tri-nguoi-dung"}, "username"),
        ({"username": "có dấu cách"}, "username"),
        ({"email": "không phải thư"}, "email"),
        ({"password1": "ngan", "password2": "ngan"}, "password2"),
        ({"password2": "khac-han-cai-kia-9"}, "password2"),
    ],
)
def test_a_mistake_in_a_new_account_is_said_at_its_field(
    office: Client, changes: dict[str, str], field: str
):
    response = new_account(office, **changes)
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == [field]
    assert not User.objects.filter(username="nguoi-moi").exists()


def test_a_name_is_stored_in_one_form(office: Client):
    new_account(office, full_name="  Bu\u0300i  Ngo\u0323c Lan ")
    assert User.objects.get(username="nguoi-moi").full_name == "Bùi Ngọc Lan"


def test_roles_and_categories_are_given_on_the_page_of_the_account(office: Client, colleague: User):
    category = make_category()
    grant = {"category": category.pk, "role": GrantRole.EDITOR.value, "user": colleague.pk}
    data = form_of(colleague, [grant], groups=[role_number(AccountRole.CHIEF)])
    assert office.post(change_page(colleague), data).status_code == 302
    changed = User.objects.get(pk=colleague.pk)
    assert changed.has_role(AccountRole.CHIEF)
    assert changed.category_grants.get().category == category


@pytest.mark.every_database
def test_a_category_is_granted_once(office: Client, colleague: User):
    grant = {"category": make_category().pk, "role": "editor", "user": colleague.pk}
    response = office.post(change_page(colleague), form_of(colleague, [grant, grant]))
    assert response.status_code == 200
    assert colleague.category_grants.count() == 0


def test_an_account_that_is_switched_off_is_signed_out(office: Client, colleague: User):
    theirs = Client()
    theirs.force_login(colleague)
    office.post(change_page(colleague), form_of(colleague, is_active=None))
    assert theirs.get(reverse("admin:index")).status_code == 302
    assert not Client().login(username=colleague.username, password=PASSWORD)


def test_a_password_set_by_an_administrator_must_be_changed(office: Client, colleague: User):
    data = {"usable_password": "true", "password1": FIRST_PASSWORD, "password2": FIRST_PASSWORD}
    address = page("auth_user_password_change", colleague)
    assert office.post(address, data).status_code == 302
    colleague.refresh_from_db()
    assert colleague.must_change_password
    assert colleague.check_password(FIRST_PASSWORD)


@pytest.mark.every_database
def test_a_person_with_articles_is_never_deleted(office: Client, colleague: User):
    make_article(by=make_superuser())
    article = make_article(by=make_superuser())
    type(article).objects.filter(pk=article.pk).update(created_by=colleague)
    response = office.post(page("accounts_user_delete", colleague), {"post": "yes"})
    assert response.status_code in {200, 403}
    assert User.objects.filter(pk=colleague.pk).exists()


def test_a_person_without_a_trace_may_be_deleted(office: Client, colleague: User):
    office.post(page("accounts_user_delete", colleague), {"post": "yes"})
    assert not User.objects.filter(pk=colleague.pk).exists()


def test_accounts_are_not_deleted_in_bulk(office: Client, colleague: User):
    office.post(
        LIST, {"action": "delete_selected", "_selected_action": [colleague.pk], "post": "yes"}
    )
    assert User.objects.filter(pk=colleague.pk).exists()


def test_nobody_deletes_their_own_account(sign_in):
    me = make_superuser()
    assert sign_in(me).post(page("accounts_user_delete", me), {"post": "yes"}).status_code == 403


def test_no_user_administrator_makes_a_superuser(office: Client, colleague: User):
    office.post(change_page(colleague), form_of(colleague, is_superuser="on", is_staff="on"))
    assert not User.objects.get(pk=colleague.pk).is_superuser


def test_nobody_gives_themselves_a_role(sign_in):
    me = make_user(AccountRole.USER_ADMIN)
    data = form_of(me, groups=[role_number(AccountRole.CHIEF)], is_superuser="on")
    assert sign_in(me).post(change_page(me), data).status_code == 302
    me = User.objects.get(pk=me.pk)
    assert me.role_names == {AccountRole.USER_ADMIN.value}
    assert not me.is_superuser


def test_nobody_makes_their_account_a_demo_account(office: Client, colleague: User):
    office.post(change_page(colleague), form_of(colleague, is_demo="on"))
    assert not User.objects.get(pk=colleague.pk).is_demo


@pytest.mark.parametrize(
    "name", ["accounts_user_change", "accounts_user_delete", "auth_user_password_change"]
)
def test_a_superuser_is_out_of_reach(office: Client, name: str):
    chief = make_superuser()
    before = User.objects.get(pk=chief.pk).password
    data = {
        **form_of(chief, is_active=None),
        "post": "yes",
        "password1": FIRST_PASSWORD,
        "password2": FIRST_PASSWORD,
    }
    assert office.post(page(name, chief), data).status_code == 403
    after = User.objects.get(pk=chief.pk)
    assert (after.password, after.is_active) == (before, True)


@pytest.mark.parametrize("role", [AccountRole.CONTRIBUTOR, AccountRole.EDITOR, AccountRole.CHIEF])
def test_the_desk_has_no_business_with_accounts(sign_in, role, colleague: User):
    browser = sign_in(make_user(role))
    for address in (LIST, ADD, change_page(colleague)):
        assert browser.get(address).status_code == 403


def test_the_groups_themselves_have_no_page(sign_in):
    browser = sign_in(make_superuser())
    assert browser.get("/quan-tri/auth/group/").status_code == 404


@pytest.mark.every_database
def test_the_list_shows_names_and_roles_in_few_queries(
    office: Client, colleague: User, django_assert_max_num_queries
):
    for _ in range(5):
        make_user(AccountRole.CONTRIBUTOR)
    with django_assert_max_num_queries(12):
        html = office.get(LIST).text
    assert "Vũ Thu Phương" in html
    assert "Biên tập viên" in html


def test_a_superuser_is_named_as_one_in_the_list(office: Client):
    make_superuser()
    assert "Quản trị hệ thống" in office.get(LIST).text
