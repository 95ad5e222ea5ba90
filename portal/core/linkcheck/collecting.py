"""Which addresses stand in a row, whatever it is; no network, no query but those of a batch."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.db import models

from portal.core.checks.blocks import words_of
from portal.core.linkcheck.models import Kind
from portal.core.linkcheck.verdicts import Place
from portal.core.richtext import RichTextField
from portal.core.richtext.addresses import own_path
from portal.core.richtext.cleaning import sanitised
from portal.core.richtext.tree import read

NOWHERE = "?"
"""Stands for the host of an address that is none."""
_WORDS = 120
_ATTRIBUTES = {
    "a": (("href", Kind.LINK),),
    "img": (("src", Kind.SHOWN),),
    "video": (("src", Kind.SHOWN), ("poster", Kind.SHOWN)),
    "audio": (("src", Kind.SHOWN),),
    "source": (("src", Kind.SHOWN),),
    "track": (("src", Kind.SHOWN),),
}
_NOT_ASKED = ("mailto:", "tel:", "sms:", "data:", "javascript:", "#")


@dataclass(frozen=True)
class Target:
    """Where an address leads: a path of the portal, or an address elsewhere; without its anchor."""

    url: str
    place: Place
    host: str = ""


@dataclass(frozen=True)
class Found:
    """An address, and as what it stands where."""

    field: str
    kind: Kind
    target: Target
    words: str = ""


def target_of(address: str, base: Callable[[], str] = lambda: "/") -> Target | None:
    """Return where `address` leads, or None where nobody has to be asked.

    `base` gives the path of the page on which it stands: only a relative address needs it.
    """
    address = address.strip()
    if not address or address.lower().startswith(_NOT_ASKED):
        return None
    try:
        return _target(urldefrag(address).url, base)
    except ValueError:
        return Target(address, Place.WEB, NOWHERE)


def _target(address: str, base: Callable[[], str]) -> Target | None:
    if address.startswith("//"):
        address = f"https:{address}"
    own = own_path(address)
    if own is None and not urlsplit(address).scheme:
        own = address if address.startswith("/") else urljoin(base(), address)
    if own is not None:
        is_file = own.startswith((settings.MEDIA_URL, settings.STATIC_URL))
        return Target(own, Place.FILE if is_file else Place.PAGE)
    parts = urlsplit(address)
    host = parts.hostname or NOWHERE
    return Target(address, Place.WEB, host[:255])


def in_markup(field: str, markup: str, base: Callable[[], str]) -> Iterator[Found]:
    """Yield the addresses of a stored text."""
    if "<" not in markup:
        return
    # A row may have been written behind the portal's back.
    for node in read(sanitised(markup)).walk():
        for attribute, kind in _ATTRIBUTES.get(node.name, ()):
            target = target_of(node[attribute], base)
            if target is not None:
                words = words_of(node) if kind is Kind.LINK else node["alt"]
                yield Found(field, kind, target, words[:_WORDS])


def in_columns(row: models.Model) -> Iterator[Found]:
    """Yield the addresses of the texts and the address columns of a row."""

    def base() -> str:
        return str(row.get_absolute_url())  # type: ignore[attr-defined]

    for field in type(row)._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(field, RichTextField):
            yield from in_markup(field.name, value or "", base)
        elif field.name in address_columns(type(row)):
            yield from in_column(field.name, value or "")


def in_column(field: str, value: str) -> Iterator[Found]:
    """Yield what a column leads to: one address, or one at the end of each line."""
    for line in value.splitlines():
        target = target_of(line.split()[-1]) if line.strip() else None
        if target is not None:
            yield Found(field, Kind.FIELD, target)


def address_columns(model: type[models.Model]) -> list[str]:
    """Return the columns with addresses: those made for one, and those that the model names.

    A column that takes paths of the portal as well, or an address on each line, is no URLField;
    its model says so by `link_fields`.
    """
    named: tuple[str, ...] = getattr(model, "link_fields", ())
    fields: list[models.Field[Any, Any]] = list(model._meta.concrete_fields)
    return [f.name for f in fields if isinstance(f, models.URLField) or f.name in named]
