"""What the scripts of the desk may ask about pasted text, and who may ask."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from portal.core.accounts.roles import AccountRole
from portal.core.admin.legacy import MAX_BYTES
from tests.core.legacy import NOTICE, to_tcvn3, to_vni
from tests.factories import make_category, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

WORD = '<style>p.Mso {font-family:".VnTime"}</style><p class="Mso">§\u00ad\u00eang <b>Qu¶</b></p>'


def ask(client, **question):
    return post(client, json.dumps(question))


def post(client, body):
    return client.post(reverse("admin:legacy_text"), body, content_type="application/json")


@pytest.fixture
def contributor(sign_in):
    """Somebody who only writes."""
    return sign_in(make_user(AccountRole.CONTRIBUTOR, writes=(make_category(),)))


def test_pasted_html_is_answered_with_its_encoding_and_a_preview(contributor):
    said = ask(contributor, html=WORD).json()
    assert said["encoding"] == "tcvn3"
    assert "TCVN3 (ABC)" in said["message"]
    assert said["before"] == "§\u00ad\u00eang Qu¶"
    assert said["after"] == "Đường Quả"
    assert said["converted"] == WORD.replace("§\u00ad\u00eang", "Đường").replace("Qu¶", "Quả")


def test_a_plain_field_is_answered_with_plain_text(contributor):
    said = ask(contributor, html=WORD, text="§\u00ad\u00eang Qu¶", plain=True).json()
    assert said["converted"] == "Đường Quả"
    said = ask(contributor, text=to_vni(NOTICE), plain=True).json()
    assert said["converted"] == NOTICE


@pytest.mark.parametrize(
    "question",
    [{}, {"html": "<p>Đường, có cá</p>"}, {"text": NOTICE, "plain": True}, {"html": None}],
)
def test_ordinary_text_is_answered_with_nothing(contributor, question):
    answer = ask(contributor, **question)
    assert (answer.status_code, answer.json()) == (200, {"found": False})


@pytest.mark.parametrize("body", ["", "{", "[]", '"x"', "null", "[" * 100_000, b"\xff\xfe"])
def test_a_question_that_is_none_is_refused_in_vietnamese(contributor, body):
    answer = post(contributor, body)
    assert answer.status_code == 400
    assert answer.json()["message"] == "Cổng không đọc được đoạn vừa dán."


def test_half_a_character_pair_does_no_harm(contributor):
    body = json.dumps({"html": f"<p>\ud800\x00</p>{WORD}"})
    assert "Đường" in post(contributor, body).json()["converted"]


def test_more_than_a_megabyte_is_refused(contributor):
    answer = ask(contributor, html="a" * MAX_BYTES)
    assert answer.status_code == 413
    assert "quá dài" in answer.json()["message"]


def test_a_megabyte_of_legacy_text_is_answered(contributor):
    paragraph = f"<p>{to_tcvn3(NOTICE)}</p>"
    markup = paragraph * (MAX_BYTES // 5 // len(paragraph) * 2)
    answer = post(contributor, json.dumps({"html": markup}, ensure_ascii=False))
    assert answer.json()["converted"].count(NOTICE) == markup.count("<p>")


def test_nobody_asks_without_having_signed_in():
    answer = ask(Client(), html=WORD)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("admin:login"))


def test_an_account_that_writes_nothing_is_refused(sign_in):
    answer = ask(sign_in(make_user(AccountRole.USER_ADMIN, is_staff=True)), html=WORD)
    assert answer.status_code == 403
    assert "converted" not in answer.json()


def test_an_account_without_a_role_is_refused(sign_in):
    assert ask(sign_in(make_user(is_staff=True)), html=WORD).status_code == 403
    assert ask(sign_in(make_user(is_staff=False)), html=WORD).status_code == 302


def test_a_question_from_another_site_is_refused(contributor):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = contributor.cookies
    assert ask(strict, html=WORD).status_code == 403


def test_only_a_post_is_answered(contributor):
    assert contributor.get(reverse("admin:legacy_text")).status_code == 405
