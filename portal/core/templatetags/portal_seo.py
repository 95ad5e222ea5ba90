"""Data for search engines inside pages."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString

register = template.Library()

# Inside <script>, "</script" and "<!--" end or open what they should not; JSON can write the
# characters as escapes and means the same.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Print `data` as JSON that is safe inside a script element."""
    return SafeString(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))
