"""Requests that were answered wrongly once, and those that somebody wants asked again.

What `run.py fuzz` says of a failure holds the request as FUZZ_AGAIN takes it.
"""

import ast
import os

import pytest

from tests.fuzz.asked import SUPERUSER, Asked
from tests.fuzz.portal import Portal
from tests.fuzz.running import must_be_right

pytestmark = pytest.mark.django_db

FORM = ("Content-Type", "application/x-www-form-urlencoded")
FOUND = {
    "a charset of the body that is none of text": Asked(
        headers=(("Content-Type", "text/plain; charset=base64"),), query="q=a"
    ),
    "no host, before the page cache": Asked(headers=(("Host", ""),), is_stored=True),
    "an origin that is no address": Asked(
        "POST", "/hien-thi/", headers=(FORM, ("Origin", "http://[")), body="mau=toi"
    ),
    "an upload with a name that no disk takes": Asked(path="/media/" + "a" * 300),
    "NUL in a session's cookie": Asked(
        path="/quan-tri/", headers=(("Cookie", f'sessionid="{"a" * 31}\\000"'),)
    ),
    "a ticked row that is no number": Asked(
        "POST",
        "/quan-tri/news/article/",
        headers=(FORM,),
        body="action=publish_selected&_selected_action=x",
        who=SUPERUSER,
    ),
}
if again := os.environ.get("FUZZ_AGAIN"):
    FOUND["asked again"] = Asked(*ast.literal_eval(again))


@pytest.mark.parametrize("request_", FOUND.values(), ids=FOUND)
def test_a_request_that_was_answered_wrongly_is_answered(portal: Portal, request_: Asked):
    must_be_right(portal, request_)
