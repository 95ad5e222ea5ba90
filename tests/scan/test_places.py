"""What is looked at beside the texts: uploads and accounts; and which texts are looked at."""

import pytest
from django.contrib.auth.models import Group, Permission

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.audit.accounts import noted
from portal.core.audit.verbs import Verb
from portal.core.media.models import Document
from portal.core.scan import columns
from portal.core.scan.hosts import Known, hosts_in
from portal.core.scan.kinds import accounts, media
from tests.factories import make_document, make_image, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


def test_pictures_with_all_their_sizes_and_documents_are_known():
    make_image(by=make_superuser())
    make_document()
    assert list(media.look()) == []


def test_a_file_whose_row_is_gone_and_one_of_another_kind_are_told():
    document = make_document()
    storage, name = document.file.storage, str(document.file.name)
    storage.delete(name)
    with open(storage.path(name), "wb") as file:
        file.write(b"GIF89a")
    assert [(each.place, each.what) for each in media.look()] == [
        (name, "Nội dung tệp không phải .pdf")
    ]
    Document.objects.all().delete()
    [found] = media.look()
    assert "không mục nào" in found.what


def test_an_account_that_the_trail_knows_is_none_to_tell_of():
    user = make_user(AccountRole.EDITOR)
    noted(Verb.ACCOUNT_MADE, user, by=None)
    assert list(accounts.look()) == []


def test_rights_that_were_taken_in_the_table_itself_are_told():
    user = make_user(AccountRole.EDITOR)
    noted(Verb.ACCOUNT_MADE, user, by=None)
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    noted(Verb.PASSWORD_RESET, user, by=None)  # would say what it may do now, and is not believed
    assert ["quản trị hệ thống" in each.what for each in accounts.look()] == [True]
    User.objects.filter(pk=user.pk).update(is_superuser=False)
    user.user_permissions.add(Permission.objects.all()[0])
    assert ["quyền riêng" in each.what for each in accounts.look()] == [True]
    user.user_permissions.clear()
    user.groups.add(Group.objects.get(name=AccountRole.CHIEF.value))
    assert ["vai trò" in each.what for each in accounts.look()] == [True]


def test_an_account_that_nobody_opened_and_a_role_with_more_rights_are_told():
    make_superuser(username="sysadm1n")
    editors = Group.objects.get(name=AccountRole.EDITOR.value)
    editors.permissions.add(Permission.objects.get(codename="change_user"))
    found = {each.place: each.evidence for each in accounts.look()}
    assert found.keys() == {"tài khoản sysadm1n", "vai trò Biên tập viên"}
    assert "accounts.change_user" in found["vai trò Biên tập viên"]


def test_every_text_of_every_room_is_looked_at_but_what_no_page_shows():
    seen = {m._meta.label: {c.name for c in fields} for m, fields in columns.scanned()}
    assert {"title", "summary", "body", "source_url", "slug"} <= seen["news.Article"]
    assert {"notice", "notice_url", "footer_links", "social_links"} <= seen["identity.Identity"]
    assert {"news.Tag", "pages.Page", "front.TaskLink", "search.Promotion"} <= seen.keys()
    assert {"media.Image", "media.Document", "categories.Category"} <= seen.keys()
    hidden = {"audit", "drafts", "notices", "scan", "sessions", "auth", "accounts", "reports"}
    assert not {label for label in seen if label.split(".")[0] in hidden}
    assert "search.SearchEntry" not in seen


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("https://Evil.example.vip/a", ["evil.example.vip"]),
        ("xem //evil.top/x", ["evil.top"]),
        ("https:\\\\evil.top", ["evil.top"]),
        ("https://cong.gov.vn@evil.top/", ["evil.top"]),
        ("http://203.0.113.7:8080/", ["203.0.113.7"]),
        ("vào evil88.club nhé", ["evil88.club"]),
        ("Điều 5.Quy định số 3/2026, cong@evil.top và a.b", []),
    ],
)
def test_hosts_are_read_as_a_browser_reads_them(text, hosts):
    assert list(dict.fromkeys(hosts_in(text))) == hosts


def test_the_portal_itself_the_operators_list_and_gov_vn_are_known(settings):
    settings.SITE_URL = "https://minhgiang.example-city.vn"
    settings.SCAN_KNOWN_HOSTS = ["bao-dia-phuong.com"]
    known = Known(["da-chap-nhan.net"])
    for host in ("minhgiang.example-city.vn", "www.bao-dia-phuong.com", "abc.gov.vn"):
        assert known.knows(host)
    assert known.knows("da-chap-nhan.net")
    assert not known.knows("gov.vn.evil.top")
    assert not known.knows("bao-dia-phuong.com.vip")
