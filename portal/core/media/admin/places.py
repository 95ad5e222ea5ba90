"""Names of what uses a file of the libraries."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst


def link_to(place: Any) -> SafeString:
    """Return the name of a row, leading to its form."""
    meta = place._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[place.pk])
    return format_html('{}: <a href="{}">{}</a>', capfirst(str(meta.verbose_name)), address, place)
