"""Nothing is fetched from elsewhere: not by readers' browsers, not by whoever installs."""

import re

import pytest

from tests.architecture.files import CODE, files, name

ADDRESS = re.compile(r"""(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)""", re.IGNORECASE)
NAMES_ONLY = {"www.w3.org", "a9.com", "www.sitemaps.org", "schema.org", "jsonfeed.org"}
"""Names of vocabularies: written in documents, fetched by nobody."""

SHARE_LINKS = {"www.facebook.com", "zalo.me"}
"""Where a reader goes only by clicking."""

FILMS = {"www.youtube.com", "www.youtube-nocookie.com"}
"""Where films are shown: a link, and a player that is loaded only when a reader asks for it."""

PACKAGE_HOSTS = re.compile(
    "|".join(
        ["py" + "pi", "npm" + "js", "python" + "hosted", "unp" + "kg", "js" + "delivr"]
        + [r"crates" + r"\.io", "ruby" + "gems", "artifac" + "tory", r"registry\.[a-z-]+\.[a-z]"]
    ),
    re.IGNORECASE,
)
"""Written in pieces, so that this file does not name them either."""

TEXT = ("*.py", "*.md", "*.toml", "*.txt", "*.html", "*.css", "*.js", "*.json", "*.xml", "*.yml")
BARE = ("Makefile", "run", "*.cfg", "*.ini", "*.conf", "*.service", "*.sh", "*.svg", "*.yaml")


def hosts(text: str) -> set[str]:
    return {match.lower() for match in ADDRESS.findall(text)}


@pytest.mark.parametrize("pattern", ["*.html", "*.xml", "*.css", "*.js", "*.svg"])
def test_what_browsers_read_names_no_other_host(pattern):
    paths = [*files(pattern, "templates", "static")]
    found = {name(p): hosts(p.read_text()) - NAMES_ONLY for p in paths}
    assert {path: names for path, names in found.items() if names} == {}


def test_the_code_leads_readers_to_no_other_host_but_where_they_share_and_see_films():
    paths = [p for p in files("*.py", *CODE) if "demo" not in p.parts]
    known = NAMES_ONLY | SHARE_LINKS | FILMS
    found = {
        name(p): {h for h in hosts(p.read_text()) - known if ".example" not in h} for p in paths
    }
    # Addresses in comments and error messages are for developers.
    allowed = {"docs.djangoproject.com"}
    assert {path: names for path, names in found.items() if names - allowed} == {}


def test_style_sheets_load_fonts_and_pictures_of_this_site_only():
    urls = {
        url.strip("'\" ")
        for path in files("*.css", "static")
        for url in re.findall(r"url\(([^)]*)\)", path.read_text())
    }
    assert urls
    assert [url for url in urls if re.match(r"(?:[a-z]+:)?//", url)] == []


def test_no_file_names_a_host_of_packages():
    paths = [path for pattern in (*TEXT, *BARE) for path in files(pattern)]
    assert len(paths) > 150
    found = {
        name(path): match.group()
        for path in paths
        if (match := PACKAGE_HOSTS.search(path.read_text(errors="replace")))
    }
    assert found == {}


def test_no_file_names_a_path_of_the_machine_it_was_written_on():
    here = re.compile("/(?:home|root|Users|work|tmp)/[a-z]")
    paths = [p for pattern in (*TEXT, *BARE) for p in files(pattern)]
    found = {
        name(path): match.group()
        for path in paths
        if (match := here.search(path.read_text(errors="replace")))
    }
    assert found == {}
