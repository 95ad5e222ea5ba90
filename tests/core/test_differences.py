"""Two snapshots as a list of what changed, in words for a page."""

import pytest

from news.models import Article
from portal.core.content import State
from portal.core.workflow.differences import (
    Difference,
    Kind,
    contents,
    differences,
    rich_text_fields,
)
from portal.sections.pages.models import Page
from tests.core.comparing import marks
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_document,
    make_image,
    make_tag,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


def changed(before: dict, after: dict, **options) -> dict[str, Difference]:
    """Return the differences of an article by their names."""
    return {each.name: each for each in differences(Article, before, after, **options)}


def test_only_what_changed_is_told():
    item = make_article(State.DRAFT, title="Tên cũ")
    then = item.snapshot()
    assert changed(then, then) == {}
    found = changed(then, then | {"title": "Tên mới"})
    assert [(each.label, each.kind, marks(each.markup)) for each in found.values()] == [
        ("Tiêu đề", Kind.TEXT, ["-cũ", "+mới"])
    ]


def test_rows_are_shown_by_their_names():
    one, other, category = make_author("An Bình"), make_author("Bích Ngọc"), make_category("Đô thị")
    document = make_document("Tờ khai")
    item = make_article(State.DRAFT, authors=(one,), tags=(make_tag("cầu"),))
    then = item.snapshot()
    now = then | {
        "authors": [other.pk, one.pk],
        "tags": [],
        "documents": [document.pk],
        "category_id": category.pk,
        "further_categories": [category.pk],
    }
    told = {each.label: marks(each.markup) for each in differences(Article, then, now)}
    assert told == {
        "Chuyên mục": [f"-{item.category}", "+Đô thị"],
        "Tài liệu đính kèm": ["+Tờ khai"],
        "Tác giả": ["+Bích Ngọc"],
        "Từ khóa": ["-cầu"],
        "Chuyên mục khác": ["+Đô thị"],
    }


def test_rows_that_are_gone_are_said_to_be():
    then = make_article(State.DRAFT).snapshot()
    found = changed(then, then | {"authors": [987], "category_id": 988, "lead_image_id": 989})
    assert marks(found["authors"].markup) == ["+(số 987, nay không còn)"]
    assert marks(found["category_id"].markup)[-1] == "+(số 988, nay không còn)"
    assert marks(found["lead_image_id"].markup)[-1] == "+(số 989, nay không còn)"


def test_the_lead_picture_is_shown():
    image = make_image(alt="Cầu dây văng")
    then = make_article(State.DRAFT).snapshot()
    found = changed(then, then | {"lead_image_id": image.pk})["lead_image_id"]
    assert found.kind is Kind.PICTURE
    assert f'src="{image.smallest_url}"' in found.markup


def test_moments_choices_and_switches_are_said_in_words():
    then = make_article(State.DRAFT).snapshot()
    found = changed(then, then | {"expires_at": "2026-05-23T09:05:00+00:00"})
    assert marks(found["expires_at"].markup) == ["-(để trống)", "+23/5/2026, 16:05"]
    page = {"language": "vi", "show_in_footer": False, "position": 0}
    told = differences(Page, page, {"language": "en", "show_in_footer": True, "position": 12})
    assert {each.label: marks(each.markup) for each in told} == {
        "Ngôn ngữ": ["-Tiếng Việt", "+English"],
        "Hiện ở chân trang": ["-Không", "+Có"],
        "Thứ tự": ["-0", "+12"],
    }


def test_fields_follow_the_form():
    then = make_article(State.DRAFT).snapshot()
    now = then | {"body": "<p>khác</p>", "title": "Khác", "note": "khác", "tags": ["khác"]}
    order = ("note", "body", "title")
    assert list(changed(then, now, order=order)) == ["note", "body", "title", "tags"]
    assert list(changed(then, now, order=order, without={"body"})) == ["note", "title", "tags"]


def test_the_first_revisions_wrote_all_columns_as_text():
    item = make_article(State.DRAFT)
    now = item.snapshot()
    old = {key: value if isinstance(value, list) else str(value) for key, value in now.items()}
    assert old["lead_image_id"] == "None"
    assert changed(old, now) == changed(now, old) == {}


def test_a_field_that_came_later_is_no_change_but_a_first_text_is():
    now = make_article(State.DRAFT, title="Tên").snapshot()
    old = {key: value for key, value in now.items() if key != "source_name"}
    assert changed(old, now | {"source_name": "Báo"}) == {}
    assert marks(changed({}, now)["title"].markup) == ["+Tên"]
    assert "lead_image_id" not in changed({}, now)


def test_contents_are_shown_without_marks():
    item = make_article(State.DRAFT, authors=(make_author("An Bình"),))
    shown = {each.name: each.markup for each in contents(Article, item.snapshot())}
    assert shown["body"] == item.body
    assert "An Bình" in shown["authors"]
    assert not any(marks(markup) for markup in shown.values())
    assert "lead_image_id" not in shown


def test_it_is_known_which_fields_are_rich_text():
    assert rich_text_fields(Article) == {"body"}
