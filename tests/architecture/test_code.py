"""Rules about the code that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.files import CODE, files, name

SOURCES = files("*.py", *CODE)
MAX_LINES = 400

STATUS_DECIDERS = {
    "portal/core/content.py": "the conditions of indexes and checks",
    "portal/core/windows.py": "the words of those indexes, for who asks by them",
    "portal/core/working_copies.py": "the condition of a check",
    "portal/core/search/models/entries.py": "the condition of an index",
    "news/models/article.py": "the condition of an index",
}
"""Files that may name a status in a condition, each with its reason."""

ASKING = {"filter", "exclude", "get", "Q", "get_or_create", "When", "aget", "update_or_create"}


def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(), str(path)) for path in SOURCES}


def calls(tree: ast.Module) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def called(call: ast.Call) -> str:
    """Return the last part of what a call calls."""
    function = call.func
    return getattr(function, "attr", getattr(function, "id", ""))


def asks_for_status(call: ast.Call) -> bool:
    names = [keyword.arg or "" for keyword in call.keywords]
    return called(call) in ASKING and any(re.search(r"(^|__)status(__|$)", n) for n in names)


def in_migrations(path: Path) -> bool:
    return path.parent.name == "migrations"


def test_only_one_place_decides_what_the_public_may_see():
    asking = {
        f"{name(path)}:{call.lineno}"
        for path, tree in trees().items()
        if name(path) not in STATUS_DECIDERS and not in_migrations(path)
        for call in calls(tree)
        if asks_for_status(call)
    }
    assert asking == set()


@pytest.mark.parametrize(
    ("code", "asks"),
    [
        ("Article.objects.filter(status='published')", True),
        ("rows.exclude(article__status__in=[1])", True),
        ("Q(status=Status.DRAFT)", True),
        ("render(request, 'x.html', status=404)", False),
        ("Article(status='draft')", False),
        ("rows.filter(title='x')", False),
    ],
)
def test_the_question_for_a_status_is_recognised(code, asks):
    assert any(asks_for_status(call) for call in calls(ast.parse(code))) is asks


def test_markup_is_marked_as_safe_in_one_place():
    """`format_html` escapes what it is given and is free for all; `mark_safe` believes."""
    marking = {
        name(path)
        for path, tree in trees().items()
        if any(called(call) in {"mark_safe", "Markup"} for call in calls(tree))
    }
    assert marking == {"portal/core/printing.py"}


def test_nothing_is_declared_safe_by_its_class_but_what_is_escaped_beside_it():
    """`SafeString(…)` is `mark_safe` by another name."""
    escaped_beside = {
        "portal/core/printing.py",  # JSON without the characters that HTML knows
        "portal/core/search/snippets.py",  # piece by piece, only the marks are markup
        "portal/core/richtext/compare/__init__.py",  # sanitised, or escaped line by line
        "portal/core/richtext/compare/values.py",
    }
    marking = {
        name(path)
        for path, tree in trees().items()
        if any(called(call) == "SafeString" for call in calls(tree))
    }
    assert marking <= escaped_beside


@pytest.mark.parametrize(
    ("word", "because"),
    [
        ("prepopulated_fields", "the browser's slugs lose Vietnamese letters"),
        ("ckeditor_uploader", "uploads go through the picture library, which encodes them anew"),
        ("django.utils.text import slugify", "it drops đ; vi_slug does not"),
        ("unsafe-eval", "no script builds scripts"),
    ],
)
def test_the_code_does_without(word, because):
    using = [name(path) for path in SOURCES if word in path.read_text()]
    assert using == [], because


def test_forms_without_a_token_have_the_guard_that_takes_its_place():
    using = [name(path) for path in SOURCES if "csrf_exempt" in path.read_text()]
    assert using == ["portal/core/requests.py"]


def test_raw_sql_stays_where_both_databases_are_known():
    raw = {
        name(path)
        for path, tree in trees().items()
        if not in_migrations(path)
        and any(called(call) in {"raw", "RawSQL", "extra"} for call in calls(tree))
    }
    assert raw == set()


def test_rows_of_content_change_by_actions_only():
    """Signals of our own tell the listeners; `post_save` would miss bulk writes and imports."""
    listening = [
        name(path)
        for path in SOURCES
        if re.search(r"\b(post_save|pre_save|post_delete|pre_delete)\b\.connect", path.read_text())
        or re.search(r"@receiver\(", path.read_text())
    ]
    assert listening == []


def test_no_python_file_is_longer_than_can_be_held_in_mind():
    everything = [p for p in files("*.py") if not in_migrations(p)]
    lengths = {name(path): len(path.read_text().splitlines()) for path in everything}
    assert len(lengths) > 80
    assert {path: n for path, n in lengths.items() if n > MAX_LINES} == {}


def test_no_test_file_is_longer_than_two_screens_of_cases():
    lengths = {name(p): len(p.read_text().splitlines()) for p in files("test_*.py", "tests")}
    assert {path: n for path, n in lengths.items() if n > 250} == {}


def test_every_exception_is_still_needed():
    sources = {name(path): tree for path, tree in trees().items()}
    needed = {p for p in STATUS_DECIDERS if any(map(asks_for_status, calls(sources[p])))}
    assert needed == set(STATUS_DECIDERS)
