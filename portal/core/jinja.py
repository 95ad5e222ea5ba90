"""The pages of the public are rendered by Jinja2, those of the desk by Django's own templates.

See decision 18.  A template is refused, and never half shown, when it names what nobody gave it.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import jinja2
import jinja2.runtime
from django.http import HttpRequest
from django.template import engines
from django.template.backends import jinja2 as django_jinja2
from django.template.defaultfilters import truncatechars, truncatewords
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import localize
from django.utils.safestring import SafeString

from portal.core.pager import page_links
from portal.core.printing import DATES, json_ld, now_vi, richtext
from portal.core.richtext import has_embeds
from portal.core.site import address

ENGINE = "public"
"""The name of the engine in the settings."""
_PRINTS_HTML = ("safe", "tojson", "urlize", "xmlattr")
"""Filters of Jinja2 after which nothing is escaped: there is one way to print HTML, `richtext`."""


class Lazy:
    """A value of the context that is made when a page first names it."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    @cached_property
    def value(self) -> Any:
        """The value."""
        return self._make()

    def __call__(self) -> Any:
        """Return the value: Django's templates call what can be called."""
        return self.value


class PageContext(jinja2.runtime.Context):
    """What a template may name, made cheap: a page resolves and calls hundreds of times."""

    def resolve_or_missing(self, key: str) -> Any:
        """Return the value of a name."""
        value = super().resolve_or_missing(key)
        return value.value if type(value) is Lazy else value

    def call(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls; nothing here wants the context, so nothing is asked."""
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return function(*args, **kwargs)


class PublicPages(django_jinja2.Jinja2):
    """Django's backend for Jinja2, but for who has the last word on a name; see `PageTemplate`."""

    def get_template(self, template_name: str) -> "PageTemplate":
        """Return the template; it is compiled once for each process."""
        return PageTemplate(super().get_template(template_name).template, self)

    def from_string(self, template_code: str) -> "PageTemplate":
        """Return a template made of `template_code`."""
        return PageTemplate(self.env.from_string(template_code), self)


class PageTemplate(django_jinja2.Template):
    """A page: what its view says of a name counts more than what a context processor says."""

    def render(
        self, context: dict[str, Any] | None = None, request: HttpRequest | None = None
    ) -> str:
        """Return the page as HTML."""
        frame: dict[str, Any] = {}
        if request is not None:
            frame["request"] = request
            for processor in self.backend.template_context_processors:
                frame |= processor(request)
        return super().render(frame | (context or {}))


def environment(**options: Any) -> jinja2.Environment:
    """Return the environment of the public templates."""
    strict = {"undefined": jinja2.StrictUndefined, "autoescape": True}
    env = jinja2.Environment(**options | strict, lstrip_blocks=True)  # noqa: S701
    env.context_class = PageContext
    for name in _PRINTS_HTML:
        del env.filters[name]
    env.filters |= DATES | {
        "has_embeds": has_embeds,
        "number": localize,
        "truncatechars": truncatechars,
        "truncatewords": truncatewords,
    }
    env.globals |= {
        "json_ld": json_ld,
        "now_vi": now_vi,
        "page_links": page_links,
        "richtext": richtext,
        "static": static,
        "today": timezone.localdate,
        "url": address,
    }
    return env


def component(name: str, *args: Any, **given: Any) -> SafeString:
    """Print a component of the public pages where Jinja2 is not at work: on the desk."""
    engine: Any = engines[ENGINE]
    components = engine.env.get_template(f"components/{name}.html").module
    printed: SafeString = getattr(components, name)(*args, **given)
    return printed
