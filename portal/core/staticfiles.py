"""Static files: what is served, and how the style sheet becomes one file."""

import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.compress import Compressor

_IMPORT = re.compile(r'@import url\("(?P<name>[\w-]+\.css)"\)(?: (?P<medium>print))?;\n?')
_BUNDLE = "css/site.css"
# No string in the portal's own sheets looks like a comment or begins a line.
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\n\s*")


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
        # Plugins that the editor's options never load; the first would be a source button.
        *("sourcedialog", "devtools", "adobeair", "ajax", "autoembed", "bbcode", "embedbase"),
        *("embedsemantic", "mathjax", "placeholder", "sharedspace", "smiley", "stylesheetparser"),
        *("about", "autogrow", "embed", "templates", "uicolor", "xml"),
        "file-icons",
        "adapters",
        "CHANGES.md",
        "README.md",
        "readme.md",
        "_translationstatus.txt",
        "SECURITY.md",
        "bender-runner.config.json",
        "build-config.js",
    ]


class BundledManifestStorage(ManifestStaticFilesStorage):
    """Hashed names for ever-lasting caching; the site's style sheets joined into one file.

    Beside every text lies its compressed twin, for WhiteNoise and nginx to send as it is.

    In development the browser follows the `@import` lines of site.css to the component files;
    `collectstatic` puts the files in place of the lines.  Order and cascade layers stay.
    """

    # The editor loads its plugins by their plain names, so the unhashed copies stay too.
    keep_intermediate_files = False

    def post_process(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """Join the style sheets first, then hash as Django does."""
        paths: dict[str, tuple[Storage, str]] = args[0]
        if _BUNDLE in paths:
            self.delete(_BUNDLE)
            self.save(_BUNDLE, ContentFile(_joined(paths)))
            paths = paths | {_BUNDLE: (self, _BUNDLE)}
        compressor = Compressor(use_brotli=False, quiet=True)
        for original, processed, done in super().post_process(paths, *args[1:], **kwargs):
            for name in {original, processed} if processed else {original}:
                self._compress(compressor, name)
            yield original, processed, done

    def _compress(self, compressor: Compressor, name: str) -> None:
        if compressor.should_compress(name) and self.exists(name):
            deque(compressor.compress(self.path(name)), maxlen=0)


def _joined(paths: dict[str, tuple[Storage, str]]) -> bytes:
    """Return the bundle made from the sources, not from what an earlier run has joined."""

    def read(name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return bytes(file.read()).decode()

    def imported(match: re.Match[str]) -> str:
        sheet = read(f"css/{match['name']}")
        return f"@media {match['medium']} {{\n{sheet}}}\n" if match["medium"] else sheet

    sheet = _IMPORT.sub(imported, read(_BUNDLE))
    return _INDENT.sub("\n", _COMMENT.sub("", sheet)).encode()
