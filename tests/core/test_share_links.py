"""How long a link lives, what ends it, what is kept of it, and who sees the list."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.preview import actions
from portal.core.preview.models import ShareLink
from portal.core.preview.views import OPENINGS
from portal.core.workflow import actions as workflow
from tests.contract.pages import form_data, parse
from tests.factories import (
    bring_to,
    make_article,
    make_category,
    make_page,
    make_superuser,
    make_user,
)
from tests.query_budget import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

LIST = reverse("admin:preview_sharelink_changelist")
SECOND = timedelta(seconds=1)


@pytest.fixture
def noon():
    """Stop the clock."""
    with time_machine.travel("2026-05-20 12:00+07:00", tick=False) as clock:
        yield clock


@pytest.fixture
def article():
    """A draft."""
    return make_article(State.DRAFT, title="Chưa ai được thấy")


def shared(item, by=None) -> str:
    return ShareLink.path_of(actions.share(item, by=by or make_superuser()))


def desk_page(name: str, *args: object) -> str:
    return reverse(f"admin:news_article_{name}", args=args)


def test_a_link_lives_for_forty_eight_hours(client, noon, article):
    link = shared(article)
    noon.shift(timedelta(hours=48) - SECOND)
    assert client.get(link).status_code == 200
    noon.shift(SECOND)
    assert client.get(link).status_code == 404


def test_whatever_is_wrong_with_a_link_the_answer_is_the_same(client, noon, article):
    late = shared(article)
    noon.shift(timedelta(hours=49))
    gone, maker = make_article(State.DRAFT), make_superuser()
    of_deleted = shared(gone, maker)
    workflow.delete(gone, by=maker)
    answers = [client.get(link) for link in (late, of_deleted, "/xem-truoc/a/", f"{late[:-5]}/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    named = [{**answer.headers, "X-Request-Id": ""} for answer in answers]
    assert len({tuple(sorted(headers.items())) for headers in named}) == 1


def test_a_link_shows_the_item_as_it_stands_now(client, article):
    link = shared(article)
    article.title = "Tiêu đề đã sửa"
    workflow.save(article, by=make_superuser())
    assert "Tiêu đề đã sửa" in client.get(link).text


@pytest.mark.parametrize("change", ["is_active", "grant"])
def test_a_link_shows_no_more_than_its_maker_may_still_see(client, change):
    category = make_category()
    editor = make_user(AccountRole.EDITOR, edits=(category,))
    link = shared(make_article(State.DRAFT, category=category), editor)
    assert client.get(link).status_code == 200
    if change == "is_active":
        editor.is_active = False
        editor.save()
    else:
        editor.category_grants.all().delete()
    assert client.get(link).status_code == 404


def test_what_is_taken_off_the_portal_takes_its_links_with_it(client, article):
    by = make_superuser()
    link = shared(article, by)
    bring_to(article, State.WITHDRAWN, by=by)
    assert client.get(link).status_code == 404
    on_purpose = shared(article, by)
    assert client.get(on_purpose).status_code == 200


def test_a_link_to_a_working_copy_leads_to_the_item_once_it_has_taken_its_place(client):
    article, by = make_article(title="Bản bạn đọc đang thấy"), make_superuser()
    copy = workflow.revise(article, by=by)
    copy.title = "Bản đang sửa"
    workflow.save(copy, by=by)
    link = shared(copy, by)
    assert "Bản đang sửa" in client.get(link).text
    workflow.publish(copy, by=make_superuser())
    answer = client.get(link, follow=True)
    assert answer.redirect_chain[0][1] == 302
    assert "Bản đang sửa" in answer.text


def test_a_withdrawal_takes_the_links_to_the_working_copy_too(client):
    article, by = make_article(), make_superuser()
    link = shared(workflow.revise(article, by=by), by)
    workflow.withdraw(article, by=by, reason="Sai số liệu.")
    assert client.get(link).status_code == 404


def test_a_public_time_that_ended_after_the_link_was_made_ends_the_link(client, noon, article):
    link = shared(article)
    article.expires_at = timezone.now() + timedelta(hours=1)
    workflow.publish(article, by=make_superuser())
    assert client.get(link).status_code == 302
    noon.shift(timedelta(hours=2))
    assert client.get(link).status_code == 404
    assert client.get(shared(article)).status_code == 200


def test_the_maker_learns_how_often_and_when_it_was_opened(client, noon, article):
    link = shared(article)
    client.get(link)
    noon.shift(timedelta(minutes=5))
    client.get(link)
    client.head(link)
    row = ShareLink.objects.get()
    assert (row.views, row.last_opened_at) == (2, timezone.now())


def test_only_a_hash_of_the_address_is_stored(article):
    token = actions.share(article, by=make_superuser())
    assert len(token) >= 43
    values = ShareLink.objects.get().__dict__.values()
    assert [value for value in values if token in str(value)] == []


def test_the_address_is_shown_once_to_its_maker(desk, client, article):
    answer = desk.post(desk_page("share", article.pk), follow=True)
    address = parse(answer.text).all("input", id="lien-ket-moi")[0]["value"]
    assert "Chưa ai được thấy" in client.get(address).text
    again = desk.get(desk_page("preview", article.pk)).text
    assert address not in again
    assert "Đã mở 1 lần" in again


def test_an_item_has_no_more_links_than_can_be_kept_an_eye_on(desk, article, monkeypatch):
    monkeypatch.setattr(actions, "MOST_OPEN", 1)
    by = make_superuser()
    actions.share(article, by=by)
    with pytest.raises(ValidationError, match="Thu hồi bớt"):
        actions.share(article, by=by)
    answer = desk.post(desk_page("share", article.pk), follow=True)
    assert "Thu hồi bớt" in answer.text
    actions.revoke(ShareLink.objects.get(), by=by)
    actions.share(article, by=by)


def test_a_program_that_tries_addresses_is_told_to_wait(client, noon):
    codes = [client.post(f"/xem-truoc/{n}/").status_code for n in range(OPENINGS + 1)]
    assert (codes[-2], codes[-1]) == (405, 429)


def test_a_link_is_revoked_by_the_button_beside_it(desk, client, article):
    link = shared(article)
    page = desk.get(desk_page("preview", article.pk)).text
    row = ShareLink.objects.get()
    revoke = desk_page("revoke", article.pk, row.pk)
    assert parse(page).all("form", action=revoke, method="post")
    assert "Đã thu hồi liên kết" in desk.post(revoke, follow=True).text
    assert client.get(link).status_code == 404
    assert "đã hết tác dụng từ trước" in desk.post(revoke, follow=True).text


def test_a_link_of_another_item_is_not_revoked_by_its_number(desk, article):
    shared(make_article(State.DRAFT))
    row = ShareLink.objects.get()
    assert desk.post(desk_page("revoke", article.pk, row.pk)).status_code == 403
    assert row.is_open()


def test_a_chief_sees_all_links_and_revokes_them_together(sign_in, client, article):
    links = [shared(article), shared(make_page(State.DRAFT))]
    chief = sign_in(make_user(AccountRole.CHIEF))
    page = chief.get(LIST).text
    assert page.count("Còn hạn") == 2
    ticked = {
        "action": "revoke_selected",
        "_selected_action": [row.pk for row in ShareLink.objects.all()],
    }
    answer = chief.post(LIST, form_data(page) | ticked, follow=True)
    assert "Đã thu hồi 2 liên kết" in answer.text
    assert {client.get(link).status_code for link in links} == {404}


@pytest.mark.parametrize(
    "role", [AccountRole.EDITOR, AccountRole.CONTRIBUTOR, AccountRole.USER_ADMIN]
)
def test_nobody_else_sees_the_list(sign_in, role):
    assert sign_in(make_user(role)).get(LIST).status_code == 403


def test_the_list_costs_the_same_however_long_it_is(desk, article):
    shared(article)
    few = len(queries_of(desk, LIST))
    for _ in range(3):
        shared(make_article(State.DRAFT))
    workflow.delete(article, by=make_superuser())
    assert len(queries_of(desk, LIST)) == few
    assert "(đã xóa)" in desk.get(LIST).text


def test_robots_are_not_told_where_to_look(client):
    assert "xem-truoc" not in client.get("/robots.txt").text
