"""The one way in which templates print stored HTML."""

from collections.abc import Callable

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from portal.core.media.in_texts import with_sizes
from portal.core.richtext import has_embeds, printed

register = template.Library()
register.filter("has_embeds", has_embeds)


@register.simple_tag(takes_context=True)
def richtext(
    context: Context, markup: str, change: Callable[[str], str] = with_sizes
) -> SafeString:
    """Print `markup` cleaned, its pictures in several sizes; `change` is trusted, see `printed`.

    Cleaning again costs a few milliseconds a page and means that a row written behind the
    application's back (a restored dump, a manual UPDATE) still cannot reach a reader as script.
    """
    language = context.get("page_lang") or "vi"
    return mark_safe(printed(markup, change, language))  # noqa: S308 -- cleaned by `printed`
