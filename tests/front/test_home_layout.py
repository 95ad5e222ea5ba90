"""The layout of the home page: the editors choose sections, order and length."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from categories.models import Category
from news import reads
from news.models import Article, DailyReads
from portal.core.accounts.roles import AccountRole
from portal.front.models import HomeSection, SectionKind, TaskLink
from tests.factories import make_article, make_category, make_superuser, make_user
from tests.news.desk_forms import assert_refused, page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

LIST = reverse("admin:front_homesection_changelist")


@pytest.fixture(scope="module", autouse=True)
def filled(module_db):
    """A portal with something for every section."""
    by = make_superuser()
    category = make_category("Đô thị", show_on_home=True)
    for _ in range(12):
        make_article(by=by, category=category)
    TaskLink.objects.create(label="Nộp hồ sơ", url="https://dvc.example/", icon="send")


def kinds(client) -> list[str]:
    """Return the sections that the home page shows, from the top."""
    return [section["kind"] for section in client.get("/").context["sections"]]


def arrange(**positions: int) -> None:
    for kind, position in positions.items():
        HomeSection.objects.filter(kind=kind).update(position=position)


def test_a_new_portal_has_every_section(client):
    assert kinds(client) == ["top", "tasks", "categories"]
    assert set(HomeSection.objects.values_list("kind", flat=True)) == set(SectionKind.values)


def test_sections_stand_in_the_order_that_was_set(client):
    arrange(categories=1, tasks=2, top=3)
    assert kinds(client) == ["categories", "tasks", "top"]


def test_a_section_that_is_switched_off_is_not_there_and_asks_nothing(
    client, django_assert_max_num_queries
):
    HomeSection.objects.exclude(kind="tasks").update(is_shown=False)
    with django_assert_max_num_queries(4):
        assert kinds(client) == ["tasks"]


def test_a_section_with_nothing_to_show_leaves_no_gap(client):
    Article.objects.all().delete()
    TaskLink.objects.all().delete()
    Category.objects.update(show_on_home=False)
    assert kinds(client) == []
    assert "Cổng chưa có tin nào" in client.get("/").content.decode()


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_of_the_newest_is_as_long_as_was_set(client, count):
    HomeSection.objects.filter(kind="top").update(count=count)
    [top] = [s for s in client.get("/").context["sections"] if s["kind"] == "top"]
    assert len(top["newest"]) == count


def test_what_stands_large_is_not_repeated_by_blocks_that_stand_above_it(client):
    arrange(categories=1, tasks=2, top=3)
    sections = {section["kind"]: section for section in client.get("/").context["sections"]}
    large = [sections["top"]["lead"], *sections["top"]["secondary"]]
    assert not set(large) & set(sections["categories"]["blocks"][0].articles)


def test_a_tile_leads_where_it_says_with_its_picture(client):
    text = client.get("/").content.decode()
    tile = re.search('<li><a href="https://dvc.example/">(.*?)</a></li>', text)
    assert tile
    assert '<use href="#icon-send"/>' in tile[1]
    assert "Nộp hồ sơ" in tile[1]


def test_every_picture_of_a_tile_is_drawn(client):
    for icon in TaskLink._meta.get_field("icon").choices or ():
        TaskLink.objects.create(label=str(icon[1]), url="/", icon=str(icon[0]))
    text = client.get("/").content.decode()
    used = re.findall('<use href="#(icon-[a-z]+)"/>', text)
    assert {use for use in used if f'<symbol id="{use}"' not in text} == set()


@pytest.mark.parametrize("url", ["/chuyen-muc/do-thi/", "https://dvc.example/", "http://a.example"])
def test_a_tile_may_lead_into_the_portal_or_to_another(url):
    TaskLink(label="Lối tắt", url=url).full_clean()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//xau.example", "/\\xau.example", "dvc", ""]
)
def test_a_tile_leads_nowhere_else(url):
    with pytest.raises(ValidationError):
        TaskLink(label="Lối tắt", url=url).full_clean()


def test_a_wrong_address_is_told_at_its_field(sign_in):
    desk = sign_in(make_user(AccountRole.CHIEF))
    typed = {"label": "Nộp hồ sơ", "url": "javascript:alert(1)", "icon": "send", "position": 1}
    answer = desk.post(page("front_tasklink"), typed)
    assert "bắt đầu bằng /" in assert_refused(answer, "url").errors["url"][0]


def test_the_chief_arranges_the_page_in_its_list(sign_in, client):
    desk = sign_in(make_user(AccountRole.CHIEF))
    rows = {row.kind: row for row in HomeSection.objects.all()}
    data = {"form-TOTAL_FORMS": 3, "form-INITIAL_FORMS": 3, "_save": "1"}
    for number, kind in enumerate(("categories", "top", "tasks")):
        data |= {f"form-{number}-id": rows[kind].pk, f"form-{number}-position": number}
        if kind != "tasks":
            data[f"form-{number}-is_shown"] = "on"
    assert desk.post(LIST, data).status_code == 302
    assert kinds(client) == ["categories", "top"]


@pytest.mark.parametrize("role", [AccountRole.EDITOR, AccountRole.USER_ADMIN])
def test_nobody_else_does(sign_in, role):
    desk = sign_in(make_user(role))
    assert desk.get(LIST).status_code == 403
    assert desk.get(reverse("admin:front_tasklink_changelist")).status_code == 403


@pytest.mark.parametrize("position", [0, 99], ids=["above the blocks", "below them"])
def test_the_most_read_repeat_nothing_above_the_blocks(client, position):
    articles = list(Article.objects.order_by("-published_at", "-pk"))
    for article in articles:
        DailyReads.objects.create(article=article, day=timezone.localdate(), count=article.pk)
    reads.rank_when_due()
    HomeSection.objects.filter(kind="top").update(count=2)
    arrange(most_read=position)
    shown = {section["kind"]: section for section in client.get("/").context["sections"]}
    above = 5 + 2  # the lead, two beside it, two below it, and the newest
    expected = articles[above:] if position == 0 else articles
    assert shown["most_read"]["most_read"] == expected[:6]
