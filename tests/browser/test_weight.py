"""What a page weighs on a phone at first view, by bytes and requests; never by time."""

import gzip
import io
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from PIL import ImageChops
from playwright.sync_api import Page, Response

from news.models import Article
from tests.browser.portal_pages import fill_portal
from tests.factories import make_image

pytestmark = pytest.mark.browser

KB = 1024
PHONE = {"viewport": {"width": 375, "height": 760}, "device_scale_factor": 2, "is_mobile": True}
# The budget of the design: a first view on a cheap phone and a slow line.
HTML, CSS, FONTS, PICTURES, ALL = 14 * KB, 12 * KB, 36 * KB, 150 * KB, 250 * KB
REQUESTS, NODES = 20, 1_200


@dataclass
class Weight:
    """Bytes as a server that compresses sends them."""

    by_kind: dict[str, int] = field(default_factory=dict)
    requests: int = 0

    def add(self, response: Response) -> None:
        """Weigh an answer; texts are compressed, pictures and fonts are already."""
        kind, body = response.request.resource_type, response.body()
        size = len(gzip.compress(body, 6)) if kind in {"document", "stylesheet"} else len(body)
        self.by_kind[kind] = self.by_kind.get(kind, 0) + size
        self.requests += 1


def photo() -> SimpleUploadedFile:
    """Return a picture that compresses like a photograph: 480 pixels take about 25 KB."""
    shapes = Pillow.effect_noise((60, 40), 70).resize((2000, 1333), Pillow.Resampling.BICUBIC)
    grain = Pillow.effect_noise((2000, 1333), 22)
    mixed = Pillow.blend(shapes, grain, 0.35)
    picture = Pillow.merge("RGB", (mixed, shapes, ImageChops.invert(mixed)))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=90)
    return SimpleUploadedFile("anh.jpg", target.getvalue())


@pytest.fixture
def pages() -> dict[str, str]:
    """The four kinds of pages that most readers meet, all with photographs."""
    pages = fill_portal()
    Article.objects.update(lead_image=make_image(upload=photo()))
    return {name: pages[name] for name in ("home", "category", "article", "search")}


def weigh(open_window: Any, path: str) -> tuple[Weight, Page]:
    """Open a page as a first-time reader, without scrolling."""
    window = open_window(**PHONE)
    answers: list[Response] = []
    window.context.on("response", lambda answer: answers.append(answer))
    page = window.go(path)
    page.wait_for_load_state("networkidle")
    weight = Weight()
    for answer in answers:
        weight.add(answer)
    failed = [f"{a.status} {a.url}" for a in answers if a.status >= 400]
    assert failed == []
    assert window.foreign_requests == []
    assert window.context.cookies() == []
    return weight, page


def test_a_first_view_keeps_to_the_budget_and_begins_with_the_lead_picture(open_window, pages):
    too_heavy: dict[tuple[str, str], tuple[int, int]] = {}
    for name, path in pages.items():
        weight, page = weigh(open_window, path)
        kinds = weight.by_kind
        nodes = page.evaluate("document.querySelectorAll('*').length")
        limits = {
            "HTML": (kinds["document"], HTML),
            "CSS": (kinds["stylesheet"], CSS),
            "fonts": (kinds.get("font", 0), FONTS),
            "pictures": (kinds.get("image", 0), PICTURES),
            "all": (sum(kinds.values()), ALL),
            "requests": (weight.requests, REQUESTS),
            "nodes": (nodes, NODES),
        }
        print(name, {what: value for what, (value, _) in limits.items()})  # noqa: T201
        if name == "home":
            check_pictures(page)
        too_heavy |= {(name, what): v for what, v in limits.items() if v[0] > v[1]}
    assert too_heavy == {}


def check_pictures(page: Page) -> None:
    """The lead picture comes first, the others wait, and the place of all is known before."""
    pictures = page.locator("main img:not(.read-mark)")
    eager = [p for p in pictures.all() if p.get_attribute("loading") != "lazy"]
    assert [p.get_attribute("fetchpriority") for p in eager] == ["high"]
    for picture in pictures.all():
        assert picture.get_attribute("width")
        assert picture.get_attribute("height")
