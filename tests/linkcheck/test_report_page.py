"""The report of broken links on the desk, and the page on which one is corrected."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.identity.models import Identity
from portal.core.linkcheck import reading
from portal.core.linkcheck.models import Address
from portal.core.linkcheck.verdicts import Reason, Verdict
from portal.front.models import TaskLink
from tests.audit.tampering import newest
from tests.dashboard.first_page import first_page
from tests.factories import make_article, make_category, make_superuser, make_user

pytestmark = pytest.mark.django_db

SINCE = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)
LIST = "/quan-tri/links/address/"
OLD = "https://cu.example/<a>"


@pytest.fixture(autouse=True)
def no_tiles() -> None:
    TaskLink.objects.all().delete()
    Identity.objects.update_or_create(defaults={"two_person_rule": False})


def broken(url: str = OLD, **fields: Any) -> tuple[Address, Article]:
    article = make_article(title="Bài có đường dẫn", source_name="Báo", source_url=url)
    reading.read_changed()
    known = {"verdict": Verdict.BROKEN, "reason": Reason.NOT_FOUND, "status": 404, "since": SINCE}
    Address.objects.filter(url=url).update(**{**known, **fields})
    return Address.objects.get(url=url), article


def page_of(address: Address) -> str:
    return reverse("admin:links_address_change", args=[address.pk])


def test_the_report_says_why_and_where_and_since_when(desk):
    address, article = broken()
    answer = desk.get(LIST)
    html = answer.content.decode()
    assert "Trang đích báo không tìm thấy (404)" in html
    assert "https://cu.example/&lt;a&gt;" in html
    assert reverse("admin:news_article_change", args=[article.pk]) in html
    assert page_of(address) in html
    detail = desk.get(page_of(address)).content.decode()
    assert "Bài có đường dẫn" in detail
    assert "20/5/2026" in detail


@pytest.mark.parametrize(
    ("parameter", "fields"),
    [
        ("", {}),
        ("?xem=moved", {"verdict": Verdict.MOVED}),
        ("?xem=failing", {"verdict": Verdict.FAILING}),
        ("?xem=unclear", {"verdict": Verdict.UNCLEAR}),
        ("?xem=left", {"left_at": SINCE}),
        ("?xem=la", {}),
    ],
)
def test_each_address_is_in_one_list(desk, parameter: str, fields: dict[str, Any]):
    broken(**fields)
    listed = {
        way: len(desk.get(f"{LIST}{way}").context["cl"].result_list)
        for way in ("", "?xem=moved", "?xem=failing", "?xem=unclear", "?xem=left")
    }
    way = "" if parameter == "?xem=la" else parameter
    assert listed == {each: int(each == way) for each in listed}


def test_a_link_is_seen_by_who_may_open_what_it_stands_in(sign_in):
    address, article = broken()
    TaskLink.objects.create(label="Nộp hồ sơ", url=OLD)
    reading.read_changed()
    insider = make_user(AccountRole.EDITOR, edits=(article.category,))
    outsider = make_user(AccountRole.EDITOR, edits=(make_category(),))
    assert "Bài có đường dẫn" in sign_in(insider).get(LIST).content.decode()
    assert "Nộp hồ sơ" not in sign_in(insider).get(page_of(address)).content.decode()
    assert "Nộp hồ sơ" in sign_in(make_superuser()).get(page_of(address)).content.decode()
    assert "Bài có đường dẫn" not in sign_in(outsider).get(LIST).content.decode()
    assert sign_in(outsider).get(page_of(address)).status_code == 404
    assert sign_in(make_user(AccountRole.USER_ADMIN)).get(LIST).status_code == 403
    part = "Đường dẫn hỏng"
    assert first_page(insider).titles(part) == [OLD]
    assert first_page(outsider).titles(part) == []


def send(desk, address: Address, article: Article, **fields: object):
    article.refresh_from_db()
    kind = address.uses.get(object_id=article.pk).content_type_id
    values = {"places": [f"{kind}-{article.pk}-{article.version}"], **fields}
    return desk.post(page_of(address), values, follow=True)


def test_one_press_puts_what_is_suggested_in_its_place(desk):
    address, article = broken(suggestion="https://moi.example/a")
    html = send(desk, address, article, choice="suggested").content.decode()
    assert "Đã sửa, bạn đọc thấy ngay" in html
    article.refresh_from_db()
    assert article.source_url == "https://moi.example/a"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Ghi địa chỉ mới."),
        ("javascript:alert(1)", "Ghi đường dẫn trong cổng"),
        ("khong phai", "Ghi đường dẫn trong cổng"),
        ("https://ten:mat-khau@moi.example/", "Ghi đường dẫn trong cổng"),
        ("http://[", "Ghi đường dẫn trong cổng"),
        ("/khong-co/", "Trên cổng không có trang này."),
        ("//moi.example/\\", "Ghi đường dẫn trong cổng"),
        (OLD, "Đây chính là địa chỉ đang hỏng."),
    ],
)
def test_a_bad_address_is_told_at_the_field_and_stays(desk, typed: str, message: str):
    address, article = broken()
    answer = send(desk, address, article, choice="typed", new_address=typed, reason="Vì thế")
    form = answer.context["form"]
    assert message in form.errors["new_address"][0]
    assert form["new_address"].value() == typed
    assert form["reason"].value() == "Vì thế"
    article.refresh_from_db()
    assert article.source_url == OLD


def test_a_choice_asks_for_what_it_needs(desk):
    address, article = broken()
    errors = send(desk, address, article, choice="unlink", places=[]).context["form"].errors
    assert errors["places"]
    errors = send(desk, address, article, choice="leave").context["form"].errors
    assert errors["reason"] == ["Ghi vì sao để yên, để người sau khỏi xem lại."]
    assert send(desk, address, article).context["form"].errors["choice"]
    assert send(desk, address, article, choice="suggested").context["form"].errors["choice"]
    stale = send(desk, address, article, choice="unlink", places=["1-1-1"])
    (told,) = stale.context["form"].errors["places"]
    assert told.startswith("Có nơi vừa được người khác sửa")


def test_what_is_left_alone_is_reported_no_more_until_somebody_asks_for_it(desk, sign_in):
    address, article = broken()
    send(desk, address, article, choice="leave", reason="Chỉ mở được từ mạng nội bộ.")
    address.refresh_from_db()
    assert (address.left_reason, address.left_by is None) == ("Chỉ mở được từ mạng nội bộ.", False)
    assert not Address.objects.broken().exists()
    assert newest().after == "Để yên: Chỉ mở được từ mạng nội bộ."
    assert "Chỉ mở được từ mạng nội bộ." in desk.get(page_of(address)).content.decode()
    writer = make_user(AccountRole.CONTRIBUTOR)
    Article.objects.filter(pk=article.pk).update(created_by=writer)
    sign_in(writer).post(page_of(address), {"report_again": "1"})
    assert not Address.objects.broken().exists()
    desk.post(page_of(address), {"report_again": "1"})
    assert Address.objects.broken().exists()


def test_what_cannot_be_corrected_here_leads_to_its_form(desk):
    TaskLink.objects.create(label="Nộp hồ sơ", url="/nop/")
    reading.read_changed()
    Address.objects.update(verdict=Verdict.BROKEN, since=SINCE)
    address = Address.objects.get()
    form = desk.get(page_of(address)).context["form"]
    assert [value for value, _ in form.fields["choice"].choices] == ["leave"]
    tile = TaskLink.objects.get()
    assert reverse("admin:front_tasklink_change", args=[tile.pk]) in desk.get(LIST).content.decode()


def test_the_list_costs_the_same_with_one_row_and_with_many(desk, django_assert_max_num_queries):
    broken()
    for number in range(8):
        broken(f"https://cu.example/{number}")
    with django_assert_max_num_queries(14):
        assert len(desk.get(LIST).context["cl"].result_list) == 9
