"""Pictures at the desk: uploaded in the form, described, put at the head and into the text."""

import io
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image as Pillow
from playwright.sync_api import Page, Route, expect

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.media.models import Image
from portal.core.workflow import actions
from tests.browser.desk import ADD_ARTICLE, come_in, editor, paste_raw, press
from tests.core.photos import photograph
from tests.factories import make_category, make_superuser, make_user

pytestmark = pytest.mark.browser

DIALOG = "dialog.library"
NO_PAUSE = """() => {
    const wait = window.setTimeout;
    window.setTimeout = (call, pause, ...words) => wait(call, 0, ...words);
}"""
"""Nothing on the page waits longer than it must."""


@pytest.fixture
def desk(open_desk) -> Iterator[Page]:
    """The form of a new article, in the hands of an editor; the browser complains of nothing."""
    category = make_category("Đô thị")
    window = open_desk()
    come_in(window, make_user(AccountRole.EDITOR, edits=(category,)))
    page = window.go(ADD_ARTICLE)
    page.fill("[name=title]", "Khởi công cầu Bạch Sa")
    page.fill("[name=summary]", "Cầu nối hai bờ sông.")
    page.select_option("[name=category]", label="Đô thị")
    editor(page).click()
    page.keyboard.type("Cầu dài 1.240 m.")
    yield page
    expected = ("400 (Bad Request)", "net::ERR_FAILED")  # what the tests themselves cause
    assert [c for c in window.complaints if not any(e in c for e in expected)] == []
    assert window.foreign_requests == []


def photo_file(folder: Path, name: str = "cau.jpg", width: int = 900) -> Path:
    path = folder / name
    path.write_bytes(photograph(size=(width, width * 2 // 3)))
    return path


def describe(page: Page, alt: str) -> None:
    """Write the words of the chosen picture and use it."""
    dialog = page.locator(DIALOG)
    dialog.get_by_label("Mô tả ảnh").fill(alt)
    dialog.get_by_label("Người chụp").fill("Minh Quang")
    dialog.get_by_role("button", name="Dùng ảnh này").click()
    expect(dialog).not_to_be_visible()


def test_a_picture_on_a_bad_line_is_uploaded_described_and_stands_at_the_head(
    desk: Page, tmp_path: Path
):
    tries: list[str] = []

    def fail_twice(route: Route) -> None:
        tries.append(route.request.url)
        route.abort() if len(tries) < 3 else route.continue_()

    desk.route("**/tai-len/", fail_twice)
    desk.evaluate(NO_PAUSE)
    desk.get_by_role("button", name="Chọn hoặc tải ảnh lên…").click()
    dialog = desk.locator(DIALOG)
    dialog.locator("[type=file]").set_input_files(photo_file(tmp_path))
    expect(desk.locator(".library__tile")).to_have_count(1)
    assert len(tries) == 3
    dialog.get_by_role("button", name="Dùng ảnh này").click()
    expect(dialog.locator("[data-error=alt]")).to_contain_text("Tả ảnh bằng một câu")
    expect(dialog.get_by_label("Mô tả ảnh")).to_be_focused()
    describe(desk, "Cầu dây văng")
    press(desk, "submit")
    expect(desk.get_by_text("Đã gửi duyệt bài")).to_be_visible()
    article = Article.objects.get()
    assert article.lead_image == Image.objects.get()
    assert article.lead_image.alt == "Cầu dây văng"


def test_of_several_files_the_pictures_are_taken_and_readers_see_one_in_the_text(
    desk: Page, tmp_path: Path, reader
):
    broken = tmp_path / "hong.png"
    broken.write_bytes(b"khong phai anh")
    files = [photo_file(tmp_path, "a.jpg", 400), broken, photo_file(tmp_path, "b.jpg", 500)]
    editor(desk).click()
    desk.locator(".cke_button__portalpicture").click()
    desk.locator(f"{DIALOG} [type=file]").set_input_files(files)
    expect(desk.locator(".library__tile")).to_have_count(2)
    expect(desk.locator(".library__failed")).to_contain_text("hong.png")
    expect(desk.locator(".library__failed")).to_contain_text("Tệp không phải ảnh")
    describe(desk, "Cầu dây văng")
    expect(editor(desk).get_by_alt_text("Cầu dây văng")).to_have_count(1)
    press(desk, "submit")
    expect(desk.get_by_text("Đã gửi duyệt bài")).to_be_visible()
    article = Article.objects.get()
    actions.publish(article, by=make_superuser())
    page = reader.go(article.get_absolute_url())
    picture = page.locator(".prose figure img")
    expect(picture).to_have_attribute("alt", "Cầu dây văng")
    picture.scroll_into_view_if_needed()
    expect(page.locator(".prose figcaption")).to_contain_text("Ảnh: Minh Quang")
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") > 300


def test_pasted_pictures_are_offered_to_the_library_and_never_shown_from_elsewhere(
    desk: Page, monkeypatch
):
    target = io.BytesIO()
    Pillow.new("RGB", (40, 30), (155, 28, 31)).save(target, "PNG")
    data = b64encode(target.getvalue()).decode()
    picture = f'<img src="data:image/png;base64,{data}">'
    paste_raw(desk, f"<p>Trước ảnh.</p><p>{picture} Sau ảnh.</p>")
    expect(desk.locator(".library__tile")).to_have_count(1)
    describe(desk, "Ô đỏ")
    expect(editor(desk).get_by_alt_text("Ô đỏ")).to_have_count(1)
    expect(editor(desk)).to_contain_text("Trước ảnh.")
    expect(editor(desk)).to_contain_text("Sau ảnh.")

    monkeypatch.setattr("portal.core.media.library.fetch", lambda url, max_bytes: photograph())
    paste_raw(desk, '<p>Ở xa.</p><img src="https://bao.example/a.jpg?x=1&amp;y=2"><p>Hết.</p>')
    offered = desk.locator("[data-library=remote] li")
    expect(offered).to_contain_text("https://bao.example/a.jpg?x=1&y=2")
    offered.get_by_role("button", name="Lấy về").click()
    describe(desk, "Cầu dây văng")
    expect(editor(desk).get_by_alt_text("Cầu dây văng")).to_have_count(1)
    expect(editor(desk)).to_contain_text("Ở xa.")
    assert Image.objects.get(alt="Cầu dây văng").source_url == "https://bao.example/a.jpg?x=1&y=2"
