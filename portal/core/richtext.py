"""Rich text: the only module that knows the editor and the only one that cleans HTML.

The editor's word is not trusted: whatever enters (form, import, fixture) goes through
`clean_html`, and templates print it by `{% richtext %}` alone.  Why the editor of the design
card needs such a cage stands in docs/decisions/0002-editor-in-its-cage.md.
"""

import re
from typing import Any
from urllib.parse import urlsplit

import nh3
from ckeditor.widgets import CKEditorWidget
from csp.constants import SELF
from csp.decorators import csp_replace
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format
from django.utils.module_loading import import_string

from portal.core.text import normalise, plain_text

MAX_LENGTH = 1_000_000
"""Characters of HTML that one body may have: ten times a 10,000-word article."""

_ALLOWED_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
_ALLOWED_CLASSES = {"section": {"facts"}, "span": {"credit"}, "p": {"src"}}
_ALLOWED_TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "br", "hr"),
    *("a", "strong", "em", "u", "sup", "sub", "span"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("figure", "img", "figcaption", "section", "dl", "div", "dt", "dd"),
}
# Elements whose text is program or form matter, never something an editor wrote.
_DROPPED_WITH_CONTENT = {"script", "style", "template", "noscript", "title", "object"}
_SYNONYMS = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4"}
# Blocks that mean nothing here; as bare text, the words of two of them would run together.
_OTHER_BLOCKS = (
    *("address", "article", "aside", "center", "details", "fieldset", "footer", "form"),
    *("header", "hgroup", "legend", "main", "nav", "pre", "summary"),
)
_SYNONYMS |= dict.fromkeys(_OTHER_BLOCKS, "div")
_SYNONYM_TAG = re.compile(rf"<(/?)({'|'.join(_SYNONYMS)})(?=[\s>/])", re.IGNORECASE)
_BETWEEN_BRACKETS = re.compile("[^<>]+")
_NO_BREAK_SPACES = re.compile(r"(?:&nbsp;|&#160;|&#xa0;)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t]{2,}")
_EMPTY_BLOCK = re.compile(r"<(p|h2|h3|h4|li|blockquote|div)>(?:\s|<br>)*</\1>")
_EMPTY_INLINE = re.compile(r"<(strong|em|u)>((?:\s|<br>)*)</\1>")
_EMPTY_CLASS = re.compile(r'(<(?:p|section|span)\b[^>]*?) class=""')
_IMAGE_WITHOUT_SOURCE = re.compile(r'<img(?:\s+(?!src=)[\w-]+="[^"]*")*>')
_IMAGE_LOADING = 'loading="lazy" decoding="async"'
_SPAN = re.compile(r"<span[^>]*>|</span>")


class CleanHTML(str):
    """HTML that `clean_html` has made; cleaning it again is skipped, not repeated."""

    __slots__ = ()


def clean_html(markup: str) -> CleanHTML:
    """Return `markup` as safe, semantic HTML; what an editor wrote in words is all kept.

    Unknown elements give way to their text.  Pictures from other hosts and addresses with a
    scheme other than http, https, mailto or tel are dropped.  Idempotent.
    """
    if isinstance(markup, CleanHTML):
        return markup
    # What entities and empty elements have hidden shows after the first time only.
    before, text = markup, _clean_once(markup)
    while before != text:
        before, text = text, _clean_once(text)
    return CleanHTML(text)


