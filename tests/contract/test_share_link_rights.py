"""Who makes links and who revokes them, against the table of rights of each type."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from portal.core.content import State
from portal.core.preview import actions
from portal.core.preview.models import ShareLink
from tests.contract.cast import each_contract
from tests.contract.rights_table import KINDS
from tests.factories import make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres"), each_contract]

DECIDING = ("publish", "urgent", "amend")


@pytest.mark.parametrize("who", [kind for kind in KINDS if kind != "anonymous"])
def test_who_may_open_an_item_may_make_links_and_who_decides_may_revoke_any(cast, who):
    user, others = cast.users[who], make_superuser()
    deciding = {cell.state for cell in cast.cells(who, *DECIDING) if cell.allowed}
    for cell in cast.cells(who, "open"):
        item = cast.item(cell.state)
        if cell.state is State.LIVE:
            continue
        actions.share(item, by=others)
        link = ShareLink.objects.of(item)[0]
        assert actions.may_revoke(user, link, item) is (cell.state in deciding), cell
        if cell.allowed:
            actions.share(item, by=user)
            assert actions.revoke(ShareLink.objects.of(item)[0], by=user), cell
        else:
            with pytest.raises(PermissionDenied):
                actions.share(item, by=user)
            with pytest.raises(PermissionDenied):
                actions.revoke(link, by=user)


def test_what_is_public_already_needs_no_link(cast):
    with pytest.raises(ValidationError, match="địa chỉ công khai"):
        actions.share(cast.item(State.LIVE), by=cast.users["superuser"])


@pytest.mark.parametrize("who", ["anonymous", "user administrator", "chief"])
def test_the_addresses_of_the_desk_ask_for_the_same_right(cast, who):
    item, superuser = cast.item(State.DRAFT), cast.users["superuser"]
    actions.share(item, by=superuser)
    link = ShareLink.objects.get()
    browser = cast.browser(who)
    browser.post(cast.url("share", State.DRAFT))
    browser.post(cast.url("revoke", State.DRAFT, link.pk))
    link.refresh_from_db()
    assert ShareLink.objects.count() == (2 if who == "chief" else 1)
    assert link.is_open() is (who != "chief")


def test_nothing_is_made_or_revoked_by_looking(cast):
    browser = cast.browser("superuser")
    actions.share(cast.item(State.DRAFT), by=cast.users["superuser"])
    link = ShareLink.objects.get()
    for address in (("share",), ("revoke", link.pk)):
        url = cast.url(address[0], State.DRAFT, *address[1:])
        assert browser.get(url).status_code == 405
    assert ShareLink.objects.open().count() == 1
