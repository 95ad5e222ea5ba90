"""The small scripts of public pages: they add comforts, and nothing depends on them."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import make_article

pytestmark = pytest.mark.browser

SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "js"
A_VOICE = """
const voice = {lang: "vi-VN", name: "Tiếng Việt"};
const spoken = window.spoken = [];
Object.defineProperty(window, "SpeechSynthesisUtterance", {value: class {
    constructor(text) { this.text = text; }
}});
Object.defineProperty(window, "speechSynthesis", {value: {
    speaking: false,
    getVoices: () => [voice],
    speak(utterance) { this.speaking = true; spoken.push(utterance.text); },
    cancel() { this.speaking = false; },
    addEventListener() {},
}});
"""


def test_the_scripts_are_small():
    sizes = [len(gzip.compress(script.read_bytes())) for script in SCRIPTS.glob("*.js")]
    assert 0 < sum(sizes) < 6 * 1024


def test_escape_and_a_click_elsewhere_close_what_is_open(open_window):
    page = open_window().go("/")
    for part in (".menu", ".display"):
        summary = page.locator(f"{part} summary")
        summary.click()
        expect(page.locator(f"{part}[open]")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.locator(f"{part}[open]")).to_have_count(0)
        expect(summary).to_be_focused()
    page.locator(".menu summary").click()
    page.locator(".topbar time").click()
    expect(page.locator(".menu[open]")).to_have_count(0)


@pytest.fixture
def article() -> str:
    """The address of an article to share and to listen to."""
    return make_article(body="<p>Kế hoạch gồm ba phần.</p>").get_absolute_url()


def test_the_address_of_an_article_can_be_copied(open_window, article):
    window = open_window(permissions=["clipboard-read", "clipboard-write"])
    page = window.go(article)
    page.get_by_role("button", name="Chép liên kết").click()
    expect(page.get_by_role("button", name="Đã chép")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{window.address}{article}"
    assert window.complaints == []


def test_an_article_is_read_aloud_where_there_is_a_vietnamese_voice(open_window, article):
    window = open_window()
    window.context.add_init_script(A_VOICE)
    page = window.go(article)
    page.get_by_role("button", name="Nghe bài").click()
    expect(page.get_by_role("button", name="Dừng đọc")).to_be_visible()
    spoken = page.evaluate("window.spoken")
    assert spoken[0] == page.get_by_role("heading", level=1).text_content()
    assert "Kế hoạch gồm ba phần." in spoken
    page.get_by_role("button", name="Dừng đọc").click()
    expect(page.get_by_role("button", name="Nghe bài")).to_be_visible()


def test_without_a_voice_or_a_script_no_button_promises_anything(open_window, reader, article):
    page = reader.go(article)
    for name in ("Nghe bài", "Chép liên kết"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    page = open_window().go(article)
    expect(page.get_by_role("button", name="Chép liên kết")).to_be_visible()  # the script has run
    expect(page.get_by_role("button", name="Nghe bài")).to_have_count(0)


SUGGESTIONS = "#tim-goi-y [role=option]"


def test_titles_are_suggested_as_one_types_and_the_keys_lead_to_them_or_away(open_window):
    make_article(title="Khởi công cầu Bạch Sa", at=timezone.now() - timedelta(hours=2))
    make_article(title="Cầu Bạch Sa thông xe", at=timezone.now() - timedelta(hours=1))
    page = open_window().go("/")
    field = page.locator("#tim")
    field.press_sequentially("cau bach")
    expect(page.locator(SUGGESTIONS)).to_have_text(
        ["Cầu Bạch Sa thông xe", "Khởi công cầu Bạch Sa"]
    )
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(page.locator(SUGGESTIONS).nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "tim-goi-y-1")
    field.press("Enter")
    expect(page.locator("h1")).to_have_text("Khởi công cầu Bạch Sa")

    field.press_sequentially("cau")
    expect(page.locator(SUGGESTIONS)).to_have_count(2)
    field.press("Escape")
    expect(page.locator(SUGGESTIONS)).to_have_count(0)
    expect(field).to_have_value("cau")
    field.press("Enter")
    expect(page.locator("h1")).to_have_text("Tìm kiếm")
