"""Where a page is found: by its words alone, now and after it was renamed."""

import pytest
from django.core.exceptions import ValidationError

from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.workflow import actions
from portal.sections.pages.models import Page, PageAddress
from tests.factories import make_page, make_superuser, make_user, renew
from tests.news.desk_forms import assert_kept, assert_refused, page, send

pytestmark = pytest.mark.django_db


def rename(item: Page, slug: str) -> None:
    """Give a page another slug, as the desk does."""
    item.slug = slug
    renew(item)


def leads_to(answer) -> tuple[int, str]:
    """Return the status of an answer and where it sends the reader."""
    return answer.status_code, answer.get("Location", "")


def test_a_vietnamese_and_an_english_page_have_addresses_that_can_be_read_out():
    assert make_page(title="Giới thiệu").get_absolute_url() == "/trang/gioi-thieu/"
    assert make_page(title="About us", language="en").get_absolute_url() == "/en/about-us/"


def test_one_slug_serves_both_languages(client):
    make_page(title="Logo", body="<p>Chữ Việt.</p>")
    make_page(title="Logo", body="<p>English words.</p>", language="en")
    assert "Chữ Việt." in client.get("/trang/logo/").content.decode()
    assert "English words." in client.get("/en/logo/").content.decode()


def test_a_page_of_an_equal_title_gets_an_address_of_its_own():
    slugs = [make_page(title="Liên hệ").slug for _ in range(3)]
    assert slugs == ["lien-he", "lien-he-2", "lien-he-3"]


def test_a_long_address_has_room_for_the_number():
    title = "chữ " * 40
    slugs = [make_page(title=title).slug for _ in range(2)]
    assert slugs[0] != slugs[1]
    assert max(map(len, slugs)) <= 80


def test_a_title_without_letters_has_an_address_all_the_same():
    assert make_page(title="🎉").get_absolute_url() == "/trang/trang/"


def test_a_taken_address_is_refused_at_the_field_with_the_name_of_who_has_it(sign_in):
    make_page(title="Liên hệ")
    desk = sign_in(make_user(AccountRole.CHIEF))
    url = page("pages_page")
    form = assert_refused(
        send(
            desk, url, title="Gọi chúng tôi", summary="Số máy.", body="<p>1022</p>", slug="lien-he"
        ),
        "slug",
    )
    assert "đã là của trang “Liên hệ”" in form.errors["slug"][0]
    assert_kept(form, title="Gọi chúng tôi", slug="lien-he")


def test_a_page_keeps_its_own_address():
    item = make_page(title="Liên hệ")
    renew(item)
    assert item.slug == "lien-he"


def test_renaming_leads_from_every_old_address_to_the_new_one_in_one_step(client):
    item = make_page(title="Một")
    rename(item, "hai")
    rename(item, "ba")
    for old in ("mot", "hai"):
        assert leads_to(client.get(f"/trang/{old}/")) == (301, "/trang/ba/")
    assert client.get("/trang/ba/").status_code == 200


def test_a_page_that_goes_back_to_an_old_address_makes_no_circle(client):
    item = make_page(title="Một")
    rename(item, "hai")
    rename(item, "mot")
    assert client.get("/trang/mot/").status_code == 200
    assert leads_to(client.get("/trang/hai/")) == (301, "/trang/mot/")


def test_an_old_address_that_another_page_takes_is_that_pages(client):
    moved = make_page(title="Một")
    rename(moved, "hai")
    make_page(title="Một", body="<p>Trang mới.</p>")
    assert "Trang mới." in client.get("/trang/mot/").content.decode()


def test_a_draft_does_not_take_an_old_address_away(client):
    moved = make_page(title="Một")
    rename(moved, "hai")
    make_page(State.DRAFT, title="Một")
    assert leads_to(client.get("/trang/mot/")) == (301, "/trang/hai/")


def test_a_page_that_changes_its_language_is_found_at_the_old_address(client):
    item = make_page(title="Logo")
    actions.withdraw(item, by=make_superuser(), reason="Viết lại bằng tiếng Anh.")
    item.language = "en"
    actions.save(item, by=make_superuser())
    actions.publish(item, by=make_superuser())
    assert leads_to(client.get("/trang/logo/")) == (301, "/en/logo/")


def test_the_old_address_of_a_withdrawn_page_is_gone_too(client):
    item = make_page(title="Một")
    rename(item, "hai")
    actions.withdraw(item, by=make_superuser(), reason="Hết dùng.")
    assert [client.get(f"/trang/{slug}/").status_code for slug in ("mot", "hai")] == [410, 410]


def test_an_address_that_nobody_could_have_read_is_not_kept():
    rename(make_page(State.DRAFT, title="Một"), "hai")
    assert not PageAddress.objects.exists()


def test_two_pages_with_one_address_are_refused_by_the_database_too():
    other = make_page(title="Hai")
    other.slug = make_page(title="Một").slug
    with pytest.raises(ValidationError, match="đã là của trang “Một”"):
        other.full_clean()
