"""Rules that a reader would have to remember, kept by machine instead."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
CODE = ("portal", "news", "categories")


def files(pattern: str, *folders: str) -> list[Path]:
    """Return the project's files below `folders` whose names match."""
    found = [path for folder in folders for path in (ROOT / folder).rglob(pattern)]
    assert found, f"nothing matches {pattern} in {folders}"
    return found


def code(*, migrations: bool = False) -> list[Path]:
    """Return the Python files of the product."""
    return [p for p in files("*.py", *CODE) if migrations or "migrations" not in p.parts]


def lines_with(expression: str, paths: list[Path]) -> list[str]:
    """Return "file:line: text" for every line that matches."""
    wanted = re.compile(expression)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if wanted.search(line)
    ]


def test_imports_go_down_only():
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_named_by_what_they_do():
    names = [path.stem for path in files("0*.py", *CODE) if "migrations" in path.parts]
    assert names
    assert [
        n for n in names if re.search(r"_auto_|_initial$|^\d+_alter_|^\d+_add_\w+_\w+$", n)
    ] == []


def test_what_the_public_may_see_is_decided_in_one_module():
    """`status` is compared in `Windowed` alone; querysets and the workflow build on it."""
    allowed = {"portal/core/content.py"}
    others = [p for p in code() if str(p.relative_to(ROOT)) not in allowed]
    found = lines_with(r"(filter|exclude|get)\([^)]*\bstatus(__\w+)?\s*=", others)
    assert found == []


def test_html_is_printed_by_one_tag_only():
    assert lines_with(r"\|\s*safe\b|autoescape off", files("*.html", "templates")) == []


def test_markup_is_trusted_in_few_places_and_each_says_why():
    allowed = ("portal/core/templatetags/", "portal/core/search/snippets.py")
    others = [p for p in code() if not str(p.relative_to(ROOT)).startswith(allowed)]
    assert lines_with(r"\bmark_safe\(|\bSafeString\(", others) == []


def test_templates_hold_no_inline_style_script_or_handler():
    found = lines_with(
        r"""\sstyle=|\son[a-z]+="|<style|<script(?![^>]*(src=|type="application/ld\+json"))""",
        files("*.html", "templates"),
    )
    assert found == []


def test_pages_load_nothing_from_other_hosts():
    templates = lines_with(r"""(src|srcset|href)=["']?(https?:)?//""", files("*.html", "templates"))
    sheets = lines_with(r"url\(\s*[\"']?(https?:)?//|@import\s+[\"']http", files("*.css", "static"))
    assert templates + sheets == []


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        (r"prepopulated_fields\s*=", "breaks Vietnamese slugs"),
        (r"ckeditor_uploader", "lets any staff account store scripts"),
        (r"django\.utils\.text import .*slugify", "drops đ"),
        (r"\bprint\(", "commands write to their own output"),
    ],
)
def test_what_never_stands_in_the_product(expression: str, reason: str):
    assert lines_with(expression, code(migrations=True)) == [], reason


def test_files_stay_short_enough_to_read():
    long = {p: n for p in code() if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert long == {}


def test_templates_and_style_sheets_stay_short():
    long = [
        path
        for path, limit in [
            *((p, 150) for p in files("*.html", "templates")),
            *((p, 220) for p in files("*.css", "static/css")),
        ]
        if len(path.read_text("utf-8").splitlines()) > limit
    ]
    assert long == []


def test_lock_files_name_no_host():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "--index-url" not in text
