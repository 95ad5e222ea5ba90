"""Comments sent in place: beside a form whose text is not saved, and on what is selected."""

import pytest
from playwright.sync_api import Page, expect

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.review import actions
from portal.core.review.models import Comment
from tests.browser.desk import ARTICLES, come_in
from tests.factories import make_article, make_user

pytestmark = pytest.mark.browser


@pytest.fixture
def waiting() -> Article:
    return make_article(State.SUBMITTED, body="<p>Hai mươi hai hộ trồng rau.</p>")


def text_field(page: Page):
    return page.locator("textarea[name=duyet-text]")


def test_a_comment_beside_the_form_leaves_its_unsaved_text_alone(open_desk, waiting):
    chief = make_user(AccountRole.CHIEF)
    thread = actions.add(waiting, by=chief, text="Thiếu nguồn.")
    window = open_desk()
    page = come_in(window, chief)
    page.goto(f"{ARTICLES}{waiting.pk}/change/")
    page.fill("[name=title]", "Tên chưa lưu")
    page.locator(".thread__reply > summary").click()
    page.fill(f"[name=answer-{thread.pk}]", "Nguồn: tổ trưởng tổ 12.")
    page.get_by_role("button", name="Gửi câu trả lời").click()
    expect(page.locator(".thread__answer")).to_contain_text("tổ trưởng tổ 12")
    expect(page.locator("[name=title]")).to_have_value("Tên chưa lưu")
    expect(page.locator(".talk__status")).to_have_text("Đã gửi câu trả lời.")
    assert window.complaints == []


def test_selected_words_become_the_quotation_of_a_comment(open_desk, waiting):
    window = open_desk(width=375)
    page = come_in(window, make_user(AccountRole.CHIEF))
    page.goto(f"{ARTICLES}{waiting.pk}/duyet/")
    offer = page.get_by_role("button", name="Góp ý đoạn này")
    expect(offer).to_be_hidden()
    page.get_by_text("Hai mươi hai hộ").click(click_count=3)
    offer.click()
    text_field(page).fill("Ai đếm?")
    page.get_by_role("button", name="Gửi góp ý").click()
    expect(page.locator(".remark__quotation")).to_have_text("Hai mươi hai hộ trồng rau.")
    assert Comment.objects.get().text == "Ai đếm?"
    expect(text_field(page)).to_have_value("")
    assert window.complaints == []
