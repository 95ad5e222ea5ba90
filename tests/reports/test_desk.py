"""Editors read, mark and note what readers report; nobody changes a reader's words."""

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from portal.core.accounts.roles import AccountRole
from portal.sections.reports.models import ErrorReport, ReportState
from tests.contract.pages import form_data, parse
from tests.factories import make_superuser, make_user
from tests.query_budget import queries_of
from tests.reports.letters import NOON, TEXT, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

LIST = reverse("admin:reports_errorreport_changelist")
HANDLES = [AccountRole.EDITOR, AccountRole.CHIEF]
HOSTILE = '<script>alert(1)</script> https://xau.example "onclick=x'


def page(report: ErrorReport, name: str = "change") -> str:
    return reverse(f"admin:reports_errorreport_{name}", args=[report.pk])


def handle(browser, report, **fields):
    """Open a report, change something, save."""
    form = form_data(browser.get(page(report)).content.decode())
    return browser.post(page(report), {**form, **fields})


@pytest.mark.parametrize("role", HANDLES)
def test_who_handles_reports_sees_them_and_marks_them(sign_in, role):
    report, user = make_report(page="/tin/"), make_user(role)
    browser = sign_in(user)
    assert TEXT[:40] in browser.get(LIST).content.decode()
    with time_machine.travel(NOON, tick=False):
        assert handle(sign_in(user), report, state="fixed", note="Đã sửa tên").status_code == 302
    report.refresh_from_db()
    assert (report.state, report.note) == (ReportState.FIXED, "Đã sửa tên")
    assert (report.handled_by, report.handled_at) == (user, NOON)


def test_a_note_alone_leaves_it_to_whom_it_was(sign_in):
    report, first = make_report(), make_user(AccountRole.EDITOR)
    handle(sign_in(first), report, state="looking")
    handle(sign_in(make_user(AccountRole.EDITOR)), report, note="Hỏi phòng Văn hóa")
    report.refresh_from_db()
    assert (report.handled_by, report.note) == (first, "Hỏi phòng Văn hóa")


def test_a_report_that_is_new_again_is_nobodys(sign_in):
    report, browser = make_report(), sign_in(make_user(AccountRole.EDITOR))
    handle(browser, report, state="looking")
    handle(browser, report, state="new")
    report.refresh_from_db()
    assert (report.handled_by, report.handled_at) == (None, None)


def test_the_words_of_the_reader_and_the_handler_cannot_be_changed(sign_in):
    report, other = make_report(page="/tin/", contact="0912345678"), make_user()
    handle(
        sign_in(make_superuser()),
        report,
        state="looking",
        text="Khác hẳn lúc đầu",
        page="/khac/",
        contact="1",
        handled_by=str(other.pk),
    )
    stored = ErrorReport.objects.get()
    assert (stored.text, stored.page, stored.contact) == (TEXT, "/tin/", "0912345678")
    assert stored.handled_by != other


@pytest.mark.every_database
def test_a_colleagues_save_is_not_written_over(sign_in):
    report = make_report()
    slow, quick = sign_in(make_user(AccountRole.EDITOR)), sign_in(make_user(AccountRole.EDITOR))
    old = form_data(slow.get(page(report)).content.decode())
    handle(quick, report, state="fixed")
    answer = slow.post(page(report), {**old, "note": "Ghi chú của tôi"})
    assert "Đồng nghiệp đã lưu" in answer.content.decode()
    assert "Ghi chú của tôi" in answer.content.decode()
    assert ErrorReport.objects.get().state == ReportState.FIXED


@pytest.mark.parametrize("role", [AccountRole.CONTRIBUTOR, AccountRole.USER_ADMIN])
def test_no_other_role_sees_anything_of_it(sign_in, role):
    report, browser = make_report(), sign_in(make_user(role))
    for url in (LIST, page(report), page(report, "delete"), page(report, "history")):
        assert browser.get(url).status_code == 403
    assert browser.post(page(report), {"state": "fixed"}).status_code == 403
    assert LIST not in browser.get(reverse("admin:index")).content.decode()


def test_nobody_adds_a_report_at_the_desk(sign_in):
    add = reverse("admin:reports_errorreport_add")
    for user in (make_superuser(), make_user(AccountRole.CHIEF)):
        assert sign_in(user).get(add).status_code == 403
        assert sign_in(user).post(add, {"text": TEXT}).status_code == 403


