"""One's own data by one press; that of others for who keeps the accounts; erasing asks twice."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.audit.models import AuditEntry
from portal.core.audit.verbs import Verb
from portal.core.drafts.models import Autosave
from tests.factories import make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


@pytest.fixture
def lan() -> User:
    lan = make_user(AccountRole.CONTRIBUTOR, username="lan", full_name="Trần Thị Lan")
    Autosave.objects.create(
        user=lan,
        window="a" * 32,
        content_type=ContentType.objects.get_for_model(User),
        title="Chỉ mình Lan đọc",
        saved_at=timezone.now(),
    )
    return lan


@pytest.fixture
def keeper() -> Client:
    """Return the browser of who keeps the accounts."""
    client = Client()
    client.force_login(make_user(AccountRole.USER_ADMIN))
    return client


def page_of(user: User) -> str:
    return reverse("admin:account_data", args=[user.pk])


def tables(answer) -> dict[str, dict]:
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    return {each["table"]: each for each in json.loads(answer.getvalue())["tables"]}


def test_whoever_has_an_account_gets_all_that_is_stored_of_it(lan, client):
    client.force_login(lan)
    got = tables(client.post(reverse("admin:own_data")))
    assert got["drafts.Autosave"]["rows"][0]["tiêu đề đang gõ"] == "Chỉ mình Lan đọc"
    assert AuditEntry.objects.newest_first()[0].action == Verb.PERSONAL_DATA_HANDED_OUT


def test_who_keeps_the_accounts_gets_no_words_that_they_may_not_read(lan, keeper):
    got = tables(keeper.post(page_of(lan), {"_export": "1"}))
    assert got["accounts.User"]["rows"]
    assert got["drafts.Autosave"]["rows"] == []
    assert "chỉ chính người ấy" in got["drafts.Autosave"]["left_out"]


def test_the_page_says_what_there_is_and_what_becomes_of_it(lan, keeper):
    page = keeper.get(page_of(lan)).content.decode()
    assert "Bản gõ dở" in page
    assert "Gõ lại tên đăng nhập" in page


@pytest.mark.parametrize("typed", ["", "LAN", "lan2"])
def test_nothing_is_erased_under_another_name_and_what_was_typed_stays(lan, keeper, typed):
    page = keeper.post(page_of(lan), {"_erase": "1", "username": typed}).content.decode()
    assert "chưa xóa gì" in page
    assert f'value="{typed}"' in page
    lan.refresh_from_db()
    assert lan.is_active


def test_an_account_whose_name_is_typed_again_is_erased(lan, keeper):
    answer = keeper.post(page_of(lan), {"_erase": "1", "username": "lan"}, follow=True)
    assert "Đã xóa dữ liệu cá nhân" in answer.content.decode()
    lan.refresh_from_db()
    assert (lan.full_name, lan.is_active) == ("Người dùng đã xóa", False)


def test_superusers_and_oneself_are_out_of_reach(keeper):
    me = User.objects.get(groups__name=AccountRole.USER_ADMIN.value)
    for account in (me, make_superuser()):
        assert keeper.get(page_of(account)).status_code == 403
        answer = keeper.post(page_of(account), {"_erase": "1", "username": account.username})
        assert answer.status_code == 403
