"""Components of the public pages on pages of the desk: `{% component "figure" image %}`."""

from django import template

from portal.core import jinja

register = template.Library()
register.simple_tag(jinja.component)
