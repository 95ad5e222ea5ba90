"""Templates escape everything, and leave scripts and styles to files of their own."""

import re

import pytest

from tests.architecture.files import CODE, files, name

FILES_OF_THEIR_OWN = {
    "templates/public/news/article_saved.html": "is kept without the portal's files"
}
"""Whole documents that are no pages of the portal, each with its reason."""
TEMPLATES = [
    *files("*.html", "templates", *CODE),
    *files("*.xml", "templates"),
    *files("*.txt", "templates"),
]
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.DOTALL)
FORBIDDEN = {
    "unescaped text": r"\|\s*safe(seq)?\b",
    "a block without escaping": r"\{%-?\s*autoescape\s+(off|false)",
    "an inline style": r"<[a-z][^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "a handler": r"<[a-z][^>]*\son[a-z]+\s*=",
    "a script as address": r"javascript:",
    "an inline script": r"<script(?![^>]*\b(src=|type=\"application/(ld\+)?json\"))",
    "a base": r"<base\b",
}


def test_there_are_templates_to_look_at():
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what):
    pattern = re.compile(FORBIDDEN[what], re.IGNORECASE)
    texts = {
        path: COMMENT.sub("", path.read_text())
        for path in TEMPLATES
        if what != "a style element" or name(path) not in FILES_OF_THEIR_OWN
    }
    found = {name(p): match.group() for p, text in texts.items() if (match := pattern.search(text))}
    assert found == {}


@pytest.mark.parametrize(
    ("what", "example"),
    [
        ("unescaped text", "{{ article.body|safe }}"),
        ("an inline style", '<p class="a" style="color:red">'),
        ("a handler", '<a href="#" onclick="x()">'),
        ("an inline script", "<script>alert(1)</script>"),
        ("an inline script", '<script type="module">x()</script>'),
    ],
)
def test_the_patterns_find_what_they_are_for(what, example):
    assert re.search(FORBIDDEN[what], example, re.IGNORECASE)


def test_scripts_and_data_of_files_are_allowed():
    pattern = FORBIDDEN["an inline script"]
    assert not re.search(pattern, '<script src="/static/js/a.js" defer></script>')
    assert not re.search(pattern, '<script type="application/ld+json">{% json_ld x %}</script>')


def test_every_page_builds_on_a_frame():
    """A template is a frame, extends one, or is a part: private, a component or Django's."""
    frames = {"base.html", "plain.html", "500.html"}
    parts_of_the_admin = {"search_form.html", "nav_sidebar.html"}
    alone = [
        name(path)
        for path in files("*.html", "templates")
        if not path.name.startswith("_")
        and path.name not in frames | parts_of_the_admin
        and "components" not in path.parts
        and not path.read_text().startswith("{% extends")
        and name(path) not in FILES_OF_THEIR_OWN
    ]
    assert alone == []


def test_long_templates_are_split():
    lengths = {name(path): len(path.read_text().splitlines()) for path in TEMPLATES}
    assert {path: length for path, length in lengths.items() if length > 120} == {}


NUMBER_OF_A_ROW = re.compile(r"\{\{ *[\w.]*\.(?:pk|public_pk|id) *\}\}")


def test_the_desk_never_writes_the_number_of_a_row_with_a_dot_in_it():
    """From 1,000 on a number is printed for people; in an address or a field it leads nowhere."""
    wrong = [
        f"{name(path)}: {match[0]}"
        for path in files("*.html", "templates/desk")
        for match in NUMBER_OF_A_ROW.finditer(path.read_text())
    ]
    assert wrong == []
