"""Rich text: the only package that knows the editor and the only one that cleans HTML.

The editor's word is not trusted: whatever enters (form, import, fixture) goes through
`clean_html`, and templates print it by `richtext` alone.  Why the editor of the design
card needs such a cage stands in docs/decisions/0002-editor-in-its-cage.md.
"""

from portal.core.richtext.cleaning import MAX_TAGS, CleanHTML, clean_html
from portal.core.richtext.editor import EDITOR_CONFIG, EditorWidget, editor_csp
from portal.core.richtext.fields import MAX_LENGTH, RichTextField, RichTextFormField
from portal.core.richtext.pictures import Picture, pictures_to_import
from portal.core.richtext.printing import allow_embeds, has_embeds, printed

__all__ = [
    "EDITOR_CONFIG",
    "MAX_LENGTH",
    "MAX_TAGS",
    "CleanHTML",
    "EditorWidget",
    "Picture",
    "RichTextField",
    "RichTextFormField",
    "allow_embeds",
    "clean_html",
    "editor_csp",
    "has_embeds",
    "pictures_to_import",
    "printed",
]
