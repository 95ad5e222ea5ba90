"""Imports only go down; the picture in docs/architecture.md is checked, not just drawn."""

import subprocess
import sys

from tests.architecture.files import CODE, ROOT, files, name


def test_every_import_contract_is_kept():
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


def test_the_product_does_not_import_its_tests():
    importing = [
        name(path)
        for path in files("*.py", *CODE)
        for line in path.read_text().splitlines()
        if line.strip().startswith(("import tests", "from tests"))
    ]
    assert not importing


def test_the_top_level_grows_no_further_application():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == {*CODE, "tests"}
