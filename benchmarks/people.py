"""Who is at a portal on a busy day: readers, crawlers, offices of editors, a reporter of errors."""

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

from benchmarks.clients import BROWSER, Client
from benchmarks.editors import Editor, Refused
from benchmarks.tallies import Tally
from benchmarks.visits import Visits

CRAWLER = "Mozilla/5.0 (compatible; Examplebot/2.1; +https://bot.example/)"
POLL = 0.1
"""Seconds between two looks at the home page."""
GIVEN_UP = 20.0
"""Seconds after which nobody waits any more for a publication to show."""
_PIXEL = re.compile(r"-(\d+)\.html$")


class Crowd:
    """Readers, each with an address of their own, and one crawler in ten."""

    size = 40

    def __init__(self, port: int, visits: Visits, tally: Tally) -> None:
        self._visits, self._tally = visits, tally
        self._dice = [random.Random(number) for number in range(self.size)]
        self._clients = [
            Client(port, number + 1, agent=BROWSER if number % 10 else CRAWLER)
            for number in range(self.size)
        ]

    def ask(self, number: int) -> None:
        """Have one of them ask for a page; a browser asks for the article's picture, too."""
        dice, client, is_crawler = self._dice[number], self._clients[number], number % 10 == 0
        draw = self._visits.of_crawler if is_crawler else self._visits.of_reader
        kind, address = draw(dice)
        self._tally.add("crawler" if is_crawler else kind, client.get(address))
        article = _PIXEL.search(address)
        if article and not is_crawler:
            self._tally.add("count of readings", client.get(f"/luot-doc/{article[1]}.gif"))


class Office:
    """Two editors: one writes and saves, the other publishes; a reader waits to see it."""

    def __init__(self, port: int, names: Sequence[str], *, seed: int, pause: float) -> None:
        self._writer, self._chief = (
            Editor(port, name, 100 + 2 * seed + n) for n, name in enumerate(names)
        )
        self._reader = Client(port, 200 + seed)
        self._dice, self._pause = random.Random(seed), pause
        self.delays: list[float] = []
        """Seconds from the answer to the press of the button until the home page showed it."""
        self.published: list[str] = []
        self.saved: list[str] = []
        """Titles of which the desk said that they are stored."""
        self.refused: list[str] = []

    def work(self, over: Event) -> None:
        """Write and publish until the day is over; begin at different moments."""
        over.wait(self._dice.random() * self._pause)
        is_in = False
        while not over.is_set():
            try:
                if not is_in:
                    self._writer.sign_in()
                    self._chief.sign_in()
                is_in = True
                self._write_one(over)
            except Refused as refusal:
                self.refused.append(str(refusal))
                is_in = is_in and "302" not in str(refusal)  # signed out with its session
            over.wait(self._pause * self._dice.uniform(0.5, 1.5))

    def _write_one(self, over: Event) -> None:
        title = f"Tin trong ngày {self._dice.getrandbits(60)}"
        self._writer.look_at_list()
        form = self._writer.write(title, str(self._dice.randint(1, 5)))
        self.saved.append(title)
        over.wait(self._pause / 4)
        self._writer.save(form, note="Đã xem lại số liệu.")
        self._chief.publish(form)
        self.published.append(title)
        self._wait_to_see(title, time.monotonic(), over)

    def _wait_to_see(self, title: str, since: float, over: Event) -> None:
        waited = 0.0
        while waited < GIVEN_UP:
            page = self._reader.get("/")
            waited = time.monotonic() - since
            if page.status == 200 and title in page.text:
                break
            if over.wait(POLL):
                return
        self.delays.append(waited)

    def tell(self, tally: Tally) -> None:
        """Add what the editors had to wait for."""
        for editor in (self._writer, self._chief):
            for what, answer in editor.waited:
                tally.add(f"desk: {what}", answer)


class Reporter:
    """Somebody who finds a mistake every few seconds and reports it by the form."""

    ADDRESS = "/bao-loi/"

    def __init__(self, port: int, tally: Tally) -> None:
        self._client, self._tally = Client(port, 240), tally

    def work(self, over: Event) -> None:
        """Open the form, write, send."""
        while not over.is_set():
            page = self._client.get(f"{self.ADDRESS}?trang=/")
            self._tally.add("error report, form", page)
            over.wait(4)  # the form takes nothing that was sent quicker than anybody writes
            if page.status == 200:
                words = "Số điện thoại ở cuối trang thiếu một chữ số."
                fields = [*_report_fields(page.text), ("text", words)]
                self._tally.add("error report, sent", self._client.post(self.ADDRESS, fields))
            over.wait(6)


@contextmanager
def in_background(works: Sequence[Callable[[], None]]) -> Iterator[None]:
    """Let all work beside the block; what went wrong in one of them is raised at the end."""
    with ThreadPoolExecutor(len(works)) as pool:
        working = [pool.submit(work) for work in works]
        yield
        for each in working:
            each.result()


def _report_fields(page: str) -> list[tuple[str, str]]:
    opened = re.search(r'name="opened" value="([^"]+)"', page)
    return [
        ("page", "/"),
        ("contact", ""),
        ("website", ""),
        ("opened", opened[1] if opened else ""),
    ]
