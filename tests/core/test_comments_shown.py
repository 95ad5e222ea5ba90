"""Where comments stand: on the reviewer's page, beside the form, in lists; always as words."""

import pytest
from django.urls import reverse

from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.review import actions
from portal.core.review.models import Comment
from tests.contract.harmless import harm
from tests.contract.pages import parse
from tests.core.attack_corpus import everything
from tests.core.review_desk import Desk, review_desk, review_rows
from tests.factories import make_article, make_user
from tests.query_budget import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

ATTACK = "<script>alert(1)</script>\"'& onfocus=alert(1)"


@pytest.fixture(scope="module")
def rows(module_db) -> tuple[int, ...]:
    return review_rows()


@pytest.fixture
def desk(rows, sign_in) -> Desk:
    return review_desk(rows, sign_in)


def test_the_list_leads_to_what_waits_and_marks_what_is_talked_about(desk):
    other = make_article(State.DRAFT)
    for text in ("Một.", "Hai."):
        actions.add(other, by=desk.chief, text=text)
    page = parse(desk.browser.get(reverse("admin:news_article_changelist")).content.decode())
    marks = {(a["href"], a.text) for a in page.all("a", **{"class": "to-review"})}
    assert marks == {
        (desk.url(), "Xem và duyệt"),
        (f"{desk.url('review', other)}#comments", "2 góp ý"),
    }


def test_who_decides_on_nothing_is_led_to_look_and_not_to_approve(desk, sign_in):
    writer = make_user(AccountRole.CONTRIBUTOR, writes=(desk.article.category,))
    item = make_article(State.SUBMITTED, by=writer, category=desk.article.category)
    browser = sign_in(writer)
    page = parse(browser.get(reverse("admin:news_article_changelist")).content.decode())
    assert [a.text for a in page.all("a", **{"class": "to-review"})] == ["Xem bài"]
    page = browser.get(desk.url("review", item)).text
    assert "Xem và duyệt" not in page
    crumbs = parse(page).all("div", **{"class": "breadcrumbs"})[0]
    assert " ".join(crumbs.text.split()).endswith("Xem bài")


def test_the_form_shows_the_comments_and_sends_them_from_a_form_of_their_own(desk):
    actions.add(desk.article, by=desk.chief, text="Thiếu nguồn.")
    page = parse(desk.browser.get(desk.url("change")).content.decode())
    assert "Thiếu nguồn." in page.all("section", id="comments")[0].text
    form = page.all("form", id="review")[0]
    assert (form["action"], form["target"]) == (desk.url(), "_blank")
    assert "form" not in form.ancestors
    fields = [e for e in page.elements if e["name"].startswith(("duyet-", "answer-"))]
    assert fields
    assert {field["form"] for field in fields} == {"review"}


def test_no_attack_in_a_comment_or_a_quotation_is_more_than_words(desk):
    texts = [attack for attack in everything() if attack.strip()] + [ATTACK]
    first = actions.add(desk.article, by=desk.chief, text="Một.", quotation="Hai.")
    rows = [
        Comment(
            content_type=first.content_type,
            object_id=desk.article.pk,
            author=desk.chief,
            text="\n".join(texts[at : at + 20]),
            quotation="\n".join(texts[at : at + 20]),
        )
        for at in range(0, len(texts), 20)
    ]
    Comment.objects.bulk_create(rows)
    for page in ("review", "change"):
        text = desk.browser.get(desk.url(page)).content.decode()
        start = text.index('<section class="talk"')
        assert harm(text[start : text.index("</section>", start)]) == []
        assert "<script>alert" not in text


def test_a_link_in_a_comment_is_no_link(desk):
    actions.add(desk.article, by=desk.chief, text="Xem https://bao.example/tin nhé.")
    page = parse(desk.browser.get(desk.url()).content.decode())
    assert not [a for a in page.all("a") if "bao.example" in a["href"]]


def test_fifty_comments_cost_as_many_queries_as_two(desk):
    people = [make_user(AccountRole.CHIEF) for _ in range(5)]

    def say(rounds: int) -> None:
        for number in range(rounds):
            by = people[number % 5]
            thread = actions.add(desk.article, by=by, text=f"Góp ý {number}.", mention=people)
            actions.add(desk.article, by=people[0], text=f"Trả lời {number}.", parent=thread)
            if number % 3 == 0:
                actions.resolve(thread, item=desk.article, by=by)

    say(1)
    before = {page: len(queries_of(desk.browser, desk.url(page))) for page in ("review", "change")}
    say(24)
    after = {page: len(queries_of(desk.browser, desk.url(page))) for page in ("review", "change")}
    assert after == before
