"""Standing pages are the chiefs': nobody else finds them on the desk."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.workflow import actions
from portal.sections.pages.models import Page
from tests.contract.pages import addresses, choices
from tests.factories import make_category, make_page, make_superuser, make_user
from tests.news.desk_forms import page, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

LIST = reverse("admin:pages_page_changelist")
WORDS = {"title": "Liên hệ", "summary": "Gọi cho ai.", "body": "<p>Tổng đài 1022.</p>"}


@pytest.mark.parametrize("role", [AccountRole.CHIEF, None], ids=["chief", "superuser"])
def test_a_chief_and_a_superuser_write_and_publish_a_page_on_the_desk(sign_in, client, role):
    account, second = (make_user(role) if role else make_superuser() for _ in range(2))
    send(sign_in(account), page("pages_page"), **WORDS, _transition="submit")
    send(sign_in(second), page("pages_page", Page.objects.get().pk), "publish")
    assert "Tổng đài 1022." in client.get("/trang/lien-he/").content.decode()
    assert Page.objects.get().created_by == account


@pytest.mark.parametrize(
    "role", [AccountRole.CONTRIBUTOR, AccountRole.EDITOR, AccountRole.USER_ADMIN]
)
def test_other_roles_have_nothing_to_do_with_pages(sign_in, role):
    category = make_category()
    user = make_user(role, edits=(category,), writes=())
    desk = sign_in(user)
    item = make_page()
    answers = [LIST, page("pages_page"), page("pages_page", item.pk)]
    assert {desk.get(url).status_code for url in answers} == {403}
    assert LIST not in addresses(desk.get(reverse("admin:index")).content.decode())
    assert item.roles_of(user) == frozenset()
    with pytest.raises(PermissionDenied):
        actions.save(Page(**WORDS), by=user)


def test_an_editor_has_no_right_to_pages_by_the_role_itself():
    assert not make_user(AccountRole.EDITOR).has_perm("pages.view_page")
    assert make_user(AccountRole.CHIEF).has_perm("pages.publish_page")


def test_the_form_offers_vietnamese_pages_as_originals(sign_in):
    original, english = make_page(), make_page(State.DRAFT, language="en")
    form = sign_in(make_superuser()).get(page("pages_page", english.pk)).content.decode()
    assert choices(form, "twin") == {str(original.pk)}
