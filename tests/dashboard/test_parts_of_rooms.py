"""Parts of the first page that other rooms have put there."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from categories.delegations import Delegation
from categories.models import Category
from news.models import Article
from news.silence import silent_categories
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.checks.findings import Level
from portal.core.checks.models import CheckSwitch, ItemFinding
from portal.core.content import State
from portal.core.drafts.models import Autosave
from portal.core.media.models import Image
from tests.dashboard.first_page import first_page
from tests.factories import make_article, make_category, make_image, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

NOW = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def no_categories():
    for shipped in Category.objects.order_by("-path"):
        shipped.delete()


def names(user: User) -> list[str]:
    return [str(silence.category) for silence in silent_categories(User.objects.get(pk=user.pk))]


@pytest.mark.usefixtures("no_categories")
def test_a_category_is_silent_after_the_days_that_it_allows_itself():
    for name, allowed, days in (
        ("Lâu hơn mình cho phép", 10, 11),
        ("Vừa đúng hạn", 10, 10),
        ("Không ghi, quá ba mươi ngày", None, 31),
        ("Không ghi, mới đây", None, 29),
    ):
        category = make_category(name, home_days=allowed)
        make_article(State.LIVE, category=category, at=NOW - days * DAY)
    make_category("Chưa có bài")
    chief = make_user(AccountRole.CHIEF)
    expected = ["Không ghi, quá ba mươi ngày", "Lâu hơn mình cho phép", "Chưa có bài"]
    assert names(chief) == expected
    assert first_page(chief).titles("Chuyên mục im lặng") == expected


@pytest.mark.usefixtures("no_categories")
def test_an_editor_hears_of_silence_in_granted_categories_alone(sign_in):
    own = make_category("Của mình")
    make_category("Của người khác")
    editor = make_user(AccountRole.EDITOR, edits=(own,))
    assert names(editor) == ["Của mình"]
    url = f"{reverse('admin:categories_category_changelist')}?im-lang=1"
    listed = sign_in(editor).get(url).context["cl"].result_list
    assert [str(category) for category in listed] == ["Của mình"]


@pytest.mark.usefixtures("no_categories")
def test_an_article_below_breaks_the_silence_above_and_a_scheduled_one_none():
    top = make_category("Trên")
    make_article(State.LIVE, category=make_category("Dưới", parent=top), at=NOW - DAY)
    make_article(State.SCHEDULED, category=make_category("Hẹn"), at=NOW + DAY)
    assert names(make_user(AccountRole.CHIEF)) == ["Hẹn"]


def test_pictures_without_words_are_shown_with_the_list_of_just_them(sign_in):
    superuser = make_superuser()
    bare, decorative, _told = (make_image(by=superuser) for _ in range(3))
    Image.objects.filter(pk__in=[bare.pk, decorative.pk]).update(alt="")
    Image.objects.filter(pk=decorative.pk).update(is_decorative=True)
    part = first_page(superuser).parts["Ảnh thiếu mô tả"]
    assert [row.url for row in part.rows] == [reverse("admin:media_image_change", args=[bare.pk])]
    listed = sign_in(superuser).get(part.more[0].url).context["cl"].result_list
    assert [image.pk for image in listed] == [bare.pk]


def test_faults_of_what_is_published_are_shown_to_who_may_open_it():
    category = make_category()
    item = make_article(State.LIVE, category=category, title="Thiếu mô tả ảnh")
    ItemFinding.objects.all().delete()
    kind = ContentType.objects.get_for_model(Article)
    for name in ("missing-alt", "switched-off"):
        ItemFinding.objects.create(content_type=kind, object_id=item.pk, check_name=name)
    CheckSwitch.objects.create(
        check_name="switched-off", level=Level.OFF, changed_by=make_superuser()
    )
    part = "Đã đăng, cần sửa"
    assert first_page(make_user(AccountRole.CHIEF)).titles(part) == ["Thiếu mô tả ảnh"]
    assert first_page(make_user(AccountRole.EDITOR, edits=(category,))).titles(part)
    assert first_page(make_user(AccountRole.EDITOR)).titles(part) == []


def test_text_that_was_typed_and_not_saved_is_one_press_away():
    editor = make_user(AccountRole.EDITOR, edits=(make_category(),))
    Autosave.objects.create(
        user=editor,
        window="a" * 32,
        content_type=ContentType.objects.get_for_model(Article),
        title="Đang gõ",
        fields={},
        saved_at=NOW,
    )
    row = first_page(editor).row("Chữ gõ dở, chưa lưu")
    assert row.title == "Đang gõ"
    assert row.url.startswith(f"{reverse('admin:news_article_add')}?")


def test_delegations_in_force_are_shown_to_both_sides_and_to_nobody_else():
    giver, receiver, other = (make_user(AccountRole.EDITOR) for _ in range(3))
    for until, reason in ((NOW + DAY, "Nghỉ phép"), (NOW - DAY, "Đã qua")):
        Delegation.objects.create(
            giver=giver,
            receiver=receiver,
            begins_at=NOW - 2 * DAY,
            until=until,
            reason=reason,
            made_by=giver,
        )
    part = "Ủy quyền đang có hiệu lực"
    assert first_page(giver).titles(part) == [f"Giao cho {receiver}"]
    assert first_page(receiver).titles(part) == [f"Nhận của {giver}"]
    assert first_page(other).titles(part) == []
