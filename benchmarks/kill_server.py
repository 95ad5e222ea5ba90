#!/usr/bin/env python3
"""Kills the server while somebody types in a real browser; see README.md beside this file.

CHROMIUM=/usr/bin/chromium python benchmarks/kill_server.py [--rounds 3]
"""

import argparse
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

TITLE = "Phường họp dân về tuyến đường mới, lần {}"
SENTENCE = "Cuộc họp bắt đầu lúc mười chín giờ, vòng {}. "


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cong-kill-server-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright keeps an event loop in this thread
            "DEBUG": "True",
            "MEDIA_ROOT": f"{folder}/media",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        }
        sys.exit(run(options.rounds))


def run(rounds: int) -> int:
    """Kill so many times; return how often something typed was lost."""
    import django

    django.setup()
    from django.core.management import call_command

    from portal.core.content import State
    from tests.factories import make_article, make_superuser

    call_command("migrate", verbosity=0)
    user = make_superuser()
    number = make_article(State.DRAFT).pk
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with browser() as context:
        lost = sum(not survives(context, port, user, number, turn) for turn in range(rounds))
    print(f"{rounds} kills between keystroke and save, texts lost: {lost}")
    return lost


@contextmanager
def browser() -> Iterator:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        chromium = playwright.chromium.launch(executable_path=path, args=sandbox)
        context = chromium.new_context(base_url="http://127.0.0.1", locale="vi-VN")
        context.set_default_timeout(30_000)
        yield context
        chromium.close()


def survives(context, port: int, user, number: int, turn: int) -> bool:
    """Type, kill the server before anything is sent, close the tab, come back, restore, save."""
    from playwright.sync_api import expect

    from news.models import Article

    expect.set_options(timeout=30_000)

    form = f"http://127.0.0.1:{port}/quan-tri/news/article/{number}/change/"
    title, sentence = TITLE.format(turn), SENTENCE.format(turn)
    server = start(port)
    page = context.new_page()
    page.goto(form)
    sign_in(page, user)
    place = page.locator(".cke_editable[contenteditable=true]")
    page.fill("[name=title]", title)
    place.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(sentence)
    time.sleep(random.uniform(1.1, 2.2))  # kept in the browser by now, on the server after three
    os.kill(server.pid, signal.SIGKILL)
    server.wait()
    page.get_by_role("button", name="Lưu", exact=True).last.click()
    expect(page.locator("#typing")).to_contain_text("Mất kết nối nên chưa gửi gì")
    page.close(run_before_unload=False)
    if Article.objects.get(pk=number).title == title:
        sys.exit("it was saved before the kill: nothing is proven")
    server = start(port)
    try:
        page = context.new_page()
        page.goto(form)
        page.get_by_role("link", name="Khôi phục").first.click()
        expect(page.get_by_text("Đây là bản gõ dở")).to_be_visible()
        expect(page.locator("[name=title]")).to_have_value(title)
        expect(place_of(page)).to_contain_text(sentence.strip())
        page.get_by_role("button", name="Lưu", exact=True).last.click()
        expect(page.locator(".messagelist .success")).to_contain_text("Đã lưu bài")
        page.close()
        stored = Article.objects.get(pk=number)
        whole = stored.title == title and sentence.strip() in stored.body
    finally:
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
    print(f"{turn + 1}: killed, came back, {'whole' if whole else 'LOST'}", flush=True)
    return whole


def place_of(page):
    return page.locator(".cke_editable[contenteditable=true]")


def sign_in(page, user) -> None:
    from tests.factories import PASSWORD

    if page.locator("[name=password]").count() and page.locator("body.login").count():
        page.fill("[name=username]", user.username)
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
    place_of(page).wait_for()


def start(port: int) -> "subprocess.Popen[bytes]":
    """Start a real server process on the database, and wait until it answers."""
    command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet)
    while True:
        if server.poll() is not None:
            sys.exit("the server did not start")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.1)


if __name__ == "__main__":
    main()
