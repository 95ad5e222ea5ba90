"""The one way in which the templates of the desk print stored HTML."""

from django import template

from portal.core import printing

register = template.Library()
register.simple_tag(printing.richtext)
