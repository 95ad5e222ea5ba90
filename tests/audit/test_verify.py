"""Whatever is done to the stored trail, the command finds it and says where."""

import pytest
from django.core.management import CommandError
from django.db import connection

from portal.core.audit.models import AuditEntry, ChainHead
from portal.core.audit.sealing import seal
from portal.core.content import State
from tests.audit.tampering import execute, newest, verified, without_guard
from tests.factories import make_article

pytestmark = pytest.mark.django_db

TABLE = "audit_auditentry"
RESTORE_HEAD = "UPDATE audit_chainhead SET number = %s, hash = %s"


@pytest.fixture(scope="module")
def world(module_db) -> list[int]:
    """An article with its trail; the numbers of the rows."""
    make_article(State.WITHDRAWN)
    return list(AuditEntry.objects.order_by("number").values_list("number", flat=True))


def broken(*arguments: str) -> str:
    """Return what the command complains of."""
    with pytest.raises(CommandError) as complaint:
        verified(*arguments)
    return str(complaint.value)


def test_a_chain_that_nobody_touched_is_whole_and_its_end_is_told(world):
    said = verified()
    assert f"nguyên vẹn từ dòng 1 đến dòng {world[-1]}" in said
    assert f"Dòng mới nhất: {world[-1]}:{newest().hash}" in said


def test_a_part_of_the_chain_can_be_verified(world):
    assert f"từ dòng {world[-2]} đến dòng {world[-1]}" in verified("--from", str(world[-2]))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_name", "Người khác"),
        ("reason", "Lý do khác"),
        ("before", "draft"),
        ("after", "returned"),
        ("title", "Tiêu đề khác"),
        ("address", "192.0.2.1"),
        ("action", "submit"),
        ("area", "account"),
        ("content_hash", "0" * 64),
        ("made_at", "2020-01-01 00:00:00+00:00"),
        ("actor_id", None),
        ("object_id", 4711),
        ("scheme", 9),
        ("hash", "0" * 64),
        ("previous_hash", "0" * 64),
    ],
)
def test_a_changed_field_is_found(world, column, value):
    with without_guard():
        execute(f"UPDATE {TABLE} SET {column} = %s WHERE number = %s", value, world[-1])  # noqa: S608
        assert broken().startswith(f"NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN. Dòng {world[-1]}:")


def test_a_row_missing_in_the_middle_is_found(world):
    with without_guard():
        execute(f"DELETE FROM {TABLE} WHERE number = %s", world[1])  # noqa: S608
        assert f"Dòng {world[1]}: đã mất" in broken()


def test_a_row_missing_in_the_middle_is_found_though_the_others_were_moved_up(world):
    with without_guard():
        execute(f"DELETE FROM {TABLE} WHERE number = %s", world[1])  # noqa: S608
        execute(f"UPDATE {TABLE} SET number = number - 1 WHERE number = %s", world[2])  # noqa: S608
        assert f"Dòng {world[1]}: đã bị sửa" in broken()


def test_swapped_rows_are_found(world):
    first, second = world[1:3]
    with without_guard():
        for old, new in ((first, 9999), (second, first), (9999, second)):
            execute(f"UPDATE {TABLE} SET number = %s WHERE number = %s", new, old)  # noqa: S608
        assert f"Dòng {first}:" in broken()


def test_a_row_that_was_sealed_anew_is_found_at_the_next(world):
    forged = AuditEntry.objects.get(number=world[1])
    forged.reason = "Bịa"
    with without_guard():
        sql = f"UPDATE {TABLE} SET reason = %s, hash = %s WHERE number = %s"  # noqa: S608
        execute(sql, forged.reason, seal(forged), world[1])
        # The stored revision still tells the old reason.
        assert f"Dòng {world[1]}: lần sửa" in broken()
        execute("UPDATE workflow_revision SET reason = %s WHERE id = %s", "Bịa", forged.revision_id)
        assert f"Dòng {world[2]}: không nối vào dòng trước" in broken()


def test_a_missing_tail_is_found(world):
    with without_guard():
        execute(f"DELETE FROM {TABLE} WHERE number = %s", world[-1])  # noqa: S608
        assert f"Dòng {world[-1]}: đã mất cùng mọi dòng sau nó" in broken()


def test_a_missing_tail_is_found_by_its_anchor_though_the_end_was_forged(world):
    last, before = newest(), AuditEntry.objects.get(number=world[-2])
    anchor = f"{last.number}:{last.hash}"
    assert "nguyên vẹn" in verified("--anchor", anchor)
    with without_guard():
        execute(f"DELETE FROM {TABLE} WHERE number = %s", last.number)  # noqa: S608
        execute(RESTORE_HEAD, before.number, before.hash)
        assert "nguyên vẹn" in verified()
        assert f"Dòng {last.number}: đã được ghi lại ở nơi khác" in broken("--anchor", anchor)


def test_a_chain_that_was_made_anew_is_found_by_its_anchor(world):
    assert "khác với mã đã ghi lại" in broken("--anchor", f"{world[1]}:{'0' * 64}")


def test_a_row_added_behind_the_end_is_found(world):
    head = ChainHead.objects.get()
    before = AuditEntry.objects.get(number=world[-2])
    execute(RESTORE_HEAD, before.number, before.hash)
    assert f"Dòng {head.number}: được thêm vào" in broken()


def test_a_changed_text_of_a_revision_is_found(world):
    entry = newest()
    snapshot = "replace(snapshot::text, 'Tin', 'Tín')::jsonb"
    if connection.vendor == "sqlite":
        snapshot = "replace(snapshot, 'Tin', 'Tín')"
    execute(f"UPDATE workflow_revision SET snapshot = {snapshot} WHERE id = %s", entry.revision_id)  # noqa: S608
    assert f"nội dung của lần sửa số {entry.revision_id} đã bị sửa" in broken()


def test_a_revision_under_another_name_is_found(world):
    entry = newest()
    execute("UPDATE workflow_revision SET action = 'submit' WHERE id = %s", entry.revision_id)
    assert f"Dòng {entry.number}: lần sửa số {entry.revision_id}" in broken()


def test_a_lost_end_of_the_chain_is_said(world):
    execute("DELETE FROM audit_chainhead")
    assert "mất dòng giữ đầu chuỗi" in broken("--from", "1")


@pytest.mark.parametrize(
    "arguments", [("--from", "0"), ("--from", "x"), ("--anchor", "7"), ("--anchor", "7:abc")]
)
def test_what_cannot_be_meant_is_refused(arguments):
    with pytest.raises(CommandError):
        verified(*arguments)


def test_nothing_can_be_verified_beyond_the_end(world):
    assert f"mới có đến dòng {world[-1]}" in broken("--from", str(world[-1] + 2))


def test_verifying_reads_a_few_rows_at_a_time(world, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("portal.core.audit.verify.AT_ONCE", 2)
    assert len(world) == 3
    # The end twice, two portions and an empty one, what lies beyond the end.
    with django_assert_num_queries(6):
        verified()
