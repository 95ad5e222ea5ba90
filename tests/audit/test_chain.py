"""A row is added with its action, in one chain, and goes with it when that is undone."""

import json
from hashlib import sha256

import pytest
from django.db import transaction
from django.test import RequestFactory

from portal.core.audit.chain import record
from portal.core.audit.client import COMMAND, UNKNOWN, ClientMiddleware, current_address
from portal.core.audit.models import AuditEntry, ChainHead
from portal.core.audit.sealing import BEGINNING, content_hash
from portal.core.audit.verbs import Verb
from portal.core.content import State
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from tests.audit.tampering import newest, verified
from tests.factories import make_article, make_superuser

pytestmark = pytest.mark.django_db


def test_an_empty_chain_is_whole():
    assert "đến dòng 0" in verified()


def test_numbers_follow_each_other_and_each_row_holds_the_hash_of_the_one_before():
    make_article(State.WITHDRAWN)
    rows = list(AuditEntry.objects.order_by("number"))
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.previous_hash for row in rows] == [BEGINNING, *(row.hash for row in rows[:-1])]
    head = ChainHead.objects.get()
    assert (head.number, head.hash) == (3, rows[-1].hash)


def test_a_row_tells_who_did_what_to_which_and_why():
    chief = make_superuser(full_name="Phạm Thu Hà", username="ha")
    item = make_article(State.LIVE, by=chief, title="Lịch cấp nước")
    actions.withdraw(item, by=chief, reason="Sai ngày.")
    row, revision = newest(), Revision.objects.latest("pk")
    assert (row.area, row.action, row.before, row.after) == (
        "content",
        "withdraw",
        "published",
        "withdrawn",
    )
    assert (row.actor, row.actor_name, row.address) == (chief, "Phạm Thu Hà (ha)", COMMAND)
    assert (row.object_id, row.title, row.reason) == (item.pk, "Lịch cấp nước", "Sai ngày.")
    assert row.revision == revision
    assert row.content_hash == content_hash(revision.snapshot)
    of_item = AuditEntry.objects.of(item).newest_first()
    assert [entry.number for entry in of_item] == [3, 2, 1]


def test_the_name_stays_as_it_was_then():
    chief = make_superuser(full_name="Phạm Thu Hà", username="ha")
    make_article(State.DRAFT, by=chief)
    chief.full_name = "Phạm Hà"
    chief.save()
    assert newest().actor_name == "Phạm Thu Hà (ha)"


def test_anybody_can_make_the_hash_of_a_row_again():
    make_article(State.DRAFT)
    row = newest()
    told = {
        "action": row.action,
        "actor": row.actor_id,
        "actor_name": row.actor_name,
        "address": row.address,
        "after": row.after,
        "area": row.area,
        "before": row.before,
        "content_hash": row.content_hash,
        "content_type": row.content_type_id,
        "made_at": f"{row.made_at:%Y-%m-%dT%H:%M:%S.%f}+00:00",
        "number": row.number,
        "object": row.object_id,
        "previous_hash": row.previous_hash,
        "reason": row.reason,
        "revision": row.revision_id,
        "scheme": 1,
        "title": row.title,
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    assert row.hash == sha256(text.encode()).hexdigest()


def test_what_is_rolled_back_leaves_no_row_and_no_gap():
    item = make_article(State.DRAFT)
    before = newest().number
    with transaction.atomic():
        actions.submit(item, by=make_superuser())
        assert newest().number == before + 1
        transaction.set_rollback(True)
    assert newest().number == before
    actions.submit(type(item).objects.get(pk=item.pk), by=make_superuser())
    assert newest().number == before + 1
    assert "nguyên vẹn" in verified()


def test_a_row_that_cannot_be_written_takes_the_action_with_it(monkeypatch):
    item = make_article(State.DRAFT)

    def fail(entry):
        raise OSError("đĩa đầy")

    monkeypatch.setattr("portal.core.audit.chain.seal", fail)
    with pytest.raises(OSError, match="đĩa đầy"):
        actions.publish(item, by=make_superuser())
    item.refresh_from_db()
    assert item.state() is State.DRAFT


def test_a_deleted_draft_leaves_its_last_text_in_the_trail():
    item = make_article(State.DRAFT)
    number = item.pk
    actions.delete(item, by=make_superuser())
    row = newest()
    assert (row.action, row.object_id, row.before, row.after) == ("delete", number, "draft", "")
    assert row.revision.snapshot["title"] == item.title
    assert "nguyên vẹn" in verified()


def test_a_row_costs_three_queries(django_assert_num_queries):
    user = make_superuser()
    record(Verb.LOGIN, by=user, about=user)
    with django_assert_num_queries(3):
        record(Verb.LOGOUT, by=user, about=user)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"REMOTE_ADDR": "192.0.2.7"}, "192.0.2.7"),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "10.0.0.1"}, "192.0.2.7"),
        (
            {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 2001:db8::7"},
            "2001:db8::7",
        ),
        ({"REMOTE_ADDR": ""}, UNKNOWN),
        ({"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": "9" * 500}, "9" * 60),
    ],
)
def test_the_address_is_that_of_the_client_while_the_request_lasts(sent, told):
    heard = []

    def view(request):
        heard.append(current_address())

    ClientMiddleware(view)(RequestFactory().get("/", **sent))
    assert heard == [told]
    assert current_address() == COMMAND


def test_the_address_is_forgotten_after_a_request_that_failed():
    def view(request):
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        ClientMiddleware(view)(RequestFactory().get("/"))
    assert current_address() == COMMAND
