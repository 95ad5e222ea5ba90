"""Rich text: the only module that knows the editor and the only one that cleans HTML.

The editor's word is not trusted: whatever enters (form, import, fixture) goes through
`clean_html`, and templates print it by `{% richtext %}` alone.  Why the editor of the design
card needs such a cage stands in docs/decisions/0002-editor-in-its-cage.md.
"""

import re
from dataclasses import dataclass
from itertools import islice
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
from django.utils.html import escape
from django.utils.module_loading import import_string

from portal.core.text import normalise, plain_text

MAX_LENGTH = 1_000_000
"""Characters of HTML that one body may have: ten times a 10,000-word article."""
MAX_TAGS = 20_000
"""Opening tags that one body may have.  What nests deeply costs the parser the square of its
depth; 20,000 keep the worst that can be written below a few seconds, and a table of 2,000 rows."""

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
_OPENING_TAG = re.compile("<[a-zA-Z]")
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
# The rest of a tag: a ">" within quotes does not end it, the end of the text does.
_REST_OF_TAG = r"""(?![\w-])(?:=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))|[^>])*+(?:>|\Z)"""
# Marks that would be taken out anyway, and attributes that no mark keeps.  The parser repeats
# every mark that was left open in every paragraph after it, unless two are quite the same.
_OTHER_MARK = re.compile(
    rf"</?(?:big|code|font|nobr|s|small|strike|tt){_REST_OF_TAG}", re.IGNORECASE
)
_MARK = re.compile(rf"<(b|em|i|strong|u){_REST_OF_TAG}", re.IGNORECASE)
# Of nh3's own output: well-formed, lower case, attributes in double quotes.
_TOKEN = re.compile(r'<(?P<close>/?)(?P<name>\w+)(?:"[^"]*"|[^">])*>|[^<]+')
_REMOVED_WHEN_EMPTY = {"p", "h2", "h3", "h4", "li", "blockquote", "div"}
_UNWRAPPED_WHEN_EMPTY = {"strong", "em", "u"}
_WITHOUT_END = {"br", "hr", "img"}
_EMPTY_CLASS = ' class=""'
_IMAGE_WITHOUT_SOURCE = re.compile(r'<img(?:\s+(?!src=)[\w-]+="[^"]*")*>')
_IMAGE_LOADING = 'loading="lazy" decoding="async"'


class CleanHTML(str):
    """HTML that `clean_html` has made; cleaning it again is skipped, not repeated."""

    __slots__ = ()


def clean_html(markup: str) -> CleanHTML:
    """Return `markup` as safe, semantic HTML; what an editor wrote in words is all kept.

    Unknown elements give way to their text.  Pictures from other hosts and addresses with a
    scheme other than http, https, mailto or tel are dropped.  Markup of more than `MAX_TAGS`
    tags, which the form refuses, is reduced to its words.  Idempotent.
    """
    if isinstance(markup, CleanHTML):
        return markup
    cleaned = _clean(markup)
    if cleaned is None:
        words = escape(plain_text(normalise(markup)))
        return CleanHTML(f"<p>{words}</p>" if words else "")
    return cleaned


def _clean(markup: str) -> CleanHTML | None:
    """Return clean HTML, or None where the parser is better not shown so many tags."""
    before, text = None, markup
    # What entities and empty elements have hidden shows after the first time only.
    while before != text:
        if sum(1 for _ in islice(_OPENING_TAG.finditer(text), MAX_TAGS + 1)) > MAX_TAGS:
            return None
        before, text = text, _clean_once(text)
    return CleanHTML(text)


def _clean_once(markup: str) -> str:
    # Piece by piece: a loose mark behind ">" would make one letter with it and eat the tag.
    text = _BETWEEN_BRACKETS.sub(lambda piece: normalise(piece[0]), markup)
    text = _NO_BREAK_SPACES.sub(" ", text)
    text = _MARK.sub(r"<\1>", _OTHER_MARK.sub("", _COMMENT.sub("", text)))
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


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet."""

    start: int
    is_plain_span: bool
    is_empty: bool = True


def _tidy(text: str) -> str:
    """Drop what pasting leaves behind: runs of spaces, empty paragraphs, bare spans."""
    parts: list[str] = []
    opened = [_Open(start=0, is_plain_span=False)]
    for token in _TOKEN.finditer(_SPACES.sub(" ", text)):
        _add_token(token, parts, opened)
    return "".join(parts).strip()


def _add_token(token: re.Match[str], parts: list[str], opened: list[_Open]) -> None:
    name, piece = token["name"], token[0]
    if name is None or name in _WITHOUT_END:
        parts.append(piece)
        opened[-1].is_empty &= name == "br" or not piece.strip()
    elif token["close"]:
        _close(name, opened.pop(), parts, opened[-1])
    else:
        tag = piece.replace(_EMPTY_CLASS, "") if name in _ALLOWED_CLASSES else piece
        opened.append(_Open(start=len(parts), is_plain_span=tag == "<span>"))
        parts.append(tag)


def _close(name: str, element: _Open, parts: list[str], parent: _Open) -> None:
    """Keep the element, only what is in it, or nothing."""
    is_bare = parts[element.start] == f"<{name}>"
    if element.is_empty and is_bare and name in _REMOVED_WHEN_EMPTY:
        del parts[element.start :]
    elif element.is_plain_span or (element.is_empty and name in _UNWRAPPED_WHEN_EMPTY):
        parts[element.start] = ""
        parent.is_empty &= element.is_empty
    else:
        parts.append(f"</{name}>")
        parent.is_empty = False


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
                "Hãy chia thành nhiều phần hoặc đính kèm tệp.",
                code="max_length",
            )
        cleaned = _clean(value)
        if cleaned is None:
            raise ValidationError(
                "Nội dung có quá nhiều thẻ định dạng (tối đa "
                f"{number_format(MAX_TAGS, force_grouping=True)}). Hãy dán lại dưới dạng chữ "
                "thường, hoặc đính kèm bảng lớn thành tệp.",
                code="max_tags",
            )
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
