"""How the pictures of doors and watchmen come about: second factor, lock, scan, links."""

from datetime import timedelta

from django.test import Client, override_settings
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect

from news.models import Article
from portal.core.accounts.sessions.models import DeskSession
from portal.core.linkcheck import reading
from portal.core.linkcheck.models import Address
from portal.core.linkcheck.verdicts import Reason, Verdict
from portal.core.scan import running
from portal.core.scan.models import Finding
from portal.core.workflow import actions
from tests.browser.handbook import stage as on
from tests.browser.handbook.stage import Stage
from tests.browser.handbook.steps import MORNING_OFF
from tests.login.door import code_of

_LINK = "https://tuoitieu.minhgiang.example/lich-mo-cong-2024"


def security(stage: Stage) -> str:
    """Return one's own page, with a second place where one is signed in."""
    chief = stage.people["truongban"]
    here = DeskSession.objects.filter(user=chief)
    here.update(address="203.0.113.7")
    known = list(here.values_list("pk", flat=True))
    stage.later(-90)
    Client().force_login(chief)
    stage.later(90)
    there = DeskSession.objects.filter(user=chief).exclude(pk__in=known)
    there.update(address="198.51.100.24", browser="Safari trên iPhone")
    return "/quan-tri/bao-mat/"


def second_factor(stage: Stage) -> str:
    """Return the page on which it is set up; its secret is the same each time."""
    chief = stage.people["truongban"]
    TOTPDevice.objects.create(user=chief, name="app", confirmed=False, key="5a" * 20)
    return "/quan-tri/bao-mat/hai-lop/"


def turn_on(page: Page, stage: Stage) -> None:
    """Show the first code; the recovery codes, made by chance, are then put still."""
    app = TOTPDevice.objects.get(user=stage.people["truongban"])
    page.fill("[name=code]", code_of(app))
    page.get_by_role("button", name="Bật xác thực hai lớp").click()
    expect(page.get_by_role("heading", name="Đã bật xác thực hai lớp")).to_be_visible()
    page.locator(".security__codes code").evaluate_all(
        "codes => codes.forEach((code, at) => { code.textContent = `k7m${at}q-x2${at}fd`; })"
    )


def send_to_a_locked_desk(page: Page, stage: Stage) -> None:
    """Send a form as a browser without scripts does, twenty minutes after the last key."""
    page.fill("[name=title]", f"{MORNING_OFF}, bắt chuột")
    with override_settings(SESSION_IDLE_MINUTES=15):
        stage.later(20)
        page.locator("form[id$=_form]").evaluate(
            "form => HTMLFormElement.prototype.submit.call(form)"
        )
        expect(page.get_by_role("heading", name="Bàn làm việc đã khóa")).to_be_visible()
        stage.later(-20)


def scanned(stage: Stage) -> str:
    """Return the first page after a night in which something was found."""
    article = stage.article(on.LANE)
    planted = "<p>Nhà cái uy tín số 1, nạp rút 24/7: tài xỉu, nổ hũ đổi thưởng.</p>"
    Article.objects.filter(pk=article.pk).update(body=article.body + planted)
    running.run()
    Finding.objects.exclude(object_id=article.pk, content_type__model="article").delete()
    return "/quan-tri/"


def finding(stage: Stage) -> str:
    """Return the page of what was found."""
    return f"/quan-tri/scan/finding/{Finding.objects.latest('pk').pk}/change/"


def broken_link(stage: Stage) -> str:
    """Return the page of a link that has failed for three days."""
    body = f'<p>Xem <a href="{_LINK}">lịch mở cống năm trước</a> để so sánh.</p>'
    item = stage.write(
        "Trạm bơm Chu Hạ mở cống lấy nước từ thứ năm",
        "bientap",
        "tin-tuc-su-kien",
        "Nước về đồng từ 5 giờ đến 9 giờ mỗi sáng, trong mười ngày.",
        body,
    )
    actions.publish(item, by=stage.people["truongban"])
    reading.read_changed()
    rows = Address.objects.filter(url=_LINK)
    since = timezone.now() - timedelta(days=4)
    rows.update(
        verdict=Verdict.BROKEN, reason=Reason.NOT_FOUND, status=404, since=since, failed_days=3
    )
    return f"/quan-tri/links/address/{rows.get().pk}/"
