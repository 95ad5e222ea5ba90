"""The editor of the design card: its options, its policy, its widget."""

from typing import Any

from ckeditor.widgets import CKEditorWidget
from csp.constants import SELF
from csp.decorators import csp_replace

EDITOR_CONFIG: dict[str, Any] = {
    "toolbar": [
        ["Format", "Bold", "Italic", "Underline"],
        ["NumberedList", "BulletedList", "Blockquote"],
        ["Link", "Unlink", "PortalPicture", "PortalRecording", "Table", "SpecialChar"],
        ["PasteFromWord", "RemoveFormat", "Undo", "Redo", "Maximize"],
    ],
    "format_tags": "p;h2;h3;h4",
    # divarea edits in the page: the editor's iframe would need inline scripts.
    "extraPlugins": "divarea,image2,autolink",
    "removePlugins": (
        "about,bidi,elementspath,exportpdf,flash,forms,iframe,image,language,liststyle,newpage,"
        "preview,print,save,scayt,smiley,templates,wsc"
    ),
    "extraAllowedContent": (
        "section(facts);dl;dt;dd;div;p(src);span(credit);figcaption;img[src,alt,width,height];"
        "figure(video,embed);caption;thead;tbody;tfoot;th[scope,colspan,rowspan];ol[start,type];"
        "video[controls,preload,src,poster,width,height];audio[controls,preload,src];"
        "track[kind,src,srclang,label,default]"
    ),
    # What the cleaner would take out at saving is not shown in the first place.
    "disallowedContent": (
        "script style font; *[on*]; *{*}; table[align,border,cellpadding,cellspacing,summary]"
    ),
    # Entities would turn "à" into "&agrave;", which breaks search and comparison.
    "entities": False,
    "basicEntities": True,
    "versionCheck": False,
    "disableNativeSpellChecker": False,
    "linkDefaultProtocol": "https://",
    "linkShowAdvancedTab": False,
    "linkShowTargetTab": False,
    # Uploading is done in the library; the tabs would also need inline scripts for their frames.
    # The cleaner takes out what the other tabs offer.
    "removeDialogTabs": "link:upload;image2:Upload;table:advanced;tableProperties:advanced",
    "height": 480,
    "width": "100%",
}
"""Options of the editor; each is one bar of the cage, see the decision record."""

# The editor needs inline styles and inline event handlers; scripts stay those of this site.
editor_csp = csp_replace(
    {
        "script-src": [SELF],
        "script-src-attr": ["'unsafe-inline'"],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:", "blob:"],
    }
)
"""Decorator for the views that show the editor, and for no other."""


class EditorWidget(CKEditorWidget):
    """The editor of the design card, in its cage."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs)
        self.config.update(EDITOR_CONFIG)
