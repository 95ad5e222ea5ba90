"""The groups are exactly the roles that the code defines."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole, permission_labels, sync_roles
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def permissions_of(role: AccountRole) -> set[str]:
    return {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Group.objects.get(name=role.value).permissions.select_related(
            "content_type"
        )
    }


def synchronise() -> None:
    call_command("migrate", verbosity=0)


@pytest.mark.parametrize("role", list(AccountRole))
def test_a_role_has_exactly_its_permissions(role: AccountRole):
    assert permissions_of(role) == permission_labels(role)
    assert permissions_of(role)


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        (AccountRole.CONTRIBUTOR, "news.add_article", "news.publish_article"),
        (AccountRole.CONTRIBUTOR, "media.add_image", "media.delete_image"),
        (AccountRole.CONTRIBUTOR, "news.add_tag", "news.add_author"),
        (AccountRole.EDITOR, "news.publish_article", "categories.change_category"),
        (AccountRole.EDITOR, "news.add_author", "news.delete_author"),
        (AccountRole.CHIEF, "categories.change_category", "accounts.change_user"),
        (AccountRole.CHIEF, "media.delete_image", "categories.change_categorygrant"),
        (AccountRole.USER_ADMIN, "accounts.change_user", "news.view_article"),
        (AccountRole.USER_ADMIN, "categories.change_categorygrant", "categories.change_category"),
    ],
)
def test_a_role_does_its_own_work_only(role: AccountRole, may: str, may_not: str):
    user = make_user(role)
    assert user.has_perm(may)
    assert not user.has_perm(may_not)


@pytest.mark.parametrize("role", list(AccountRole))
def test_no_role_touches_roles_or_the_trace(role: AccountRole):
    forbidden = {"auth.change_group", "auth.change_permission", "workflow.change_revision"}
    assert not forbidden & permissions_of(role)


def test_a_right_that_was_added_by_hand_is_taken_away_by_the_next_migration():
    group = Group.objects.get(name=AccountRole.CONTRIBUTOR.value)
    group.permissions.add(Permission.objects.get(codename="publish_article"))
    synchronise()
    assert permissions_of(AccountRole.CONTRIBUTOR) == permission_labels(AccountRole.CONTRIBUTOR)


def test_a_right_that_was_taken_by_hand_is_given_back_by_the_next_migration():
    Group.objects.get(name=AccountRole.EDITOR.value).permissions.clear()
    synchronise()
    assert permissions_of(AccountRole.EDITOR) == permission_labels(AccountRole.EDITOR)


def test_a_group_that_was_deleted_or_renamed_is_made_again():
    Group.objects.filter(name=AccountRole.CHIEF.value).update(name="Sếp")
    Group.objects.filter(name=AccountRole.USER_ADMIN.value).delete()
    synchronise()
    for role in (AccountRole.CHIEF, AccountRole.USER_ADMIN):
        assert permissions_of(role) == permission_labels(role)


def test_accounts_keep_their_role_over_a_migration():
    user = make_user(AccountRole.EDITOR)
    synchronise()
    assert type(user).objects.get(pk=user.pk).has_role(AccountRole.EDITOR)


def test_a_spelling_mistake_in_a_declared_right_is_an_error(monkeypatch: pytest.MonkeyPatch):
    config = apps.get_app_config("media")
    monkeypatch.setattr(config, "role_permissions", {AccountRole.EDITOR: ["media.veiw_image"]})
    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    with pytest.raises(LookupError, match="veiw_image"):
        sync_roles(sender=last, using="default")


def test_an_account_that_was_switched_off_has_no_role():
    user = make_user(AccountRole.CHIEF, is_active=False)
    assert not user.has_role(AccountRole.CHIEF)
    assert not user.has_perm("news.add_article")


def test_roles_are_read_once_per_account(django_assert_num_queries):
    user = make_user(AccountRole.CHIEF)
    with django_assert_num_queries(1):
        assert user.has_role(AccountRole.CHIEF)
        assert not user.has_role(AccountRole.EDITOR)


@pytest.mark.parametrize(
    ("full_name", "short_name"),
    [("Vũ Thu Phương", "Phương"), ("Bảo", "Bảo"), ("", "bao")],
)
def test_a_person_is_called_by_the_last_word_of_the_name(full_name: str, short_name: str):
    user = make_user(username="bao", full_name=full_name)
    assert user.get_short_name() == short_name
    assert user.get_full_name() == full_name
    assert str(user) == (full_name or "bao")


def test_an_account_made_by_a_command_may_enter_the_desk_like_any_other():
    assert User.objects.create_user("nguoi-moi", full_name="Người Mới").is_staff
    assert not User.objects.create_user("may-doc", is_staff=False).is_staff
