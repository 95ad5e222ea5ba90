"""Signing in over a form whose session has ended: for its writer alone."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]


def sign_in(user, password=PASSWORD, *, writer=None, browser=None):
    browser = browser or Client()
    answer = browser.post(
        reverse("admin:sign_in_again"),
        {"username": user.username, "password": password},
        headers={"X-Desk-Writer": str((writer or user).pk)},
    )
    return answer, "_auth_user_id" in browser.session


def test_the_writer_is_signed_in_and_the_form_gets_its_token():
    answer, is_in = sign_in(make_superuser())
    assert answer.status_code == 200
    assert answer.json()["token"]
    assert answer["Cache-Control"].startswith("max-age=0")
    assert is_in


def test_the_token_is_that_of_the_new_session():
    browser = Client(enforce_csrf_checks=True)
    browser.get(reverse("admin:login"))
    old = browser.cookies["csrftoken"].value
    user = make_superuser()
    data = {"username": user.username, "password": PASSWORD, "csrfmiddlewaretoken": old}
    writer = {"X-Desk-Writer": str(user.pk)}
    token = browser.post(reverse("admin:sign_in_again"), data, headers=writer).json()["token"]
    assert browser.cookies["csrftoken"].value != old
    out = browser.post(reverse("admin:logout"), {"csrfmiddlewaretoken": token})
    assert out.status_code == 200


def test_a_wrong_password_is_refused_in_the_words_of_the_log_in_page():
    answer, is_in = sign_in(make_superuser(), "khong-phai")
    assert answer.status_code == 400
    assert "mật khẩu" in answer.json()["message"].lower()
    assert not is_in


def test_somebody_else_is_refused_because_the_text_is_not_theirs():
    answer, is_in = sign_in(make_superuser(), writer=make_superuser())
    assert answer.status_code == 403
    assert not is_in


def test_an_account_that_was_closed_is_refused():
    answer, is_in = sign_in(make_user(is_active=False))
    assert answer.status_code == 400
    assert not is_in


def test_a_page_of_another_site_cannot_sign_anybody_in():
    answer, is_in = sign_in(make_superuser(), browser=Client(enforce_csrf_checks=True))
    assert answer.status_code == 403
    assert not is_in
