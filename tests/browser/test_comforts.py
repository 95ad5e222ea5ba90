"""The one small script of public pages: it adds comforts, and nothing depends on it."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.portal_pages import fill_portal

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).resolve().parents[2] / "static" / "js" / "reader.js"
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


def test_the_script_is_small():
    assert len(gzip.compress(SCRIPT.read_bytes())) < 6 * 1024


@pytest.mark.parametrize("part", [".menu", ".display"])
def test_escape_closes_what_is_open_and_gives_the_focus_back(open_window, part):
    page = open_window().go("/")
    summary = page.locator(f"{part} summary")
    summary.click()
    page.keyboard.press("Escape")
    expect(page.locator(f"{part}[open]")).to_have_count(0)
    expect(summary).to_be_focused()


def test_a_click_elsewhere_closes_the_menu(open_window):
    page = open_window().go("/")
    page.locator(".menu summary").click()
    page.locator(".topbar time").click()
    expect(page.locator(".menu[open]")).to_have_count(0)


def test_the_address_of_an_article_can_be_copied(open_window):
    window = open_window(permissions=["clipboard-read", "clipboard-write"])
    path = fill_portal()["article"]
    page = window.go(path)
    page.get_by_role("button", name="Chép liên kết").click()
    expect(page.get_by_role("button", name="Đã chép")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{window.address}{path}"
    assert window.complaints == []


def test_an_article_is_read_aloud_where_there_is_a_vietnamese_voice(open_window):
    window = open_window()
    window.context.add_init_script(A_VOICE)
    page = window.go(fill_portal()["article"])
    page.get_by_role("button", name="Nghe bài").click()
    expect(page.get_by_role("button", name="Dừng đọc")).to_be_visible()
    spoken = page.evaluate("window.spoken")
    assert spoken[0] == page.get_by_role("heading", level=1).text_content()
    assert "Kế hoạch gồm ba phần." in spoken
    page.get_by_role("button", name="Dừng đọc").click()
    expect(page.get_by_role("button", name="Nghe bài")).to_be_visible()


def test_without_a_voice_or_a_script_no_button_promises_anything(open_window):
    path = fill_portal()["article"]
    page = open_window(java_script_enabled=False).go(path)
    for name in ("Nghe bài", "Chép liên kết"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    page = open_window().go(path)
    expect(page.get_by_role("button", name="Nghe bài")).to_have_count(0)
