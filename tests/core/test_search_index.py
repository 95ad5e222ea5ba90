"""The index follows the desk: what is written is found, what is gone is not."""

import pytest

from news.models import Article
from portal.core.content import State
from portal.core.search.index import write
from portal.core.search.models import SearchEntry
from portal.core.workflow import actions
from tests.factories import (
    bring_to,
    make_article,
    make_author,
    make_category,
    make_superuser,
    make_tag,
    renew,
)
from tests.searching import found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", list(State))
def test_an_entry_is_in_the_state_of_its_item(state: State):
    item = make_article(state)
    assert SearchEntry.objects.get().object_id == item.pk
    assert SearchEntry.objects.in_state(state).exists()
    assert SearchEntry.objects.published().exists() is (state is State.LIVE)


def test_every_step_of_the_desk_reaches_the_index():
    item, by = make_article(State.DRAFT), make_superuser()
    for step, state in [
        (lambda: actions.submit(item, by=by), State.SUBMITTED),
        (lambda: actions.return_(item, by=by, reason="Sửa."), State.RETURNED),
        (lambda: actions.publish(item, by=by), State.LIVE),
        (lambda: actions.withdraw(item, by=by, reason="Sai."), State.WITHDRAWN),
    ]:
        step()
        assert SearchEntry.objects.get().state() is state


def test_words_in_angle_brackets_are_found_where_the_field_holds_no_markup():
    item = make_article(title="Hầm <Bạch Sa> mới", summary="Dài <300 m, rộng> 10 m.")
    assert found("hầm bạch sa mới") == found("300 rộng") == [item.pk]


def test_new_words_are_found_and_old_ones_are_not():
    item = make_article(title="Khởi công cầu")
    item.title = "Thông xe hầm chui"
    renew(item)
    assert found("thông xe hầm chui") == [item.pk]
    assert found("khởi công") == []


@pytest.mark.parametrize(
    "text", ["phối cảnh", "minh quang", "giao thông", "báo Quảng Ninh", "quản lý đô thị", "1.240 m"]
)
def test_an_article_is_found_by_all_that_readers_see_of_it(text: str):
    item = make_article(
        title="Khởi công cầu",
        summary="Cầu dài 1.240 m.",
        body="<h2>Phối <em>cảnh</em></h2>",
        category=make_category("Quản lý đô thị riêng"),
        authors=(make_author("Đặng Văn A", pen_name="Minh Quang"),),
        tags=(make_tag("giao thông"),),
        source_name="Báo Quảng Ninh",
    )
    assert found(text) == [item.pk]


def test_an_article_is_not_found_by_what_only_the_desk_sees():
    make_article(note="hỏi lại anh Bảo")
    assert found("hỏi lại anh Bảo") == []


def test_markup_is_not_text():
    make_article(body='<p>Chữ</p><section class="facts"><p>số</p></section>')
    assert found("section") == found("facts") == found("class") == []


def test_a_deleted_draft_leaves_the_index():
    item = make_article(State.DRAFT)
    actions.delete(item, by=make_superuser())
    assert not SearchEntry.objects.exists()


def test_a_refused_change_leaves_the_index_as_it_was():
    item = make_article(State.DRAFT, title="Khởi công cầu")
    stale = Article.objects.get()
    actions.save(item, by=make_superuser())
    stale.title = "Không được ghi"
    with pytest.raises(actions.StaleVersion):
        actions.save(stale, by=make_superuser())
    assert found("không được ghi") == []
    assert found("khởi công cầu") == [item.pk]


def test_the_index_can_be_written_anew():
    items = [make_article(title=f"Tin về cầu {n}") for n in ("một", "hai")]
    SearchEntry.objects.all().delete()
    assert write(items) == 2
    assert write(items) == 2
    assert sorted(found("cầu")) == sorted(item.pk for item in items)


def test_a_window_that_changes_reaches_the_index():
    item = make_article(State.DRAFT)
    bring_to(item, State.EXPIRED, by=make_superuser())
    entry = SearchEntry.objects.get()
    assert (entry.published_at, entry.expires_at) == (item.published_at, item.expires_at)
