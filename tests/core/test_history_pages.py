"""The history of an item on the desk: the list, comparison, one revision, going back."""

import pytest
from django.urls import reverse

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.admin import history
from portal.core.content import State
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action
from tests.core.comparing import marks
from tests.factories import make_article, make_superuser, make_user

pytestmark = pytest.mark.django_db


def page(item: Article, name: str, *args: int, query: str = "") -> str:
    return reverse(f"admin:news_article_{name}", args=[item.pk, *args]) + query


def rewritten(title: str = "Tên mới", state: State = State.DRAFT) -> Article:
    """Return an article of two revisions, the first with an old title."""
    item = make_article(state, title="Tên cũ", body="<p>Giá 15 đồng.</p>")
    item.title, item.body = title, "<p>Giá 16 đồng.</p>"
    actions.save(item, by=make_superuser())
    return item


def numbers(item: Article) -> list[int]:
    """Return the revisions of an item, oldest first."""
    return list(Revision.objects.of(item).values_list("pk", flat=True))[::-1]


def add_revision(item: Article, **values: str) -> int:
    """Add a revision whose snapshot has other values, as one from another time may."""
    revision = Revision.objects.of(item).last()
    revision.pk, revision._state.adding = None, True
    revision.snapshot = revision.snapshot | values
    revision.save()
    return numbers(item)[-1]


def text_of(response) -> str:
    return response.content.decode()


def test_the_last_two_steps_are_chosen_to_begin_with(desk):
    item = rewritten()
    first, second = numbers(item)
    text = text_of(desk.get(page(item, "history")))
    assert f'name="truoc" value="{first}" checked' in text
    assert f'name="sau" value="{second}" checked' in text


def test_any_two_revisions_are_compared_in_their_order(desk):
    item = rewritten()
    first, second = numbers(item)
    there = text_of(desk.get(page(item, "compare", query=f"?truoc={first}&sau={second}")))
    back = text_of(desk.get(page(item, "compare", query=f"?truoc={second}&sau={first}")))
    assert (
        marks(there)[2:] == marks(back)[2:] == ["-cũ", "+mới", "-15", "+16", "-ten-cu", "+ten-moi"]
    )


@pytest.mark.parametrize("query", ["?sau={1}", "?truoc={0}"])
def test_a_revision_is_compared_with_the_one_before_and_with_now(desk, query):
    item = rewritten()
    text = text_of(desk.get(page(item, "compare", query=query.format(*numbers(item)))))
    assert marks(text)[2:4] == ["-cũ", "+mới"]


def test_the_first_revision_is_compared_with_nothing(desk):
    item = rewritten()
    text = text_of(desk.get(page(item, "compare", query=f"?sau={numbers(item)[0]}")))
    assert "+Tên cũ" in marks(text)
    assert "chưa có gì" in text


def test_a_step_that_changed_nothing_says_so(desk):
    item = rewritten()
    actions.submit(item, by=make_superuser())
    text = text_of(desk.get(page(item, "compare", query=f"?sau={numbers(item)[-1]}")))
    assert "không đổi nội dung nào" in text


def test_long_texts_are_folded_until_all_is_asked_for(desk):
    body = "".join(f"<p>Đoạn {number}.</p>" for number in range(9))
    item = make_article(State.DRAFT, body=body)
    item.body = f"{body}<p>Thêm.</p>"
    actions.save(item, by=make_superuser())
    url = page(item, "compare", query=f"?sau={numbers(item)[-1]}")
    assert "… 8 đoạn không đổi …" in text_of(desk.get(url))
    assert "không đổi …" not in text_of(desk.get(f"{url}&ca-bai=1"))


@pytest.mark.any_database("sqlite")
@pytest.mark.parametrize("query", ["", "?truoc=0", "?sau=x", "?sau=" + "9" * 30, "?truoc={other}"])
def test_revisions_that_are_not_of_this_item_are_not_found(desk, query):
    other = numbers(rewritten())[0]
    url = page(rewritten(), "compare", query=query.format(other=other))
    assert desk.get(url).status_code == 404


def test_an_old_revision_is_looked_at(desk):
    item = rewritten()
    text = text_of(desk.get(page(item, "revision", numbers(item)[0])))
    assert "Tên cũ" in text
    assert "Giá 15 đồng." in text
    assert marks(text) == []


def test_a_long_history_has_pages(desk, monkeypatch):
    monkeypatch.setattr(history, "PER_PAGE", 2)
    item = make_article(State.DRAFT)
    for number in range(4):
        item.note = f"lần {number}"
        actions.save(item, by=make_superuser())
    text = text_of(desk.get(page(item, "history", query="?trang=3")))
    assert text.count('name="truoc"') == 1
    assert "tổng cộng 5 lần sửa" in text
    assert desk.get(page(item, "history", query="?trang=4")).status_code == 404


