"""Who publishes the portal: edited in one place, shown the same on every page."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from portal.core.accounts.roles import AccountRole
from portal.core.identity.links import Link, read_links
from portal.core.identity.models import Identity
from tests.factories import make_article, make_image, make_superuser, make_user
from tests.news.desk_forms import assert_kept, assert_refused, page, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

FORM = reverse("admin:identity_identity_change", args=[1])
WORDS = {
    "site_name": "Cổng phường Bến Ngọc",
    "agency": "Ủy ban nhân dân phường Bến Ngọc",
    "governing_body": "Ủy ban nhân dân thành phố Minh Giang",
    "responsible_name": "Bà Lê Thị Hoa",
    "responsible_post": "Chủ tịch",
    "address": "Số 3 đường Trần Phú",
    "phone": "0298 300 1234",
    "email": "ubnd@benngoc.example",
    "hotline": "1022",
    "licence": "Số 15/GP-TTĐT",
    "source_line": "Ghi rõ nguồn khi phát hành lại.",
}


def identify(**words: object) -> Identity:
    identity = Identity(**words)
    identity.full_clean()
    identity.save()
    return identity


def test_every_word_stands_on_every_page(client):
    identify(**WORDS, social_links="Trang Zalo https://zalo.example/benngoc")
    article = make_article()
    urls = [
        reverse("front:home"),
        article.get_absolute_url(),
        reverse("front:search"),
        "/khong-co/",
    ]
    for url in urls:
        text = client.get(url).content.decode()
        missing = [word for word in WORDS.values() if word not in text]
        assert missing == []
        assert 'href="tel:02983001234"' in text
        assert '<a href="https://zalo.example/benngoc" rel="noopener me">Trang Zalo</a>' in text


def test_what_is_left_empty_leaves_no_label_behind(client):
    identify(site_name="Cổng", agency="Ủy ban nhân dân phường")
    text = client.get(reverse("front:home")).content.decode()
    for label in ("Cơ quan chủ quản", "Trụ sở", "Điện thoại", "Giấy phép", "emc-code", "tel:"):
        assert label not in text


def test_the_emblem_takes_the_place_of_the_drum(client):
    emblem = make_image()
    identify(site_name="Cổng", agency="Phường", emblem=emblem)
    assert emblem.smallest_url in client.get(reverse("front:home")).content.decode()


@pytest.mark.parametrize(
    ("hours", "is_shown"), [(1, True), (-1, False)], ids=["before its end", "after its end"]
)
def test_a_notice_is_shown_until_its_end(client, hours, is_shown):
    until = timezone.now() + timedelta(hours=hours)
    Identity(notice="Nước lũ đang lên", notice_url="https://lu.example/", notice_until=until).save()
    text = client.get(reverse("front:home")).content.decode()
    assert ("Nước lũ đang lên" in text) is is_shown
    assert ('aria-label="Thông báo khẩn"' in text) is is_shown


def test_a_notice_without_an_end_is_refused_at_the_field_and_kept(sign_in):
    desk = sign_in(make_user(AccountRole.CHIEF))
    form = assert_refused(send(desk, FORM, notice="Cắt điện toàn phường"), "notice_until")
    assert_kept(form, notice="Cắt điện toàn phường")


def test_the_chief_writes_it_once_and_reads_it_at_once(sign_in, client):
    desk = sign_in(make_user(AccountRole.CHIEF))
    assert desk.get(reverse("admin:identity_identity_changelist"))["Location"] == FORM
    send(desk, FORM, **WORDS)
    assert "Bà Lê Thị Hoa, Chủ tịch" in client.get(reverse("front:home")).content.decode()


@pytest.mark.parametrize(
    "role", [AccountRole.CONTRIBUTOR, AccountRole.EDITOR, AccountRole.USER_ADMIN]
)
def test_no_other_role_sees_its_form(sign_in, role):
    desk = sign_in(make_user(role))
    assert desk.get(FORM).status_code == 403
    assert desk.post(FORM, {"site_name": "Chiếm"}).status_code == 403
    assert Identity.load().site_name != "Chiếm"


@pytest.mark.parametrize(("is_superuser", "stored"), [(True, "EMC-01.x"), (False, "")])
def test_only_a_superuser_sets_the_code_of_the_monitoring_body(sign_in, is_superuser, stored):
    account = make_superuser() if is_superuser else make_user(AccountRole.CHIEF)
    desk = sign_in(account)
    fields = Identity._meta.get_field("emc_code")
    send(desk, FORM, emc_code="EMC-01.x", **WORDS)
    assert getattr(Identity.load(), fields.attname) == stored


def test_the_code_is_a_code_and_stands_once_in_the_head(client):
    with pytest.raises(ValidationError, match="Chỉ gồm chữ, số"):
        identify(emc_code='"><script>')
    identify(emc_code="EMC-01.x")
    text = client.get(reverse("front:home")).content.decode()
    assert text.partition("</head>")[0].count('<meta name="emc-code" content="EMC-01.x">') == 1


@pytest.mark.every_database
def test_there_is_never_a_second_identity():
    identify(site_name="Một")
    identify(site_name="Hai")
    assert [identity.site_name for identity in Identity.objects.all()] == ["Hai"]


def test_a_database_without_the_record_shows_default_words(client):
    Identity.objects.all().delete()
    assert "Cổng thông tin điện tử" in client.get(reverse("front:home")).content.decode()


def test_social_networks_are_read_line_by_line():
    text = (
        "Trang Facebook của phường: https://facebook.example/ben-ngoc\n\nZalo | https://z.example"
    )
    assert read_links(text) == [
        Link("Trang Facebook của phường", "https://facebook.example/ben-ngoc"),
        Link("Zalo", "https://z.example"),
    ]


@pytest.mark.parametrize(
    "line", ["https://chi-dia-chi.example", "Zalo", "Zalo javascript:alert(1)", "Zalo zalo.example"]
)
def test_a_line_that_is_no_link_is_named_and_kept(sign_in, line):
    desk = sign_in(make_user(AccountRole.CHIEF))
    typed = f"Facebook https://facebook.example/a\n{line}"
    form = assert_refused(send(desk, FORM, social_links=typed), "social_links")
    assert "Dòng 2" in form.errors["social_links"][0]
    assert_kept(form, social_links=typed)


@pytest.mark.every_database
def test_what_stood_in_the_environment_is_carried_over(monkeypatch):
    Identity.objects.all().delete()
    monkeypatch.setenv("PORTAL_AGENCY", "Ủy ban nhân dân xã Sa Trung")
    monkeypatch.setenv("PORTAL_RESPONSIBLE", "Ông Ba, Chủ tịch " + "dài " * 40)
    migration = import_module("portal.core.identity.migrations.0002_carry_over_environment")
    migration.carry_over(apps, connection.schema_editor())
    identity = Identity.load()
    assert identity.agency == "Ủy ban nhân dân xã Sa Trung"
    assert identity.responsible_name.startswith("Ông Ba, Chủ tịch dài")
    identity.full_clean()


def page_title(html: str) -> str:
    return html.partition("<title>")[2].partition("</title>")[0]


def test_the_name_of_the_portal_ends_every_title(client):
    identify(**WORDS)
    title = page_title(client.get(reverse("front:site-map")).content.decode())
    assert title.endswith(" – Cổng phường Bến Ngọc")
    assert page("identity_identity", 1) == FORM
