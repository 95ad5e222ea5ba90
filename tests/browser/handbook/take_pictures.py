"""Makes the pictures of the handbook anew: `make handbook`, then look at what has changed.

Not a test of its own (its name keeps it out of `make browser`).  Clocks stand still and the demo
is always the same, so a picture changes only when the desk does.
"""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import Group
from playwright.sync_api import Error, Page

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.front.demo.cast import PASSWORD
from tests.browser.conftest import OpenWindow
from tests.browser.handbook.camera import FOLDER, Album
from tests.browser.handbook.pictures import PICTURES, Picture
from tests.browser.handbook.stage import MORNING, Stage, set_up

pytestmark = pytest.mark.browser


class Windows:
    """One window for each person, in which they stay signed in."""

    def __init__(self, open_window: OpenWindow) -> None:
        self._open_window = open_window
        self._pages: dict[str, Page] = {}

    def of(self, who: str) -> Page:
        """Return a page in which `who` is signed in."""
        if who not in self._pages:
            window = self._open_window()
            # A font that comes late is left out, and one never knows which: so none comes.
            window.context.route("**/*.woff2", lambda route: route.abort())
            window.context.clock.set_fixed_time(datetime.fromtimestamp(MORNING.timestamp(), UTC))
            if who:
                sign_in(window.go("/quan-tri/"), who)
            self._pages[who] = window.page
        return self._pages[who]


def sign_in(page: Page, who: str) -> None:
    """Sign in by hand."""
    page.fill("[name=username]", who)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def newcomer(stage: Stage) -> None:
    """Open an account whose password another has chosen."""
    user = User(username="moi", full_name="Lê Thị Mới", email="moi@minhgiang.example")
    user.set_password(PASSWORD)
    user.must_change_password = True
    user.save()
    user.groups.add(Group.objects.get(name=AccountRole.CONTRIBUTOR.value))


def photograph(picture: Picture, windows: Windows, stage: Stage, album: Album) -> None:
    """Go there, do what is to be done, and take the picture."""
    page = windows.of(picture.who)
    page.set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
    page.goto(picture.address_on(stage))
    page.wait_for_load_state("networkidle")
    picture.steps(page, stage)
    album.take(page, picture.file, picture.part)


def test_pictures_of_the_handbook(open_window):
    """Take all pictures; delete those that no chapter shows any longer."""
    album = Album()
    with time_machine.travel(MORNING, tick=False) as clock:
        stage = set_up(clock)
        newcomer(stage)
        windows = Windows(open_window)
        failed = {}
        for picture in PICTURES:
            try:
                photograph(picture, windows, stage, album)
            except (AssertionError, Error, ValueError) as error:  # the others may be right
                failed[picture.file] = str(error).partition("\n")[0]
    assert failed == {}
    for path in FOLDER.glob("*.png"):
        if path.name not in album.taken:
            path.unlink()
            album.changed.append(path.name)
    changed = ", ".join(album.changed) or "none"
    print(f"\n{len(album.taken)} pictures in {FOLDER}; changed: {changed}")  # noqa: T201
