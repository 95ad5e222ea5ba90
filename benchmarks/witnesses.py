"""Who is there while things break: citizens, a photographer, somebody with a stop-watch."""

import io
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event

from PIL import Image

from benchmarks.clients import Client
from benchmarks.editors import Editor, Refused
from benchmarks.tallies import Tally
from benchmarks.visits import Visits

KEPT = "stored page"
POPULAR = {"home": 1, "category": 24, "article": 150, "feed": 6, "page": 8, "tag": 20}
"""How many pages of each kind are taken for stored: everybody has asked for them before."""
OTHERS_EVERY = 6
"""Of how many requests one is for something that is not stored: searches, old articles, forms."""


class Citizens:
    """Forty readers, each with an address of their own."""

    size = 40

    def __init__(self, port: int, pages: dict[str, list[str]]) -> None:
        kept = {kind: pages[kind][:number] for kind, number in POPULAR.items()}
        other = {kind: found[POPULAR.get(kind, 0) :] for kind, found in pages.items()}
        self._kept = [address for found in kept.values() for address in found]
        self._visits, self._other = Visits(kept), Visits(other)
        self._clients = [Client(port, number + 1) for number in range(self.size)]
        self._dice = [random.Random(number) for number in range(self.size)]

    def warm_up(self) -> None:
        """Ask for every page that is to be stored, so that nginx has it."""

        def some(number: int) -> None:
            for address in self._kept[number :: self.size]:
                for _ in range(2):
                    self._clients[number].get(address)

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(some, range(self.size)))

    def asking(self, tally: Tally) -> Callable[[int], None]:
        """Return what one of them does, again and again."""

        def ask(number: int) -> None:
            dice, client = self._dice[number], self._clients[number]
            if dice.randrange(OTHERS_EVERY):
                _, address = self._visits.of_reader(dice)
                tally.add(KEPT, client.get(address))
            elif dice.randrange(8):
                kind, address = self._other.of_reader(dice)
                tally.add(kind, client.get(address))
            else:
                tally.add("error report, form", client.get("/bao-loi/?trang=/"))

        return ask


class Photographer:
    """Sends a picture every two seconds, whether or not there is space for it."""

    def __init__(self, port: int, name: str) -> None:
        self._editor, self._dice = Editor(port, name, 110), random.Random(7)
        self.uploaded: list[str] = []
        """What the pictures show that the desk said are stored."""
        self.refused: list[str] = []

    def work(self, over: Event) -> None:
        """Upload until it is over."""
        is_in = False
        while not over.is_set():
            words = f"Ảnh thử số {self._dice.getrandbits(50)}"
            target = io.BytesIO()
            Image.effect_noise((400, 300), 60).save(target, "JPEG")
            try:
                if not is_in:
                    self._editor.sign_in()
                    is_in = True
                self._editor.upload(target.getvalue(), words)
            except Refused as refusal:
                self.refused.append(str(refusal))
            else:
                self.uploaded.append(words)
            over.wait(2)

    def told(self) -> list[str]:
        """Return what the photographer saw, in one line."""
        if not (self.uploaded or self.refused):
            return []
        reasons = "; ".join(dict.fromkeys(self.refused))
        return [f"Uploads: {len(self.uploaded)} stored, {len(self.refused)} refused: {reasons}"]


class Timekeeper:
    """Schedules an article some seconds ahead, and looks when readers can see it."""

    AHEAD = 15

    def __init__(self, port: int, names: Sequence[str]) -> None:
        self._writer, self._chief = (Editor(port, name, 120 + n) for n, name in enumerate(names))
        self._reader = Client(port, 130)
        self._seen = ""

    def work(self, over: Event) -> None:
        """Schedule and watch the home page."""
        title = f"Tin hẹn giờ {random.getrandbits(50)}"
        try:
            moment = self._schedule(title)
        except Refused as refusal:
            self._seen = f"the desk refused: {refusal}"
            return
        self._seen = "never"
        while not over.is_set():
            page = self._reader.get("/")
            if page.status == 200 and title in page.text:
                self._seen = f"{time.time() - moment.timestamp():+.2f} s"
                return
            over.wait(0.05)

    def _schedule(self, title: str) -> datetime:
        self._writer.sign_in()
        self._chief.sign_in()
        form = self._writer.write(title, "1")
        moment = (datetime.now(UTC) + timedelta(seconds=self.AHEAD)).replace(microsecond=0)
        self._chief.schedule(form, moment)
        return moment

    def told(self) -> list[str]:
        """Return when it was seen first, in one line."""
        about = "A scheduled article on the home page, after its moment"
        return [f"{about}: {self._seen} (goal: 0 to 5 s)"] if self._seen else []