def _clean_once(markup: str) -> str:
    # Piece by piece: a loose mark behind ">" would make one letter with it and eat the tag.
    text = _BETWEEN_BRACKETS.sub(lambda piece: normalise(piece[0]), markup)
    text = _NO_BREAK_SPACES.sub(" ", text)
    text = _SYNONYM_TAG.sub(lambda m: f"<{m[1]}{_SYNONYMS[m[2].lower()]}", text)
    text = nh3.clean(
        text,
        tags=_ALLOWED_TAGS,
        attributes=_ALLOWED_ATTRIBUTES,
        allowed_classes=_ALLOWED_CLASSES,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attribute_filter=_filter_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
    # Not by nh3's set_tag_attribute_values: it puts them in another order every time.
    text = _IMAGE_WITHOUT_SOURCE.sub("", text).replace("<img ", f"<img {_IMAGE_LOADING} ")
    return _tidy(_NO_BREAK_SPACES.sub(" ", text))


def _filter_attribute(tag: str, attribute: str, value: str) -> str | None:
    """Keep pictures of this site only: a remote one would tell its host who reads what."""
    if tag == "img" and attribute == "src":
        return value if _is_of_this_site(value) else None
    if attribute in {"width", "height", "colspan", "rowspan", "start"}:
        return value if value.isdecimal() and len(value) <= 4 else None
    return value


def _is_of_this_site(address: str) -> bool:
    # Browsers read a backslash as a slash, which would make "/\\host" an address elsewhere.
    try:
        parts = urlsplit(address.replace("\\", "/"))
    except ValueError:
        return False
    return bool(parts.path) and not parts.scheme and not parts.netloc


def _tidy(text: str) -> str:
    """Drop what pasting leaves behind: runs of spaces, empty paragraphs, bare spans."""
    text = _unwrap_plain_spans(_EMPTY_CLASS.sub(r"\1", _SPACES.sub(" ", text)))
    previous = None
    while previous != text:
        previous = text
        text = _EMPTY_BLOCK.sub("", _EMPTY_INLINE.sub(r"\2", text))
    return text.strip()


def _unwrap_plain_spans(text: str) -> str:
    opened: list[str] = []

    def keep(tag: re.Match[str]) -> str:
        if tag[0] != "</span>":
            opened.append(tag[0])
            return "" if tag[0] == "<span>" else tag[0]
        return "" if opened.pop() == "<span>" else tag[0]

    return _SPAN.sub(keep, text)


class RichTextFormField(forms.CharField):
    """A form field whose value is clean HTML; an empty shell of markup counts as empty."""

    def to_python(self, value: Any) -> Any:
        """Return clean HTML, or an error at the field when the text is too long to clean."""
        value = super().to_python(value)
        if not value:
            return ""
        if len(value) > MAX_LENGTH:
            raise ValidationError(
                f"Nội dung quá dài ({number_format(len(value), force_grouping=True)} ký tự, "
                f"tối đa {number_format(MAX_LENGTH, force_grouping=True)}). "
                "Hãy chia thành nhiều bài hoặc đính kèm tệp.",
                code="max_length",
            )
        cleaned = clean_html(value)
        return cleaned if plain_text(cleaned) or "<img" in cleaned else ""


class RichTextField(models.TextField):
    """A column of clean HTML, edited with the widget that `settings.RICHTEXT_WIDGET` names."""

    def formfield(self, **kwargs: Any) -> Any:
        """Return the form field; the widget is forced, because the admin passes its own."""
        widget = import_string(settings.RICHTEXT_WIDGET)
        kwargs |= {"form_class": RichTextFormField, "widget": widget, "max_length": None}
        return super().formfield(**kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Clean on every way into the database, so that no writer has to remember to."""
        cleaned = clean_html(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, cleaned)
        return cleaned

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Clean in `update` and `bulk_update` too, which ask for no `pre_save`."""
        cleaned = clean_html(value) if isinstance(value, str) else value
        return super().get_db_prep_save(cleaned, connection)


EDITOR_CONFIG: dict[str, Any] = {
    "toolbar": [
        ["Format", "Bold", "Italic", "Underline"],
        ["NumberedList", "BulletedList", "Blockquote"],
        ["Link", "Unlink", "Table", "SpecialChar"],
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
        "section(facts);dl;dt;dd;div;p(src);span(credit);figure;figcaption;img[src,alt,width,height]"
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
