"""A contributor writes, the chief decides, a reader sees the picture."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from categories.models import Category
from news.models import Article
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.media.models import Image
from tests.browser.conftest import Window
from tests.browser.desk import ADD_ARTICLE, ARTICLES, come_in, editor, press, width_too_much
from tests.factories import make_user, picture_file

pytestmark = pytest.mark.browser

TITLE = "Chợ nổi Lam Giang họp phiên đầu mùa nước"
ALT = "Thuyền chở rau quả đậu kín một khúc sông"


def test_an_article_goes_from_contributor_over_chief_to_reader(open_desk, reader):
    category = Category.objects.get(name="Văn minh đô thị")
    contributor = make_user(AccountRole.CONTRIBUTOR, writes=(category,))
    desks = open_desk(), open_desk()

    write_and_submit(desks[0], contributor, category)
    assert Article.objects.get(title=TITLE).state() is State.SUBMITTED
    page = reader.go("/")
    expect(page.get_by_role("link", name=TITLE)).to_have_count(0)

    review_and_publish(desks[1], make_user(AccountRole.CHIEF))
    see_with_picture(reader.go("/"))
    page.get_by_role("searchbox").first.fill("cho noi lam giang")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=TITLE, exact=True)).to_be_visible()

    for window in (*desks, reader):
        assert window.complaints == []
        assert window.foreign_requests == []


def write_and_submit(window: Window, contributor: User, category: Category) -> None:
    """Write an article with a new picture, as the contributor."""
    page = come_in(window, contributor)
    page.goto(ADD_ARTICLE)
    page.fill("[name=title]", TITLE)
    page.fill("[name=summary]", "Sáng chủ nhật, hơn sáu mươi ghe thuyền về họp chợ.")
    editor(page).click()
    page.keyboard.type("Từ bốn giờ sáng, ghe thuyền đã về.")
    page.select_option("[name=category]", label=category.name)
    upload_lead_picture(page)
    expect(page.locator("[name=lead_image] + .select2")).to_contain_text(ALT)
    press(page, "submit")
    expect(page.get_by_text("Đã gửi duyệt bài")).to_be_visible()


def upload_lead_picture(page: Page) -> None:
    """Add a picture to the library in the window that the "+" opens."""
    upload = picture_file(size=(1200, 800))
    with page.expect_popup() as opened:
        page.locator("#add_id_lead_image").click()
    library = opened.value
    file = FilePayload(name="cho-noi.jpg", mimeType="image/jpeg", buffer=upload.read())
    library.set_input_files("[name=file]", files=file)
    library.fill("[name=alt]", ALT)
    library.fill("[name=credit]", "Minh Quang")
    with library.expect_event("close"):
        library.locator("[name=_save]").click()
    assert Image.objects.get().alt == ALT


def review_and_publish(window: Window, chief: User) -> None:
    """Find what waits, look at it as a reader will, and publish it, as the chief."""
    page = come_in(window, chief)
    page.goto(ARTICLES)
    page.get_by_role("link", name="Chờ duyệt", exact=True).first.click()
    page.get_by_role("link", name=TITLE).click()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Xem trước").click()
    preview = opened.value
    preview.get_by_role("link", name="Máy tính (1280)").click()
    frame = preview.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(frame.get_by_role("img", name=ALT)).to_be_visible()
    # As wide as on a desk, and made small enough for this window.
    assert frame.locator("html").evaluate("() => innerWidth") == 1280
    assert preview.locator("iframe").evaluate("(it) => it.getBoundingClientRect().width") < 1280
    assert width_too_much(preview) == 0
    preview.close()
    press(page, "publish")
    expect(page.get_by_text("Đã đăng bài")).to_be_visible()


def see_with_picture(page: Page) -> None:
    """See the article on the home page with its picture loaded."""
    expect(page.get_by_role("link", name=TITLE, exact=True).first).to_be_visible()
    picture = page.get_by_role("main").get_by_role("img", name=ALT)
    assert picture.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }")
