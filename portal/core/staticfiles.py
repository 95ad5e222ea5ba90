"""Static files: what is served, and how the style sheet becomes one file."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

_IMPORT = re.compile(r'@import url\("(?P<name>[\w-]+\.css)"\);\n?')
_BUNDLE = "css/site.css"


class PortalStaticFilesConfig(StaticFilesConfig):
    """Leaves out what the editor's package ships and nobody may be served.

    Its test pages and previews have been ways in; its samples, documents and build files only
    tell an attacker the version.  The licence stays.
    """

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "samples",
        "tests",
        "exportpdf",
        "preview",
        "flash",
        "iframe",
        "iframedialog",
        "wsc",
        "scayt",
        "codesnippet",
        "codesnippetgeshi",
        "docprops",
        "galleriffic",
        "adapters",
        "CHANGES.md",
        "README.md",
        "SECURITY.md",
        "bender-runner.config.json",
        "build-config.js",
    ]


class BundledManifestStorage(ManifestStaticFilesStorage):
    """Hashed names for ever-lasting caching; the site's style sheets joined into one file.

    In development the browser follows the `@import` lines of site.css to the component files;
    `collectstatic` puts the files in place of the lines.  Order and cascade layers stay.
    """

    # The editor loads its plugins by their plain names, from scripts no one rewrites.
    manifest_strict = True
    keep_intermediate_files = False

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool | Exception]]:
        """Join the style sheets first, then hash as Django does."""
        if _BUNDLE in paths and not dry_run:
            self._bundle()
        yield from super().post_process(paths, dry_run, **options)

    def _bundle(self) -> None:
        with self.open(_BUNDLE) as file:
            sheet = file.read().decode()
        joined = _IMPORT.sub(self._imported, sheet)
        self.delete(_BUNDLE)
        self._save(_BUNDLE, ContentFile(joined.encode()))

    def _imported(self, match: re.Match[str]) -> str:
        with self.open(f"css/{match['name']}") as file:
            content: str = file.read().decode()
        return content
