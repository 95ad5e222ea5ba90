"""The approval slip: who had which part in an item, with the hashes of the trail."""

import pytest
from django.urls import reverse

from portal.core.accounts.roles import AccountRole
from portal.core.admin.slip import people_of, steps_of
from portal.core.audit.models import AuditEntry
from portal.core.content import State
from portal.core.workflow import actions
from tests.factories import make_article, make_category, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


@pytest.fixture(scope="module")
def story(module_db):
    """An article that was written, sent, returned, sent, edited and published."""
    category = make_category("Cấp nước")
    writer = make_user(AccountRole.CONTRIBUTOR, writes=(category,), full_name="Bùi Lan")
    editor = make_user(AccountRole.EDITOR, edits=(category,), full_name="Vũ Phương")
    chief = make_superuser(full_name="Phạm Hà")
    item = make_article(State.DRAFT, by=writer, category=category, title="Lịch <cấp> nước")
    actions.save(item, by=writer)
    actions.save(item, by=writer)
    actions.submit(item, by=writer)
    actions.return_(item, by=editor, reason="Thiếu <ngày>.")
    actions.submit(item, by=writer)
    actions.save(item, by=editor)
    actions.publish(item, by=chief)
    return item, writer, editor, chief


def test_saves_in_a_row_are_one_line_that_tells_how_many(story):
    steps = [(str(step.last.action), step.times) for step in steps_of(story[0])]
    assert steps == [
        ("save", 3),
        ("submit", 1),
        ("return", 1),
        ("submit", 1),
        ("save", 1),
        ("publish", 1),
    ]


def test_each_line_has_its_row_of_the_trail(story):
    rows = AuditEntry.objects.of(story[0]).order_by("number")
    assert [step.entry for step in steps_of(story[0])] == list(rows)[2:]


def test_it_tells_who_wrote_edited_sent_and_published(story):
    item, writer, editor, chief = story
    assert people_of(steps_of(item)) == {
        "wrote": [writer],
        "edited": [editor],
        "sent": [writer],
        "published": [chief],
        "confirmed": [],
    }


def test_the_page_shows_it_all_and_escapes_what_was_written(story, desk):
    item = story[0]
    text = desk.get(reverse("admin:news_article_slip", args=[item.pk])).text
    row = AuditEntry.objects.of(item).latest("number")
    for words in (
        "Phiếu duyệt bài",
        "Lịch &lt;cấp&gt; nước",
        "Thiếu &lt;ngày&gt;.",
        "Lưu 3 lần",
        row.content_hash[:16],
        row.hash[:16],
        "(ký, ghi rõ họ tên)",
    ):
        assert words in text


def test_who_may_not_open_the_item_gets_no_slip(story, sign_in):
    page = reverse("admin:news_article_slip", args=[story[0].pk])
    assert sign_in(make_user(AccountRole.CONTRIBUTOR)).get(page).status_code == 403
    assert sign_in(story[1]).get(page).status_code == 200


def test_the_slip_costs_the_same_for_a_long_story(story, desk, django_assert_max_num_queries):
    for _ in range(5):
        actions.amend(story[0], lambda row: None, by=story[3])
    page = reverse("admin:news_article_slip", args=[story[0].pk])
    desk.get(page)
    with django_assert_max_num_queries(9):
        desk.get(page)