@pytest.mark.parametrize(("role", "is_left"), [(AccountRole.EDITOR, True), (AccountRole.CHIEF, 0)])
def test_only_a_chief_throws_reports_away(sign_in, role, is_left):
    report, browser = make_report(), sign_in(make_user(role))
    several = {"action": "delete_selected", "_selected_action": [report.pk], "post": "yes"}
    if is_left:
        assert browser.post(page(report, "delete"), {"post": "yes"}).status_code == 403
    browser.post(LIST, several)
    assert ErrorReport.objects.exists() == bool(is_left)


def test_what_was_typed_is_plain_text_at_the_desk(sign_in):
    report = make_report(text=f"{HOSTILE}\nDòng hai", page="/tin/?a=<b>", contact="a@b.example")
    browser = sign_in(make_user(AccountRole.CHIEF))
    for url in (LIST, page(report), page(report, "delete")):
        answer = browser.get(url).content.decode()
        found = parse(answer)
        assert found.handlers == []
        assert not [a for a in found.all("a") if "xau.example" in a["href"]]
        for tag in ("title", "h1", "h2"):
            assert not [e for e in found.all(tag) if "xau.example" in e.text]
    assert "https://xau.example" in browser.get(page(report)).content.decode()


def test_the_reported_page_is_one_click_away_and_always_of_this_portal(sign_in):
    make_report(page="/tin/?nam=2026")
    ErrorReport.objects.create(text=TEXT, page="//xau.example/")
    found = parse(sign_in(make_user(AccountRole.EDITOR)).get(LIST).content.decode())
    links = {a["href"] for a in found.all("a")}
    assert "/tin/?nam=2026" in links
    assert not [link for link in links if "xau.example" in link]


@pytest.mark.every_database
@pytest.mark.parametrize("words", ["pho chu tich", "Phó Chủ", "DUC", "0912345678", "trang-cau"])
def test_the_list_is_searched_without_accents(sign_in, words):
    make_report(contact="0912345678", page="/trang-cau/")
    make_report(text="Bảng lương ghi nhầm năm.", contact="0999888777")
    answer = sign_in(make_user(AccountRole.EDITOR)).get(LIST, {"q": words}).content.decode()
    assert TEXT[:20] in answer
    assert "Bảng lương" not in answer


@pytest.mark.every_database
def test_the_list_shows_states_as_badges_and_is_filtered_by_them(sign_in):
    make_report()
    make_report(text="Bảng lương ghi nhầm năm.", state=ReportState.FIXED)
    browser = sign_in(make_user(AccountRole.EDITOR))
    badges = {e["class"]: e.text for e in parse(browser.get(LIST).content.decode()).all("span")}
    assert badges["state state--submitted"] == "Mới"
    assert badges["state state--live"] == "Đã sửa"
    fixed = browser.get(LIST, {"state__exact": "fixed"}).content.decode()
    assert "Bảng lương" in fixed
    assert TEXT[:20] not in fixed


@pytest.mark.every_database
@pytest.mark.parametrize("query", ["", "?q=chu", "?state__exact=looking"])
def test_the_list_costs_an_editor_twelve_queries_at_most_however_long_it_is(sign_in, query):
    browser = sign_in(make_user(AccountRole.EDITOR))
    costs = []
    for count in (1, 30):
        for _ in range(count):
            handler = make_user(AccountRole.EDITOR)
            make_report(state="looking", handled_by=handler, handled_at=NOON)
        costs.append(len(queries_of(browser, LIST + query)))
    assert costs[0] == costs[1] <= 12


def waiting(browser) -> str:
    """Return what the first page of the desk says beside the link to the new reports."""
    cache.clear()
    links = parse(browser.get(reverse("admin:index")).content.decode()).all("a")
    return next((a.text for a in links if a["href"] == f"{LIST}?state__exact=new"), "")


def test_the_first_page_of_the_desk_says_how_many_are_new(sign_in):
    browser = sign_in(make_user(AccountRole.EDITOR))
    assert waiting(browser) == ""
    make_report()
    make_report()
    make_report(state=ReportState.FIXED)
    assert waiting(browser) == "2"


@pytest.mark.every_database
def test_the_count_of_the_new_ones_has_an_end(sign_in):
    ErrorReport.objects.bulk_create(ErrorReport(text=TEXT) for _ in range(101))
    assert waiting(sign_in(make_user(AccountRole.EDITOR))) == "99+"
