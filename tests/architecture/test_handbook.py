"""The editors' handbook holds together: its chapters, their links and their pictures."""

import re

import pytest
from PIL import Image

from tests.browser.handbook.camera import BOOK, FOLDER, MAX_BYTES, MAX_WIDTH
from tests.browser.handbook.pictures import PICTURES

LINK = re.compile(r"\]\(([^)#]+)\)")
CHAPTERS = sorted(BOOK.glob("[0-9]*.md"))
PAGES = [BOOK / "README.md", *CHAPTERS]


def links(page):
    return LINK.findall(page.read_text())


def shown():
    return {link.removeprefix("img/") for page in PAGES for link in links(page) if "img/" in link}


def test_chapters_are_numbered_without_a_gap_in_file_and_heading():
    numbers = [int(path.name.partition("-")[0]) for path in CHAPTERS]
    assert numbers == list(range(1, len(CHAPTERS) + 1))
    headings = [path.read_text().partition(".")[0] for path in CHAPTERS]
    assert headings == [f"# {number}" for number in numbers]


def test_the_table_of_contents_leads_to_every_chapter():
    assert {path.name for path in CHAPTERS} <= set(links(BOOK / "README.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_the_handbook_leads_somewhere(page):
    assert [link for link in links(page) if "://" not in link and not (BOOK / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_that_names_a_number_leads_to_that_chapter(page):
    named = re.findall(r"\[(\d+)[^]]*\]\((\d+)-", page.read_text())
    assert [pair for pair in named if int(pair[0]) != int(pair[1])] == []


def test_every_picture_that_is_shown_is_made_by_the_command_and_the_other_way_round():
    made = [picture.file for picture in PICTURES]
    assert len(made) == len(set(made))
    assert set(made) == shown()


def test_pictures_are_there_and_small():
    for file in shown():
        path = FOLDER / file
        assert path.stat().st_size <= MAX_BYTES, file
        with Image.open(path) as picture:
            assert picture.width <= MAX_WIDTH, file


def test_every_picture_says_in_words_what_it_shows():
    nameless = [page.name for page in PAGES if "![](" in page.read_text()]
    assert nameless == []
