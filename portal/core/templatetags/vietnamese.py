"""Dates in the templates of the desk; see `portal.core.printing`."""

from django import template

from portal.core.printing import DATES, now_vi

register = template.Library()
register.simple_tag(now_vi)
for _name, _filter in DATES.items():
    register.filter(_name, _filter)
