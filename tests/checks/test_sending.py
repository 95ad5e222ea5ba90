"""What must not be sent: through the action, the form, the list."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.checks import switches, waivers
from portal.core.checks.findings import Level
from portal.core.checks.models import CheckWaiver
from portal.core.checks.running import blocking, run
from portal.core.content import State, Status
from portal.core.workflow import actions
from tests.factories import make_article, make_category, make_document, make_superuser, make_user
from tests.news.desk_forms import assert_kept, assert_refused, page, send

pytestmark = pytest.mark.django_db

PERSONAL = "<p>Ông Trần Văn Lực, căn cước số 001085012345, nhận hỗ trợ.</p>"
REASON = "Điều 9 Nghị định 20/2021/NĐ-CP: niêm yết danh sách."


def stored(item: Article) -> Article:
    return Article.objects.get(pk=item.pk)


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("submit", {}),
        ("publish", {}),
        ("schedule", {"at": timezone.now() + timedelta(days=9_000)}),
        ("publish_urgently", {"reason": "Nước đang lên."}),
    ],
)
def test_an_item_with_a_red_finding_is_not_sent(verb, arguments):
    draft = make_article(State.DRAFT, body=PERSONAL)
    by = draft.created_by if verb == "publish_urgently" else make_superuser()
    with pytest.raises(ValidationError) as refused:
        getattr(actions, verb)(draft, by=by, **arguments)
    assert "001•••••••45" in refused.value.message_dict["body"][0]
    assert stored(draft).status == Status.DRAFT
    assert stored(draft).version == 1


def test_a_draft_is_saved_whatever_is_wrong_with_it():
    draft = make_article(State.DRAFT, body=PERSONAL, title="TIN CẦN VIẾT LẠI CHO ĐÚNG")
    assert stored(draft).body == PERSONAL


def test_an_item_with_amber_findings_is_sent():
    item = make_article(State.LIVE, title="KHỞI CÔNG CẦU BẠCH SA QUA SÔNG LAM", body="<h4>A</h4>")
    assert {finding.check for finding in run(item)} >= {"title-capitals", "heading-jump"}
    assert blocking(run(item)) == []


def test_what_blocks_comes_first():
    draft = make_article(State.DRAFT, title="Tin", body=f"<h4>A</h4>{PERSONAL}")
    findings = run(draft)
    assert [finding.check for finding in findings][0] == "personal-data"
    assert len(findings) > 1


def test_a_working_copy_is_not_sent_either():
    boss, item = make_superuser(), make_article()
    copy = actions.revise(item, by=boss)
    copy.body = PERSONAL
    actions.save(copy, by=boss)
    for verb in (actions.submit, actions.publish):
        with pytest.raises(ValidationError):
            verb(stored(copy), by=make_superuser())
    assert stored(item).body != PERSONAL
    assert stored(copy).status == Status.DRAFT


def test_who_answered_for_an_item_has_answered_for_its_working_copy():
    boss = make_superuser()
    draft = make_article(State.DRAFT, body=PERSONAL)
    waivers.waive(draft, waivers.open_findings(draft, "personal-data"), by=boss, reason=REASON)
    actions.publish(draft, by=boss)
    copy = actions.revise(stored(draft), by=boss)
    assert blocking(run(copy)) == []
    actions.publish(copy, by=make_superuser())


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(desk):
    draft = make_article(State.DRAFT)
    answer = send(desk, page("news_article", draft.pk), "publish", title="Tựa mới", body=PERSONAL)
    form = assert_refused(answer, "body")
    assert_kept(form, title="Tựa mới", body=PERSONAL)
    assert "001•••••••45" in form.errors["body"][0]
    assert stored(draft).version == 1


@pytest.mark.any_database("sqlite")
def test_a_new_item_is_refused_in_the_same_way(desk):
    url, category = page("news_article"), make_category()
    answer = send(
        *(desk, url, "submit"),
        title="Tựa",
        summary="Tóm tắt.",
        body=PERSONAL,
        category=category.pk,
    )
    assert_kept(assert_refused(answer, "body"), title="Tựa", body=PERSONAL)
    assert not Article.objects.exists()


@pytest.mark.any_database("sqlite")
def test_a_document_with_personal_data_holds_the_item_back(desk):
    draft = make_article(State.DRAFT)
    draft.attachments.create(document=make_document(text="Trần Văn Lực 001085012345"))
    answer = send(desk, page("news_article", draft.pk), "publish")
    assert answer.status_code == 200
    assert "tài liệu đính kèm" in answer.content.decode()
    assert stored(draft).status == Status.DRAFT


def test_in_bulk_the_others_go_and_the_refused_one_is_named(desk):
    good, bad = make_article(State.DRAFT), make_article(State.DRAFT, body=PERSONAL)
    data = {"action": "publish_selected", "_selected_action": [good.pk, bad.pk]}
    seen = {f"version-{item.pk}": item.version for item in (good, bad)}
    answer = desk.post("/quan-tri/news/article/", {**data, **seen, "confirmed": "1"})
    assert stored(good).status == Status.PUBLISHED
    assert stored(bad).status == Status.DRAFT
    assert "001•••••••45" in answer.content.decode()


def test_a_check_can_be_switched_to_warn_off_and_back():
    boss = make_superuser()
    draft = make_article(State.DRAFT, body=PERSONAL, by=boss)
    switches.choose("personal-data", Level.WARN, by=boss)
    assert [f.level for f in run(draft) if f.check == "personal-data"] == [Level.WARN]
    switches.choose("personal-data", Level.OFF, by=boss)
    assert "personal-data" not in {finding.check for finding in run(draft)}
    switches.choose("personal-data", Level.BLOCK, by=boss)
    assert blocking(run(draft))
    with pytest.raises(KeyError):
        switches.choose("khong-co", Level.OFF, by=boss)


@pytest.mark.any_database("sqlite")
def test_the_switches_are_read_once_in_a_request(django_assert_num_queries):
    switches.on_request_started()
    with django_assert_num_queries(1):
        switches.levels()
        switches.levels()
    switches.on_request_finished()
    with django_assert_num_queries(1):
        switches.levels()


def test_somebody_answers_for_what_was_found_and_for_nothing_else():
    boss = make_superuser()
    draft = make_article(State.DRAFT, body=PERSONAL, by=boss)
    found = waivers.open_findings(draft, "personal-data")
    waivers.waive(draft, found, by=boss, reason=REASON)
    (row,) = CheckWaiver.objects.of(draft)
    assert (row.made_by, row.reason) == (boss, REASON)
    assert "001085012345" not in row.found
    draft.body = f"<p>Danh sách.</p>{PERSONAL}"
    actions.save(draft, by=boss)
    assert blocking(run(draft)) == []
    draft.body = f"{PERSONAL}<p>Bà Lê Thị Mơ, 001185067890.</p>"
    actions.save(draft, by=boss)
    assert blocking(run(draft))
    other = make_article(State.DRAFT, body=PERSONAL)
    assert blocking(run(other))


def test_who_answers_may_publish_there_and_gives_a_reason():
    category = make_category()
    writer = make_user(AccountRole.CONTRIBUTOR, writes=(category,))
    editor = make_user(AccountRole.EDITOR, edits=(category,))
    stranger = make_user(AccountRole.EDITOR, edits=(make_category(),))
    draft = make_article(State.DRAFT, body=PERSONAL, by=writer, category=category)
    found = waivers.open_findings(draft, "personal-data")
    for user in (writer, stranger):
        with pytest.raises(PermissionDenied):
            waivers.waive(draft, found, by=user, reason=REASON)
    with pytest.raises(ValidationError):
        waivers.waive(draft, found, by=editor, reason="theo luật")
    waivers.waive(draft, found, by=editor, reason=REASON)
    actions.publish(draft, by=editor)
    assert waivers.open_findings(draft, "picture-alt") == []


@pytest.mark.any_database("sqlite")
def test_all_checks_together_ask_three_queries(django_assert_max_num_queries):
    item = make_article(State.DRAFT, title="Khởi công cầu Bạch Sa qua sông Lam Giang sáng nay")
    switches.on_request_started()
    switches.levels()
    with django_assert_max_num_queries(3):
        run(stored(item))
    switches.on_request_finished()
