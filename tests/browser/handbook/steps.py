"""What is pressed before a picture is taken, and addresses that take more than a title."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from news.models import Article
from portal.core.drafts import presence
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from tests.browser.desk import ARTICLES, editor, press
from tests.browser.handbook import stage as on
from tests.browser.handbook.stage import Stage

Steps = Callable[[Page, Stage], None]

MORNING_OFF = "Chợ trung tâm nghỉ sáng thứ tư để khử khuẩn"
FLOOD = "Bến Ngọc dọn mương trước mùa mưa"
FLOOD_SUMMARY = (
    "Ba sáng chủ nhật liền, hơn hai trăm người dân phường Bến Ngọc vét bùn, nhặt rác dưới ba "
    "con mương chảy qua phường."
)


def write(page: Page, stage: Stage) -> None:
    """Begin an article."""
    page.fill("[name=title]", FLOOD)
    page.fill("[name=summary]", FLOOD_SUMMARY)
    editor(page).click()
    page.keyboard.type("Mương Cây Gạo dài 1.200 m, nhiều đoạn bùn cao đến nửa mét.")
    page.select_option("[name=category]", label="Văn minh đô thị")
    expect(page.locator("#typing")).to_contain_text("Đã lưu nháp")
    page.mouse.click(2, 2)


def settle(page: Page, stage: Stage) -> None:
    """Wait until frames and pictures are there."""
    page.wait_for_load_state("networkidle")


def open_library(page: Page, stage: Stage) -> None:
    """Open the library over the form."""
    page.get_by_role("button", name="Chọn hoặc tải ảnh lên…").first.click()
    expect(page.locator(".library__tile img").first).to_be_visible()
    page.locator(".library__tile img").evaluate_all(
        """async (pictures) => {
            for (const picture of pictures) {
                picture.loading = "eager";
                await picture.decode();
            }
        }"""
    )


def keep_typing(page: Page, stage: Stage) -> None:
    """Type, and wait until the portal has kept it."""
    page.fill("[name=title]", f"{on.MARKET} Lam Giang")
    expect(page.locator("#typing")).to_contain_text("Đã lưu nháp")


def lose_session(page: Page, stage: Stage) -> None:
    """Type on after the session has ended."""
    page.context.clear_cookies()
    page.fill("[name=title]", f"{on.MARKET} Lam Giang mùa hè")
    expect(page.get_by_role("dialog", name="Đăng nhập lại")).to_be_visible()


def submit(page: Page, stage: Stage) -> None:
    """Press what the checks refuse."""
    press(page, "submit")
    expect(page.locator(".error-list")).to_be_visible()


def open_sheet(name: str) -> Steps:
    """Open one of the questions under the thumb."""

    def step(page: Page, stage: Stage) -> None:
        page.locator("summary.press", has_text=name).click()

    return step


def new_piece(stage: Stage) -> str:
    """Return the form of an editor's own draft."""
    article = stage.write(
        MORNING_OFF,
        "bientap",
        "tin-tuc-su-kien",
        "Chợ mở lại lúc 11 giờ; bãi xe sau chợ vẫn nhận xe như thường.",
        "<p>Ban quản lý chợ phun khử khuẩn từ 5 giờ đến 10 giờ.</p>",
    )
    return f"{ARTICLES}{article.pk}/change/"


def press_urgent(page: Page, stage: Stage) -> None:
    """Ask to publish alone."""
    press(page, "urgent")
    page.fill("[name=reason]", "Người đi chợ cần biết trong tối nay; trưởng ban đang nghỉ phép.")
    page.mouse.click(2, 2)


def _of_lane(stage: Stage) -> list[Revision]:
    return list(Revision.objects.of(stage.article(on.LANE)).order_by("pk"))


def comparison(stage: Stage) -> str:
    """Return the address that compares what is public with the working copy."""
    steps = _of_lane(stage)
    article = stage.article(on.LANE)
    published = next(r for r in steps if r.action == "publish")
    ends = f"truoc={published.pk}&sau={steps[-1].pk}"
    return f"{ARTICLES}{article.pk}/lich-su/so-sanh/?{ends}"


def restoring(stage: Stage) -> str:
    """Return the address that asks whether to go back to what is public."""
    published = next(r for r in _of_lane(stage) if r.action == "publish")
    return f"{ARTICLES}{stage.article(on.LANE).pk}/lich-su/{published.pk}/khoi-phuc/"


def save_after_a_colleague(page: Page, stage: Stage) -> None:
    """Save a form that a colleague has overtaken."""
    page.fill("[name=title]", "Cầu Bạch Sa đóng một làn từ thứ ba đến thứ sáu")
    page.fill("[name=summary]", "Từ thứ ba đến thứ sáu, một làn cầu đóng để thay khe co giãn.")
    bridge = Article.objects.get(title=on.BRIDGE)
    bridge.summary = "Từ 16 đến 19/6, làn phía thượng lưu đóng để thay khe co giãn."
    bridge.body = bridge.body.replace("đến 17 giờ", "đến 18 giờ")
    actions.save(bridge, by=stage.people["truongban"])
    page.get_by_role("button", name="Lưu", exact=True).last.click()
    expect(page.locator(".merge")).to_be_visible()


def opened_by_another(stage: Stage) -> str:
    """Return the form of what a contributor has open."""
    market = stage.article(on.MARKET)
    presence.note(stage.people["congtacvien"], market)
    return f"{ARTICLES}{market.pk}/change/"


def meet_a_colleague(page: Page, stage: Stage) -> None:
    """Open what somebody else has open."""
    expect(page.locator("#people")).to_contain_text("đang mở")


def tick(name: str) -> Steps:
    """Tick three rows and choose what is to be done to them."""

    def step(page: Page, stage: Stage) -> None:
        for title in (on.LANE, on.TREE, on.RETURNED):
            page.check(f"[name=_selected_action][value='{stage.article(title).pk}']")
        page.select_option("select[name=action]", name)
        page.locator("select[name=action]").evaluate("it => it.scrollIntoView()")

    return step


def ask_for(name: str) -> Steps:
    """Go to the page that asks whether to do it."""

    def step(page: Page, stage: Stage) -> None:
        tick(name)(page, stage)
        page.get_by_role("button", name="Làm", exact=True).click()
        expect(page.get_by_text("Thôi, quay lại danh sách")).to_be_visible()

    return step


def publish_many(page: Page, stage: Stage) -> None:
    """Do it, and see what became of each."""
    ask_for("submit_selected")(page, stage)
    page.locator(".press--main").click()
    expect(page.get_by_text("Quay lại danh sách")).to_be_visible()


def still_codes(page: Page, stage: Stage) -> None:
    """Put codes into the slip that are the same each time: the trail's begin with chance."""
    page.locator("td.slip__hash").evaluate_all(
        """cells => cells.forEach((cell, at) => {
            const code = `${at + 1}7f4a9c02be51d36`.slice(0, 16);
            cell.textContent = `${205 + at} · nội dung ${code} · dòng ${code}`;
        })"""
    )


def account(stage: Stage) -> str:
    """Return the address of an editor's account."""
    return f"/quan-tri/accounts/user/{stage.people['bientap'].pk}/change/"
