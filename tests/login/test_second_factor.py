"""A code beside the password: set up once, asked for at every sign-in, replaced by paper."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.accounts.second_factor.codes import device_to_confirm, has_second_factor
from portal.core.accounts.second_factor.rules import is_required
from portal.core.audit.models import AuditEntry
from tests.factories import make_superuser, make_user
from tests.login.door import INDEX, code_of, give_app, is_in, knock, recovery_codes, send_code

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

NOW = datetime(2026, 5, 23, 9, 5, tzinfo=UTC)
PAGE = reverse("admin:second_factor")


@pytest.fixture(scope="module")
def lan(module_db):
    return make_user(AccountRole.EDITOR, username="lan").pk


@pytest.fixture
def account(lan):
    return User.objects.get(pk=lan)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def actions():
    return list(AuditEntry.objects.order_by("-number").values_list("action", flat=True)[:3])


def test_the_code_is_asked_for_after_the_password(account, clock):
    app = give_app(account)
    page = knock("lan")
    assert "Mã 6 chữ số" in page.text
    assert "_auth_user_id" not in page.client.session
    answer = send_code(page, code_of(app))
    assert is_in(answer)
    assert answer.url == INDEX


def test_where_one_wanted_to_go_is_kept_over_the_code(account, clock):
    app, wanted = give_app(account), reverse("admin:security")
    assert send_code(knock("lan", next=wanted), code_of(app)).url == wanted


def test_a_code_is_good_for_once(account, clock):
    app = give_app(account)
    code = code_of(app)
    assert is_in(send_code(knock("lan"), code))
    again = send_code(knock("lan"), code)
    assert not is_in(again)
    assert "đã dùng rồi" in again.text


def test_five_wrong_codes_lock_and_the_right_one_waits(account, clock):
    app, page = give_app(account), knock("lan")
    for _ in range(5):
        assert send_code(page, "000000").status_code == 200
    assert send_code(page, code_of(app)).status_code == 429
    clock.shift(timedelta(minutes=15))
    assert is_in(send_code(knock("lan"), code_of(app)))


def test_a_code_ten_minutes_after_the_password_is_too_late(account, clock):
    app, page = give_app(account), knock("lan")
    clock.shift(timedelta(minutes=10, seconds=1))
    answer = send_code(page, code_of(app))
    assert not is_in(answer)
    assert "đăng nhập lại từ đầu" in answer.text


def test_the_page_of_the_code_is_worthless_once_the_password_is_another(account, clock):
    app, page = give_app(account), knock("lan")
    account.set_password("Mùa-Bưởi-Minh-Giang-5")
    account.save()
    assert not is_in(send_code(page, code_of(app)))


def test_a_recovery_code_is_good_for_once_and_stored_as_a_hash(account, clock):
    give_app(account)
    first, second, *_ = recovery_codes(account)
    assert "recovery_codes_made" in actions()
    kept = str(list(StaticToken.objects.values()))
    assert first.replace("-", "") not in kept
    assert is_in(send_code(knock("lan"), first.upper()))
    assert "recovery_code_used" in actions()
    assert not is_in(send_code(knock("lan"), first))
    assert is_in(send_code(knock("lan"), second.replace("-", " ")))


def test_it_is_set_up_with_a_drawing_and_a_code(account, clock, sign_in):
    elsewhere, browser = sign_in(account), sign_in(account)
    page = browser.get(PAGE)
    assert "<svg" in page.text
    assert "style=" not in page.text.partition("<svg")[2].partition("</svg>")[0]
    app = device_to_confirm(account)
    assert browser.post(PAGE, {"code": "000000"}).context["form"].errors
    assert not has_second_factor(account)
    done = browser.post(PAGE, {"code": code_of(app)})
    shown = re.findall(r"<code>(\w{5}-\w{5})</code>", done.text)
    assert len(set(shown)) == 10
    assert "no-store" in done["Cache-Control"]
    assert "second_factor_on" in actions()
    assert is_in(send_code(knock("lan"), shown[0]))
    assert elsewhere.get(INDEX).status_code == 302


@pytest.mark.parametrize("role", [*AccountRole, None])
def test_who_publishes_or_keeps_accounts_needs_it(settings, role):
    settings.SECOND_FACTOR = "roles"
    user = make_user(role) if role else make_superuser()
    assert is_required(user) is (role is not AccountRole.CONTRIBUTOR)
    settings.SECOND_FACTOR = "all"
    assert is_required(user)
    settings.SECOND_FACTOR = "off"
    assert not is_required(user)


def test_who_needs_it_sets_it_up_before_anything_else(settings, account, clock, sign_in):
    settings.SECOND_FACTOR = "roles"
    browser = sign_in(account)
    for page in (INDEX, reverse("admin:news_article_add"), reverse("admin:security")):
        assert browser.get(page).url == PAGE
    assert browser.post(reverse("admin:news_tag_add"), {"name": "giao thông"}).url == PAGE
    browser.get(PAGE)
    browser.post(PAGE, {"code": code_of(device_to_confirm(account))})
    assert browser.get(INDEX).status_code == 200


def test_a_session_that_has_not_shown_the_code_is_asked_for_it(settings, account, clock, sign_in):
    settings.SECOND_FACTOR = "roles"
    app, browser = give_app(account), sign_in(account)
    assert browser.get(INDEX).url == PAGE
    assert "Nhập mã để làm việc tiếp" in browser.get(PAGE).text
    assert browser.post(PAGE, {"code": code_of(app)}).url == INDEX
    assert browser.get(INDEX).status_code == 200


def test_where_it_is_not_needed_one_may_take_it_away_with_a_code(account, clock, sign_in, settings):
    app, browser = give_app(account), sign_in(account)
    browser.post(PAGE, {"code": code_of(app)})
    assert browser.post(PAGE, {"code": "000000", "_remove": "1"}).context["form"].errors
    clock.shift(60)
    settings.SECOND_FACTOR = "roles"
    browser.post(PAGE, {"code": code_of(app), "_remove": "1"})
    assert has_second_factor(account)
    clock.shift(60)
    settings.SECOND_FACTOR = "off"
    browser.post(PAGE, {"code": code_of(app), "_remove": "1"})
    assert not has_second_factor(account)
    assert "second_factor_off" in actions()


def test_a_keeper_of_accounts_resets_it_for_others_but_not_for_oneself(account, clock, sign_in):
    keeper, chief = make_user(AccountRole.USER_ADMIN), make_superuser()
    give_app(account)
    there, office = sign_in(account), sign_in(keeper)
    url = reverse("admin:account_security", args=[account.pk])
    assert office.post(url, {"_reset": "1"}).status_code == 302
    assert not TOTPDevice.objects.filter(user=account).exists()
    assert there.get(INDEX).status_code == 302
    assert "second_factor_reset" in actions()
    for untouchable in (keeper, chief):
        give_app(untouchable)
        url = reverse("admin:account_security", args=[untouchable.pk])
        assert office.post(url, {"_reset": "1"}).status_code == 403
        assert has_second_factor(untouchable)
    assert (
        sign_in(account).get(reverse("admin:account_security", args=[chief.pk])).status_code == 403
    )


def test_a_command_resets_it_where_nobody_is_left_who_could(account):
    give_app(account)
    call_command("reset_second_factor", "lan", stdout=StringIO())
    assert not has_second_factor(account)
    assert actions()[0] == "second_factor_reset"
    with pytest.raises(CommandError, match="Không có tài khoản"):
        call_command("reset_second_factor", "khong-co-ai")


@pytest.mark.any_database("sqlite")
def test_nobody_reads_secrets_of_others_in_the_admin(desk):
    assert "otp_totp" not in desk.get(INDEX).text
    assert desk.get("/quan-tri/otp_totp/totpdevice/").status_code == 404
