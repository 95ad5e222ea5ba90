"""The page "Sức khỏe cổng", and what the first page tells of it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from portal.core.accounts.roles import AccountRole
from portal.core.doctor import page, registry
from portal.core.doctor.findings import Severity, bad, good, warning
from portal.core.doctor.models import CheckResult
from tests.dashboard.first_page import first_page
from tests.factories import make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

URL = reverse("admin:doctor_checkresult_changelist")


@pytest.fixture
def three_checks(monkeypatch) -> list[str]:
    """A good one, a bad one, and one that is slow; returns how often the slow one was asked."""
    asked: list[str] = []

    def slow():
        asked.append("slow")
        return warning("Chậm.", "Sửa.", page="admin:accounts_user_changelist")

    monkeypatch.setattr(registry, "_checks", {})
    registry.check("fine", "Mục tốt", why="…")(lambda: good("Tốt <b>."))
    registry.check("broken", "Mục hỏng", why="…")(lambda: bad("Hỏng.", "Sửa.", command="migrate"))
    registry.check("slow", "Mục chậm", why="…", slow=True)(slow)
    return asked


def test_only_who_looks_after_the_portal_opens_the_page(sign_in, three_checks):
    for role in AccountRole:
        status = 200 if role == AccountRole.USER_ADMIN else 403
        browser = sign_in(make_user(role))
        assert browser.get(URL).status_code == status
        assert (browser.post(URL).status_code == 302) == (status == 200)


def test_the_worst_stands_first_and_the_slow_waits_for_the_night_or_the_button(desk, three_checks):
    html = desk.get(URL).text
    assert three_checks == []
    assert "Chưa khám lần nào: Mục chậm." in html
    assert html.index("Mục hỏng") < html.index("Mục tốt")
    assert "manage.py migrate" in html
    assert "Tốt &lt;b&gt;." in html
    answer = desk.post(URL)
    assert (answer.status_code, answer["Location"]) == (302, URL)
    CheckResult.objects.update(found_at=timezone.now() - timedelta(days=3))
    html = desk.get(URL).text
    assert three_checks == ["slow"]
    assert html.index("Mục hỏng") < html.index("Mục chậm") < html.index("Mục tốt")
    assert html.count("(khám lúc ") == 1
    assert f'href="{reverse("admin:accounts_user_changelist")}">Mở trang này' in html


def test_two_who_press_at_once_have_the_portal_examined_once(desk, three_checks):
    cache.add(page._BUSY, 1)
    assert "đang được khám" in desk.post(URL, follow=True).text
    assert three_checks == []


def test_the_real_page_shows_nothing_secret(settings, sign_in):
    settings.SECRET_KEY, settings.SECURE = "khoa-rat-bi-mat" * 5, True
    boss = make_superuser(full_name="Trần Thị Bí Danh")
    keeper = make_user(AccountRole.USER_ADMIN)
    html = sign_in(keeper).get(URL).text
    secrets = [settings.SECRET_KEY, boss.email, keeper.email, boss.full_name, boss.username]
    folders = [settings.MEDIA_ROOT, settings.BACKUP_DIR, settings.BASE_DIR]
    for secret in [*secrets, *map(str, folders)]:
        assert secret not in html


def test_the_first_page_tells_of_what_is_bad(three_checks):
    boss = make_superuser()
    assert "Cổng chưa được khám lần nào (mục Sức khỏe cổng)" in first_page(boss).quiet
    page.examine_all()
    CheckResult.objects.create(name="gone-since", severity=Severity.BAD)
    shown = first_page(boss)
    assert shown.titles("Cổng cần sửa ngay") == ["Mục hỏng"]
    assert shown.row("Cổng cần sửa ngay").url == f"{URL}#broken"
    assert shown.titles("Cổng cần sửa ngay") == first_page(
        make_user(AccountRole.USER_ADMIN)
    ).titles("Cổng cần sửa ngay")
    CheckResult.objects.filter(severity=Severity.BAD).delete()
    assert "Lần khám cổng gần nhất không thấy điều gì phải sửa ngay" in first_page(boss).quiet
    assert "Cổng cần sửa ngay" not in first_page(make_user(AccountRole.CHIEF)).html
