"""The top level is what the design card says, and papers: a stray file is seen at once."""

from tests.architecture.files import MADE_BY_TOOLS, ROOT

FOLDERS = {"news", "categories", "portal", "static", "templates", "tests"}
"""What the product is; with `manage.py` and `pyproject.toml` it is the customer's design card."""
BESIDE_THEM = {"benchmarks", "deploy", "docs"}
PAPERS = {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "NOTICE", "README.md", "SECURITY.md"}
PROGRAMS = {"manage.py", "run.py", "Makefile"}
PACKAGES = {
    "pyproject.toml",
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-oidc.txt",
    "requirements-s3.txt",
    "requirements-sentry.txt",
    "requirements-uv.txt",
}
OF_THIS_MACHINE = MADE_BY_TOOLS | {"manifest.sha256"}


def test_the_top_level_holds_what_belongs_there_and_nothing_else():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    belongs = FOLDERS | BESIDE_THEM | PAPERS | PROGRAMS | PACKAGES
    assert found - OF_THIS_MACHINE == belongs