def restore(desk, item: Article, number: int, version: int):
    url = page(item, "restore", number)
    return desk.post(url, {"base_version": version})


def test_restoring_asks_first_and_shows_what_would_change(desk):
    item = rewritten()
    text = text_of(desk.get(page(item, "restore", numbers(item)[0])))
    assert marks(text)[2:6] == ["-mới", "+cũ", "-16", "+15"]
    assert f'name="base_version" value="{item.version}"' in text
    assert Revision.objects.of(item).count() == 2


def test_restoring_makes_a_new_revision(desk):
    item = rewritten()
    response = restore(desk, item, numbers(item)[0], item.version)
    assert response.url == page(item, "change")
    item.refresh_from_db()
    assert (item.title, item.body) == ("Tên cũ", "<p>Giá 15 đồng.</p>")
    newest = Revision.objects.of(item).first()
    assert (newest.action, newest.version) == (Action.RESTORE, 3)
    assert Revision.objects.of(item).count() == 3


def test_a_colleague_who_was_quicker_is_not_overwritten(desk):
    item = rewritten()
    seen = item.version
    item.title = "Tên của đồng nghiệp"
    actions.save(item, by=make_superuser(full_name="Lê Thu Hà"))
    response = restore(desk, item, numbers(item)[0], seen)
    assert response.status_code == 409
    assert "Lê Thu Hà đã lưu" in text_of(response)
    assert "-của đồng nghiệp" in marks(text_of(response))
    item.refresh_from_db()
    assert item.title == "Tên của đồng nghiệp"
    assert restore(desk, item, numbers(item)[0], item.version).status_code == 302


def test_what_cannot_be_stored_is_said_and_nothing_changes(desk):
    item = rewritten()
    broken = add_revision(item, title="")
    response = restore(desk, item, broken, item.version)
    assert response.status_code == 409
    item.refresh_from_db()
    assert item.title == "Tên mới"


def test_restoring_what_is_public_leaves_it_as_readers_see_it(desk):
    item = make_article(State.LIVE, title="Tên đang đăng")
    first = add_revision(item, title="Cũ")
    restore(desk, item, first, item.version)
    item = Article.objects.get(pk=item.pk)
    assert item.title == "Tên đang đăng"
    assert item.pending_copy.title == "Cũ"


def test_the_steps_of_a_working_copy_are_compared_with_what_it_was_made_from(desk):
    item = make_article(State.LIVE, body="<p>Giá 15 đồng.</p>")
    copy = actions.revise(item, by=make_superuser())
    copy.body = "<p>Giá 16 đồng.</p>"
    actions.save(copy, by=make_superuser())
    live, made, saved = numbers(item)[-3:]
    assert [Revision.objects.get(pk=pk).previous().pk for pk in (made, saved)] == [live, made]
    text = text_of(desk.get(page(item, "compare", query=f"?truoc={live}")))
    assert marks(text)[2:] == ["-15", "+16"]
    assert "bản sửa đang làm" in text


def test_whoever_may_only_look_is_offered_nothing_to_restore(sign_in):
    author = make_user(AccountRole.CONTRIBUTOR)
    item = rewritten(state=State.SUBMITTED)
    Article.objects.filter(pk=item.pk).update(created_by=author)
    browser, first = sign_in(author), numbers(item)[0]
    for name, args in (("history", ()), ("revision", (first,))):
        text = text_of(browser.get(page(item, name, *args)))
        assert page(item, "restore", first) not in text
    assert browser.get(page(item, "restore", first)).status_code == 403
    assert restore(browser, item, first, item.version).status_code == 403


def test_from_where_a_step_was_taken_is_shown_to_who_may_read_the_trail(sign_in):
    item = make_article(State.DRAFT)
    chief = sign_in(make_user(AccountRole.CHIEF))
    editor = sign_in(make_user(AccountRole.EDITOR, edits=(item.category,)))
    sent = {"do": "submit", "duyet-base_version": item.version}
    chief.post(page(item, "review"), sent, REMOTE_ADDR="203.0.113.7")
    seen = text_of(chief.get(page(item, "history")))
    assert "từ 203.0.113.7" in seen
    assert "từ lệnh quản trị" in seen
    assert "203.0.113.7" not in text_of(editor.get(page(item, "history")))


def test_strangers_see_no_page_of_the_history(sign_in):
    item = rewritten()
    browser, first = sign_in(make_user(AccountRole.CONTRIBUTOR)), numbers(item)[0]
    for name, args in (("compare", ()), ("revision", (first,)), ("restore", (first,))):
        assert browser.get(page(item, name, *args)).status_code == 403
