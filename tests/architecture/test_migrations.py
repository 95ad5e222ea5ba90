"""Migrations say what they are for; that none is missing `tests/core/test_settings.py` asks."""

import re

from tests.architecture.files import CODE, files, name

VERB_ONLY = re.compile(r"\d{4}_(auto|alter|initial|remove|rename|delete)(_.{0,3})?$|_and_more$")


def test_migrations_have_names_that_say_what_they_do():
    paths = [p for p in files("[0-9]*.py", *CODE) if p.parent.name == "migrations"]
    assert len(paths) > 5
    assert not [
        name(p) for p in paths if VERB_ONLY.search(p.stem) or re.search(r"_auto_|\d{8}", p.stem)
    ]


def test_migrations_are_numbered_without_gaps():
    folders = {p.parent for p in files("[0-9]*.py", *CODE) if p.parent.name == "migrations"}
    for folder in folders:
        numbers = sorted(int(p.name[:4]) for p in folder.glob("[0-9]*.py"))
        assert numbers == list(range(1, len(numbers) + 1)), name(folder)
