"""The desk's pages: the panel of the form, the switches, what is to be mended, who answers."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.urls import reverse

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.checks import report, visible
from portal.core.checks.models import CheckSwitch, CheckWaiver, ItemFinding
from portal.core.checks.visible import about_visible
from portal.core.content import State
from tests.checks.test_sending import PERSONAL, REASON
from tests.factories import make_article, make_category, make_page, make_user
from tests.news.desk_forms import Form, page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

SWITCHES = "/quan-tri/checks/checkswitch/"
LIST = "/quan-tri/checks/itemfinding/"
WAIVERS = "/quan-tri/checks/checkwaiver/"
LOUD = "KHỞI CÔNG CẦU BẠCH SA QUA SÔNG LAM"


def confirm(item: Article) -> str:
    number = ContentType.objects.get_for_model(item).pk
    return reverse("admin:checks_checkwaiver_confirm", args=[number, item.pk, "personal-data"])


def test_the_form_shows_what_is_wrong_with_the_way_to_the_field(desk):
    draft = make_article(State.DRAFT, title=LOUD, body=PERSONAL)
    text = desk.get(page("news_article", draft.pk)).content.decode()
    assert text.index('href="#id_body"') < text.index('href="#id_title"')
    assert confirm(draft) in text
    assert "001085012345 <" not in text.partition("checks__list")[2].partition("</section>")[0]


def test_the_reviewer_sees_above_the_text_what_is_wrong_with_the_way_to_the_field(desk):
    draft = make_article(State.DRAFT, title=LOUD, body=PERSONAL)
    text = desk.get(reverse("admin:news_article_review", args=[draft.pk])).content.decode()
    above = text.partition("reading-title")[0]
    assert "1 điều phải sửa</strong>, 1 điều nên sửa" in above
    assert f'href="{page("news_article", draft.pk)}#id_body"' in above


def test_the_form_says_when_nothing_is_wrong(desk):
    text = desk.get(page("news_article", make_article(State.DRAFT).pk)).content.decode()
    assert "Chưa thấy điều gì cần sửa" in text


def test_chiefs_choose_what_follows_from_each_check(sign_in):
    chief = make_user(AccountRole.CHIEF)
    browser = sign_in(chief)
    values = form_of(browser.get(SWITCHES).content.decode())
    values["punctuation"] = "off"
    assert browser.post(SWITCHES, values).status_code == 302
    (row,) = CheckSwitch.objects.all()
    assert (row.check_name, row.level, row.changed_by) == ("punctuation", "off", chief)


def form_of(text: str) -> dict[str, str]:
    """Return what a browser would send of the page with the switches."""
    chosen = re.findall(r'<select name="([\w-]+)".*?<option value="(\w+)" selected', text, re.S)
    hidden = re.findall(r'<input type="hidden" name="(initial-[\w-]+)" value="(\w+)"', text)
    return dict([*chosen, *hidden])


def test_two_who_choose_at_once_do_not_undo_each_other(sign_in):
    browser = sign_in(make_user(AccountRole.CHIEF))
    values = form_of(browser.get(SWITCHES).content.decode())
    browser.post(SWITCHES, values | {"similar": "off"})
    browser.post(SWITCHES, values | {"abbreviation": "off"})
    levels = dict(CheckSwitch.objects.values_list("check_name", "level"))
    assert levels == {"similar": "off", "abbreviation": "off"}


def test_a_level_that_there_is_not_is_refused_at_its_choice(desk):
    answer = desk.post(SWITCHES, {"similar": "nonsense"})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not CheckSwitch.objects.exists()


@pytest.mark.parametrize(
    ("role", "switches", "listed", "waivers"),
    [
        (AccountRole.CONTRIBUTOR, 403, 200, 403),
        (AccountRole.EDITOR, 403, 200, 200),
        (AccountRole.CHIEF, 200, 200, 200),
        (AccountRole.USER_ADMIN, 403, 403, 403),
    ],
)
def test_who_sees_which_page(sign_in, role, switches, listed, waivers):
    browser = sign_in(make_user(role))
    answers = [browser.get(url).status_code for url in (SWITCHES, LIST, WAIVERS)]
    assert answers == [switches, listed, waivers]


def test_the_list_names_only_what_a_person_may_open(sign_in):
    mine, other = make_category(), make_category()
    article = make_article(title=LOUD, category=mine)
    hidden = make_article(title=LOUD, category=other)
    make_page(title="GIỚI THIỆU CHUNG VỀ PHƯỜNG GIA LỘC")
    report.check_published()
    editor = sign_in(make_user(AccountRole.EDITOR, edits=(mine,)))
    text = editor.get(LIST).content.decode()
    assert page("news_article", article.pk) in text
    assert page("news_article", hidden.pk) not in text
    assert "GIA LỘC" not in text
    chief = sign_in(make_user(AccountRole.CHIEF)).get(LIST).content.decode()
    assert page("news_article", hidden.pk) in chief
    assert "GIA LỘC" in chief


@pytest.mark.every_database
def test_a_writer_s_list_begins_with_their_own_items_however_many_findings_there_are(
    monkeypatch,
):
    writer = make_user(AccountRole.CONTRIBUTOR)
    older, newer, other = (make_article(title=LOUD) for _ in range(3))
    report.check_published(anew=True)
    for item in (older, newer):
        Article.objects.filter(pk=item.pk).update(created_by=writer)
    mine = ItemFinding.objects.filter(about_visible(writer))
    assert {row.object_id for row in mine} == {older.pk, newer.pk}
    monkeypatch.setattr(visible, "MOST_OWN", 1)
    mine = ItemFinding.objects.filter(about_visible(writer))
    assert {row.object_id for row in mine} == {newer.pk}
    if connection.vendor == "sqlite":  # what is few in a test PostgreSQL reads whole
        assert "(content_type_id=? AND object_id=?)" in mine.explain()


def test_the_list_is_filtered_by_check_and_level(desk):
    make_article(title="LỄ HỘI ĐỀN THƯỢNG NĂM NAY", body="<h4>A</h4><p>B</p>")
    report.check_published()
    rows = {
        query: desk.get(f"{LIST}?{query}").content.decode().count("state--")
        for query in ("", "phep=heading-jump", "muc=block", "muc=warn", "muc=x", "phep=x")
    }
    assert rows == {
        "": 2,
        "phep=heading-jump": 1,
        "muc=block": 0,
        "muc=warn": 2,
        "muc=x": 2,
        "phep=x": 0,
    }


def test_the_list_costs_the_same_for_many(desk, django_assert_max_num_queries):
    for _ in range(4):
        make_article(title=LOUD)
    report.check_published()
    desk.get(LIST)
    with django_assert_max_num_queries(8):
        desk.get(LIST)


def test_an_editor_answers_on_a_page_of_its_own(sign_in):
    category = make_category()
    draft = make_article(State.DRAFT, body=PERSONAL, category=category)
    editor = make_user(AccountRole.EDITOR, edits=(category,))
    browser = sign_in(editor)
    answer = browser.get(confirm(draft))
    digests = Form(answer).values or {"digests": digest_in(answer.content.decode())}
    short = browser.post(confirm(draft), {**digests, "reason": "theo luật"})
    assert "Ghi rõ văn bản" in short.content.decode()
    stale = browser.post(confirm(draft), {"digests": "khac", "reason": REASON})
    assert "vừa được sửa" in stale.content.decode()
    assert REASON in stale.content.decode()
    assert browser.post(confirm(draft), {**digests, "reason": REASON}).status_code == 302
    assert CheckWaiver.objects.get().made_by == editor
    assert REASON in browser.get(WAIVERS).content.decode()
    assert "không có gì phải xác nhận" in browser.get(confirm(draft)).content.decode()


def digest_in(text: str) -> str:
    return text.partition('name="digests" value="')[2].partition('"')[0]


def test_nobody_answers_for_what_they_may_not_publish(sign_in):
    category = make_category()
    draft = make_article(State.DRAFT, body=PERSONAL, category=category)
    writer = make_user(AccountRole.CONTRIBUTOR, writes=(category,))
    stranger = make_user(AccountRole.EDITOR, edits=(make_category(),))
    for user in (writer, stranger):
        assert sign_in(user).get(confirm(draft)).status_code == 403
    missing = reverse("admin:checks_checkwaiver_confirm", args=[99_999, 1, "personal-data"])
    assert sign_in(stranger).get(missing).status_code == 403
