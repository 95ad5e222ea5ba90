"""The findings on the desk: the list, the reason, the first page."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.scan.models import Finding, FindingState, Run
from tests.factories import make_article, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

LIST = "admin:scan_finding_changelist"


def make_finding(kind: str = "hosts", place: str = "trang-la.vip", **fields) -> Finding:
    now = timezone.now()
    fields.setdefault("fingerprint", f"{kind} {place}")
    return Finding.objects.create(
        kind=kind, place=place, what="Thấy", first_seen_at=now, last_seen_at=now, **fields
    )


def accept(browser, *findings: Finding, **fields: str):
    numbers = [str(finding.pk) for finding in findings]
    data = {"action": "accept", "_selected_action": numbers, **fields}
    return browser.post(reverse(LIST), data, follow=True)


def test_the_list_shows_what_was_found_escaped_and_leads_to_the_row(desk):
    article = make_article()
    finding = make_finding(
        place="<b>nơi</b>",
        content_type=ContentType.objects.get_for_model(Article),
        object_id=article.pk,
        evidence="<script>alert(1)</script>",
    )
    assert "&lt;b&gt;nơi" in desk.get(reverse(LIST)).text
    page = desk.get(reverse("admin:scan_finding_change", args=[finding.pk])).text
    assert "&lt;script&gt;alert(1)" in page
    assert f'href="{reverse("admin:news_article_change", args=[article.pk])}"' in page


def test_a_chief_answers_for_content_with_a_reason_and_not_for_files(sign_in):
    chief = make_user(AccountRole.CHIEF)
    browser, host, file = sign_in(chief), make_finding(), make_finding("files", "portal/urls.py")
    assert "chỉ quản trị hệ thống" in accept(browser, host, file).text
    assert "Ghi lý do" in accept(browser, host, file, confirmed="1", reason=" ").text
    page = accept(browser, host, file, confirmed="1", reason="Báo của tỉnh.")
    assert "Đã chấp nhận 1 dấu hiệu" in page.text
    host.refresh_from_db()
    file.refresh_from_db()
    assert (host.state, host.reason, host.accepted_by) == ("accepted", "Báo của tỉnh.", chief)
    assert file.state == FindingState.NEW


def test_who_only_looks_cannot_accept_and_others_see_nothing(sign_in):
    finding = make_finding()
    looker = sign_in(make_user(AccountRole.USER_ADMIN))
    assert looker.get(reverse(LIST)).status_code == 200
    accept(looker, finding, confirmed="1", reason="Vì thế.")
    finding.refresh_from_db()
    assert finding.state == FindingState.NEW
    for role in (AccountRole.EDITOR, AccountRole.CONTRIBUTOR):
        browser = sign_in(make_user(role))
        assert browser.get(reverse(LIST)).status_code == 403
        assert "trang-la.vip" not in browser.get(reverse("admin:index")).text


def test_the_first_page_of_the_desk_tells_of_what_waits(desk):
    finding = make_finding()
    page = desk.get(reverse("admin:index")).text
    assert "trang-la.vip" in page
    assert reverse("admin:scan_finding_change", args=[finding.pk]) in page
    Finding.objects.update(state=FindingState.ACCEPTED)
    assert "trang-la.vip" not in desk.get(reverse("admin:index")).text


def test_that_nothing_was_found_is_said_only_of_what_was_looked_at(sign_in):
    desk = sign_in(make_user(AccountRole.USER_ADMIN))
    nothing = "Không có dấu hiệu bị xâm nhập nào"
    page = desk.get(reverse("admin:index")).text
    assert "Cổng chưa tự kiểm tra lần nào" in page
    assert nothing not in page
    now = timezone.now()
    Run.objects.create(began_at=now, ended_at=now, rows=1, new=0, waiting=0)
    assert nothing in desk.get(reverse("admin:index")).text
