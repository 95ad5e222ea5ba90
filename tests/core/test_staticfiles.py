"""Static files: one style sheet, hashed names, nothing of the editor that nobody needs."""

import gzip
import json
import re
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import override_settings

MANIFEST = "portal.core.staticfiles.BundledManifestStorage"
OF_BEFORE = "css/site.0123456789ab.css"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder into which the static files were collected, once for all tests."""
    folder = tmp_path_factory.mktemp("static")
    storages = django_settings.STORAGES | {"staticfiles": {"BACKEND": MANIFEST}}
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        collect = partial(call_command, "collectstatic", interactive=False, verbosity=0)
        collect(ignore_patterns=["admin", "ckeditor"])
        (folder / OF_BEFORE).write_text("of the release before")
        # A second run must bundle the sources again, not what the first has joined.
        collect()
    return folder


@pytest.fixture(scope="module")
def manifest(collected: Path) -> dict[str, str]:
    return dict(json.loads((collected / "staticfiles.json").read_text())["paths"])


def test_what_pages_of_the_release_before_name_stays_where_it_is(collected: Path):
    """Other machines still show such pages, and caches for a day."""
    assert (collected / OF_BEFORE).read_text() == "of the release before"


def test_the_style_sheet_is_one_file(collected: Path, manifest: dict[str, str]):
    bundle = (collected / manifest["css/site.css"]).read_text()
    assert "@import" not in bundle


def test_the_style_sheet_holds_every_file_that_it_imported(
    collected: Path, manifest: dict[str, str]
):
    bundle = (collected / manifest["css/site.css"]).read_text()
    source = Path(django_settings.BASE_DIR) / "static/css"
    imported = re.findall(r'@import url\("([^"]+)"\)', (source / "site.css").read_text())
    assert len(imported) > 5
    for name in imported:
        lines = (source / name).read_text().splitlines()
        rules = [line for line in lines if line.endswith(("{", ";")) and "url(" not in line]
        assert max(rules, key=len).strip() in bundle, name


def test_the_style_sheet_carries_neither_comments_nor_indents(
    collected: Path, manifest: dict[str, str]
):
    bundle = (collected / manifest["css/site.css"]).read_text()
    assert "/*" not in bundle
    assert not re.search(r"^\s", bundle, re.MULTILINE)


@pytest.mark.parametrize("name", ["css/site.css", "js/suggest.js", "ckeditor/ckeditor/ckeditor.js"])
def test_texts_lie_there_compressed_too(collected: Path, manifest: dict[str, str], name: str):
    for path in (collected / name, collected / manifest[name]):
        packed = path.with_name(f"{path.name}.gz")
        assert gzip.decompress(packed.read_bytes()) == path.read_bytes()
        assert packed.stat().st_size < path.stat().st_size / 2


def test_names_carry_a_hash_of_the_content(collected: Path, manifest: dict[str, str]):
    for name in ("css/site.css", "img/mark.svg", "ckeditor/ckeditor/ckeditor.js"):
        assert re.search(r"\.[0-9a-f]{12}\.", manifest[name]), name
        assert (collected / manifest[name]).is_file()


def test_the_bundle_refers_to_hashed_files(collected: Path, manifest: dict[str, str]):
    bundle = (collected / manifest["css/site.css"]).read_text()
    addresses = re.findall(r'url\("?([^")]+)"?\)', bundle)
    for address in addresses:
        if not address.startswith("data:"):
            assert (collected / "css" / address).resolve().is_file(), address


def test_the_plain_names_stay_for_the_editors_plugins(collected: Path):
    assert (collected / "ckeditor/ckeditor/plugins/table/dialogs/table.js").is_file()


@pytest.mark.parametrize(
    "junk",
    ["samples", "tests", "preview", "exportpdf", "flash", "iframe", "wsc", "scayt", "adapters"],
)
def test_the_editors_junk_is_not_served(collected: Path, junk: str):
    assert [path for path in collected.rglob(junk) if path.is_dir()] == []


@pytest.mark.parametrize("name", ["CHANGES.md", "README.md", "build-config.js"])
def test_files_that_tell_the_editors_version_are_not_served(collected: Path, name: str):
    assert list(collected.rglob(name)) == []


def test_the_editors_licence_is_kept(collected: Path):
    assert list((collected / "ckeditor").rglob("LICENSE.md"))


SERVED_OF_THE_EDITOR = re.compile(
    r"""
    (?:ckeditor|fixups)[\w.-]*\.(?:js|css)
    | ckeditor/(?:ckeditor|config|contents|styles)[\w.-]*\.(?:js|css)
    | ckeditor/LICENSE[\w.-]*
    | ckeditor/lang/[\w.-]+\.js
    | ckeditor/skins/[\w-]+/(?:images/(?:hidpi/)?)?[\w.-]+\.(?:css|png|gif|js)
    | ckeditor/vendor/[\w.-]+\.js
    | ckeditor/plugins/icons[\w.-]*\.png
    | ckeditor/plugins/(?:a11yhelp|autolink|clipboard|colordialog|copyformatting|dialog|div|divarea
        |filetools|find|forms|image|image2|language|lineutils|link|liststyle|magicline|menubutton
        |notification|notificationaggregator|pagebreak|pastefromgdocs|pastefromlibreoffice
        |pastefromword|pastetools|showblocks|specialchar|table|tableresize|tableselection|tabletools
        |uploadimage|uploadwidget|widget
        )/(?:[\w-]+/)*[\w.-]+\.(?:js|css|png|gif|svg|cur|jpg)
    """,
    re.VERBOSE,
)
"""Programs, words, looks: what the editor needs in a browser."""


def test_of_the_editor_only_what_it_needs_in_a_browser_is_served(collected: Path):
    folder = collected / "ckeditor"
    names = {
        str(p.relative_to(folder)).removesuffix(".gz") for p in folder.rglob("*") if p.is_file()
    }
    assert len(names) > 300
    assert sorted(name for name in names if not SERVED_OF_THE_EDITOR.fullmatch(name)) == []
