"""The desk's forms for synonyms and promoted results: who may do what, what is refused."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.core.accounts.roles import AccountRole
from portal.core.search.admin import SynonymAdmin
from portal.core.search.models import Promotion, Synonym
from tests.contract.pages import parse
from tests.factories import make_user
from tests.news.desk_forms import Form, assert_kept, assert_refused, fill_in, page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

SYNONYM, PROMOTION = "search_synonym", "search_promotion"
HOSTILE = "<script>alert(1)</script> \"onclick=x ' &amp; %"
TYPED = {
    SYNONYM: {"phrases": "VNPT-HIS\nhệ thống khám bệnh", "note": "hỏi trạm y tế"},
    PROMOTION: {"queries": "khai sinh", "title": "Làm giấy khai sinh", "url": "/trang/khai-sinh/"},
}
MODELS: dict[str, Any] = {SYNONYM: Synonym, PROMOTION: Promotion}
each_table = pytest.mark.parametrize("table", [SYNONYM, PROMOTION])


def rows_of(table: str) -> str:
    return reverse(f"admin:{table}_changelist")


def make_row(table: str) -> Any:
    if table == SYNONYM:
        return Synonym.objects.create(phrases=TYPED[SYNONYM]["phrases"])
    return Promotion.objects.create(**TYPED[PROMOTION])


def assert_plain(answer: Any) -> None:
    """Fail unless the hostile words stand on the page, and as words only."""
    text = answer.content.decode()
    assert "alert(1)" in text
    assert "<script>alert" not in text
    assert parse(text).handlers == []


def enter(browser: Client, address: str, /, **changes: Any) -> Any:
    """Open the form, fill in `changes` and save."""
    return browser.post(address, {**Form(browser.get(address)).values, **changes, "_continue": "1"})


@pytest.fixture
def chief(sign_in):
    return sign_in(make_user(AccountRole.CHIEF))


@pytest.fixture
def editor(sign_in):
    return sign_in(make_user(AccountRole.EDITOR))


# Rights ------------------------------------------------------------------------------------


@each_table
def test_a_chief_adds_changes_and_deletes(chief, table):
    assert enter(chief, page(table), **TYPED[table]).status_code == 302
    row = MODELS[table]._default_manager.latest("pk")
    assert row.keys.count() == len(next(iter(TYPED[table].values())).splitlines())
    assert enter(chief, page(table, row.pk), is_active="").status_code == 302
    row.refresh_from_db()
    assert row.version == 2
    chief.post(reverse(f"admin:{table}_delete", args=[row.pk]), {"post": "yes"})
    assert not type(row).objects.filter(pk=row.pk).exists()


@each_table
def test_an_editor_looks_and_changes_nothing(editor, table):
    row = make_row(table)
    assert page(table, row.pk) in editor.get(rows_of(table), {"q": str(row)[:8]}).content.decode()
    text = editor.get(page(table, row.pk)).content.decode()
    assert "base_version" not in text
    assert editor.post(page(table, row.pk), TYPED[table]).status_code == 403
    assert editor.get(page(table)).status_code == 403
    assert editor.post(page(table), TYPED[table]).status_code == 403
    assert editor.get(reverse(f"admin:{table}_delete", args=[row.pk])).status_code == 403


@pytest.mark.parametrize("role", [AccountRole.CONTRIBUTOR, AccountRole.USER_ADMIN])
def test_no_other_role_sees_anything_of_it(sign_in, role):
    browser = sign_in(make_user(role))
    row = make_row(SYNONYM)
    for url in (rows_of(SYNONYM), rows_of(PROMOTION), page(SYNONYM, row.pk)):
        assert browser.get(url).status_code == 403
    assert "/search/" not in browser.get(reverse("admin:index")).content.decode()


# Forms -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        (SYNONYM, "phrases", "UBND"),
        (SYNONYM, "phrases", "UBND\nu b n d\nU-B-N-D"),
        (SYNONYM, "phrases", f"UBND\n{'dài ' * 40}"),
        (SYNONYM, "phrases", f"{HOSTILE}\n..."),
        (SYNONYM, "note", "n" * 201),
        (PROMOTION, "queries", "!!!"),
        (PROMOTION, "title", "t" * 151),
        (PROMOTION, "url", "javascript:alert(1)"),
        (PROMOTION, "url", "//xau.example"),
        (PROMOTION, "until", "31/2/2026"),
    ],
)
def test_what_cannot_be_is_refused_at_the_field_and_nothing_typed_is_lost(
    chief, table, field, value
):
    typed = {**TYPED[table], field: value}
    form = assert_refused(enter(chief, page(table), **typed), field)
    assert_kept(form, **typed)


@each_table
def test_a_colleagues_save_is_not_written_over(chief, sign_in, table):
    row = make_row(table)
    url = page(table, row.pk)
    opened = Form(chief.get(url)).values
    enter(sign_in(make_user(AccountRole.CHIEF)), url, is_active="")
    field = row.lines_field
    form = Form(fill_in(chief, url, opened, **{field: "một\nhai"}))
    assert "ở một cửa sổ khác" in form.errors[""][0]
    assert_kept(form, **{field: "một\nhai"})
    stored = type(row).objects.get(pk=row.pk)
    assert (getattr(stored, field), stored.version) == (getattr(row, field), 2)


@pytest.mark.every_database
def test_a_colleague_who_saves_in_the_same_instant_is_not_written_over_either(chief, monkeypatch):
    row = make_row(SYNONYM)
    opened = Form(chief.get(page(SYNONYM, row.pk))).values
    row.save()
    read, too_early = SynonymAdmin.get_object, iter([1])

    def read_early(*args):
        """Read the row as it stood before the colleague saved, but for the first time only."""
        found = read(*args)
        found.version = next(too_early, found.version)
        return found

    monkeypatch.setattr(SynonymAdmin, "get_object", read_early)
    form = Form(fill_in(chief, page(SYNONYM, row.pk), opened, phrases="một\nhai"))
    assert "ở một cửa sổ khác" in form.errors[""][0]
    assert_kept(form, phrases="một\nhai")
    assert Synonym.objects.get(pk=row.pk).phrases == row.phrases


@pytest.mark.every_database
@pytest.mark.parametrize(
    ("table", "words", "is_found"),
    [
        (SYNONYM, "he thong kham", True),
        (SYNONYM, "Hệ thống", True),
        (SYNONYM, "khai sinh trễ", False),
        (PROMOTION, "LAM GIAY", True),
        (PROMOTION, "Làm giấy", True),
        (PROMOTION, "hệ thống", False),
    ],
)
def test_the_lists_are_searched_without_accents(chief, table, words, is_found):
    row = make_row(table)
    text = chief.get(rows_of(table), {"q": words}).content.decode()
    assert (page(table, row.pk) in text) is is_found


def test_hostile_words_are_plain_text_everywhere(chief):
    rows = [
        Synonym.objects.create(phrases=f"{HOSTILE}\nkhác", note=HOSTILE),
        Promotion.objects.create(queries=HOSTILE, title=HOSTILE, text=HOSTILE, url="/"),
    ]
    for table, row in zip((SYNONYM, PROMOTION), rows, strict=True):
        assert_plain(chief.get(rows_of(table), {"q": "alert"}))
        assert_plain(chief.get(page(table, row.pk)))
        assert_plain(chief.get(reverse(f"admin:{table}_delete", args=[row.pk])))
