"""A portal of which the scan knows all: nothing waits until a test plants something."""

import pytest

from portal.core.scan import manifest


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path, monkeypatch):
    """A folder with a few files in place of the portal's own, remembered as they are."""
    monkeypatch.setattr(manifest, "path", lambda: tmp_path / "manifest.sha256")
    settings.STATIC_ROOT = tmp_path / "var" / "static"
    settings.STATIC_ROOT.mkdir(parents=True)
    for name in ("portal/urls.py", "templates/public/base.html", "static/js/reader.js"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"as it came: {name}\n")
    manifest.path().write_text("".join(manifest.lines()))
    return tmp_path
