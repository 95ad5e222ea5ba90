"""What is sent to a locked desk without the scripts of a form waits there for the password."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from news.models import Article
from portal.core.accounts.login.views import CODE_MISSING
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.accounts.sessions import waiting
from portal.core.accounts.sessions.models import DeskSession
from portal.core.audit.models import AuditEntry
from portal.core.content import State
from portal.core.drafts.models import Autosave
from tests.contract.pages import form_data, parse
from tests.factories import PASSWORD, make_article, make_user
from tests.login.door import INDEX, code_of, give_app, knock

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

OWN = reverse("admin:security")
TITLE = 'Họp dân "khu 3" <b>& khu 4</b>'


@pytest.fixture(autouse=True)
def clock(settings):
    settings.SESSION_IDLE_MINUTES = 15
    with time_machine.travel(datetime(2026, 5, 23, 9, 5, tzinfo=UTC), tick=False) as clock:
        yield clock


@pytest.fixture(scope="module")
def lan(module_db):
    return make_user(AccountRole.EDITOR, username="lan", is_superuser=True).pk


@pytest.fixture
def account(lan):
    return User.objects.get(pk=lan)


@pytest.fixture
def window(account):
    """A browser as it is, and that asks for pages; the desk was opened in it."""
    browser = Client(enforce_csrf_checks=True, headers={"Accept": "text/html"})
    browser.force_login(account)
    browser.get(OWN)
    return browser


def token_of(page):
    return parse(page.text).all("input", name="csrfmiddlewaretoken")[0]["value"]


def held(page):
    """Return what the page sends along: every name with all its values."""
    fields: dict[str, list[str]] = {}
    for element in parse(page.text).all("input", type="hidden"):
        fields.setdefault(element["name"], []).append(element["value"])
    return fields


def unlock(page, password=PASSWORD, **more):
    """Send the page on, as a browser does."""
    sent = {**held(page), waiting.PASSWORD: password, **more}
    return page.client.post(page.wsgi_request.get_full_path(), sent)


def test_what_was_typed_goes_through_after_the_password_and_not_before(window, clock):
    articles = [make_article(State.DRAFT), make_article(State.DRAFT)]
    urls = [reverse("admin:news_article_change", args=[each.pk]) for each in articles]
    pages = [window.get(url) for url in urls]
    typed = [
        form_data(page.text) | {"title": TITLE, "csrfmiddlewaretoken": token_of(page)}
        for page in pages
    ]
    clock.shift(timedelta(minutes=16))
    page = window.post(urls[0], typed[0])
    assert page.status_code == 403
    assert "no-store" in page["Cache-Control"]
    assert TITLE not in page.text
    assert held(page)["title"] == [TITLE]
    assert not DeskSession.objects.alive().exists()

    page = unlock(page, "Không-phải-mật-khẩu-1")
    assert (page.status_code, waiting.WRONG in page.text) == (403, True)
    assert held(page)["title"] == [TITLE]
    assert AuditEntry.objects.latest("number").action == "login_failed"
    assert not Article.objects.filter(title=TITLE).exists()

    answer = unlock(page)
    assert (answer.status_code, answer.url) == (302, urls[0])
    assert Article.objects.get(title=TITLE).pk == articles[0].pk
    sent = answer.wsgi_request
    assert not [name for name in sent.POST if name.startswith("_unlock")]
    kept = [*AuditEntry.objects.values(), *Autosave.objects.values()]
    assert PASSWORD not in json.dumps([*kept, dict(window.session)], default=str)
    # The form of the other window was opened before the lock.
    assert window.post(urls[1], typed[1]).status_code == 302


def test_all_values_are_carried_but_files_and_passwords_are_asked_for_again(window, clock):
    clock.shift(timedelta(minutes=16))
    sent = {
        "session": ["1", "2"],
        "old_password": "Mùa-Bưởi-1",
        "scan": SimpleUploadedFile('"tờ" trình.pdf', b"%PDF"),
        "csrfmiddlewaretoken": window.cookies["csrftoken"].value,
    }
    first = window.post(f"{OWN}?trang=2", sent)
    for page in (first, unlock(first, "sai")):
        assert held(page)["session"] == ["1", "2"]
        assert "old_password" not in held(page)
        assert "Mùa-Bưởi-1" not in page.text
        assert "sẽ hỏi lại" in page.text
        assert parse(page.text).all("input", type="file", name="scan")
        assert "chọn lại" in page.text
        assert "Chọn lại: &quot;tờ&quot; trình.pdf" in page.text
    answer = unlock(page, scan=SimpleUploadedFile("lại.pdf", b"%PDF")).wsgi_request
    assert answer.get_full_path() == f"{OWN}?trang=2"
    assert answer.FILES["scan"].name == "lại.pdf"
    assert set(answer.POST) == {"session", "csrfmiddlewaretoken"}


def test_wrong_passwords_lock_as_at_the_log_in(window, clock):
    clock.shift(timedelta(minutes=16))
    token = window.cookies["csrftoken"].value
    page = window.post(OWN, {"session": "7", "csrfmiddlewaretoken": token})
    for _ in range(5):
        page = unlock(page, "sai")
    page = unlock(page)
    assert (page.status_code, page["Retry-After"]) == (429, "900")
    assert "thử lại sau 15 phút" in page.text
    assert held(page)["session"] == ["7"]
    assert knock("lan", address="127.0.0.1").status_code == 429
    clock.shift(timedelta(minutes=15))
    assert unlock(page).status_code == 302


def test_who_has_a_second_factor_shows_it(window, account, clock):
    app = give_app(account)
    clock.shift(timedelta(minutes=16))
    token = window.cookies["csrftoken"].value
    page = window.post(OWN, {"session": "7", "csrfmiddlewaretoken": token})
    assert CODE_MISSING in unlock(page).text
    assert waiting.WRONG_ONE in unlock(page, _unlock_code="000000").text
    assert unlock(page, _unlock_code=code_of(app)).status_code == 302


def test_scripts_are_answered_as_ever(window, clock):
    clock.shift(timedelta(minutes=16))
    token, url = window.cookies["csrftoken"].value, reverse("admin:media_upload")
    for header in ({"Sec-Fetch-Mode": "cors"}, {"Accept": "*/*"}):
        answer = window.post(url, {"csrfmiddlewaretoken": token}, headers=header)
        assert (answer.status_code, "login" in answer.url) == (302, True)


def test_a_form_of_another_site_is_not_confirmed_by_the_password(window, clock):
    clock.shift(timedelta(minutes=16))
    for sent in ({"title": "Lạ"}, {"title": "Lạ", waiting.PASSWORD: PASSWORD}):
        page = window.post(OWN, sent)
        assert (page.status_code, "Lạ" in page.text) == (403, False)
        assert window.get(INDEX).status_code == 302


@pytest.mark.parametrize("is_same", [True, False])
def test_who_signs_in_in_another_window_sends_the_form_on_and_nobody_else(
    window, account, clock, is_same
):
    clock.shift(timedelta(minutes=16))
    token = window.cookies["csrftoken"].value
    page = window.post(OWN, {"session": "7", "csrfmiddlewaretoken": token})
    other = make_user(AccountRole.EDITOR, username="hai")
    way_in = window.get(reverse("admin:login"))
    person = account if is_same else other
    knock(person.username, browser=window, csrfmiddlewaretoken=token_of(way_in))
    assert window.get(INDEX).status_code == 200
    answer = unlock(page, "")
    assert answer.status_code == (302 if is_same else 403)


def test_a_form_waits_at_the_door_of_the_second_factor_too(window, account, clock, settings):
    settings.SECOND_FACTOR = "all"
    clock.shift(timedelta(minutes=16))
    token = window.cookies["csrftoken"].value
    page = unlock(window.post(OWN, {"session": "7", "csrfmiddlewaretoken": token}))
    door = reverse("admin:second_factor")
    assert page.status_code == 403
    assert parse(page.text).all("a", href=door, target="_blank")
    again = window.post(OWN, held(page))
    assert held(again)["session"] == ["7"]
    setting_up = window.get(door)
    app = account.totpdevice_set.get()
    sent = {"code": code_of(app), "csrfmiddlewaretoken": token_of(setting_up)}
    assert window.post(door, sent).status_code == 200
    assert window.post(OWN, held(again)).status_code == 302
