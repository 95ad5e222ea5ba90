"""Which addresses of this portal lead to something, found out without asking over the network."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, get_script_prefix, resolve

from portal.core.content import Publishable, Status, content_models, public_items
from portal.core.richtext import RichTextField

Answer = Callable[[Collection[str]], Collection[str]]
"""Takes what stands in addresses of one kind, returns those at which there is a page."""
Moves = Callable[[Collection[str]], Mapping[str, str]]
"""Takes the same, returns the present addresses of those from which readers are sent on."""

_answers: dict[str, tuple[str, Answer, Moves | None]] = {}
_SAMPLE = 1
_NUMBER = re.compile(r"\d{1,15}")
Asked = dict[str, dict[str, str]]
"""For each view, the addresses with what stands in them."""
Numbered = Mapping[str, type[Publishable]]
"""The content types whose addresses have a number, by their views."""


def answered(view_name: str, name: str, answer: Answer, moves: Moves | None = None) -> None:
    """Say who knows which pages of `view_name` there are; `name` is what stands in the address.

    Rooms call this for their addresses without a number; those of content that has one are
    looked up by it.  `moves` tells where readers of former addresses are sent.
    """
    _answers[view_name] = (name, answer, moves)


def unanswered(addresses: Collection[str]) -> set[str]:
    """Return those of `addresses`, paths of this portal, at which readers find nothing.

    One query for each kind of page among them.
    """
    numbered = _numbered_models() if addresses else {}
    asked, missing = _sorted_by_view(addresses, numbered)
    return missing | _missing(asked, numbered)


def looked_up(addresses: Collection[str]) -> tuple[set[str], dict[str, str]]:
    """Return the same, and where readers of former addresses are sent for good.

    Two queries for each kind of page among them.
    """
    numbered = _numbered_models() if addresses else {}
    asked, missing = _sorted_by_view(addresses, numbered)
    return missing | _missing(asked, numbered), _sent_on(asked, numbered)


def _missing(asked: Asked, numbered: Numbered) -> set[str]:
    missing: set[str] = set()
    for view_name, values in asked.items():
        model = numbered.get(view_name)
        wanted = set(values.values())
        there = _public_numbers(model, wanted) if model else set(_answers[view_name][1](wanted))
        missing |= {address for address, value in values.items() if value not in there}
    return missing


def _sent_on(asked: Asked, numbered: Numbered) -> dict[str, str]:
    found: dict[str, str] = {}
    for view_name, values in asked.items():
        model = numbered.get(view_name)
        moves = None if model else _answers[view_name][2]
        if model is not None:
            present = _present_addresses(model, set(values.values()))
        else:
            present = dict(moves(set(values.values()))) if moves else {}
        for address, value in values.items():
            now = present.get(value)
            if now and unquote(now) != unquote(urlsplit(address).path):
                found[address] = now
    return found


def _sorted_by_view(addresses: Collection[str], numbered: Numbered) -> tuple[Asked, set[str]]:
    """Return the addresses about which somebody is to be asked, and those that are no page."""
    asked: Asked = {}
    missing: set[str] = set()
    for address in addresses:
        if address.startswith((settings.MEDIA_URL, settings.STATIC_URL)):
            continue
        match = _resolved(address)
        if match is None:
            missing.add(address)
        elif match.view_name in numbered:
            asked.setdefault(match.view_name, {})[address] = str(match.kwargs["pk"])
        elif match.view_name in _answers:
            name = _answers[match.view_name][0]
            asked.setdefault(match.view_name, {})[address] = str(match.kwargs[name])
    return asked, missing


def _resolved(address: str) -> ResolverMatch | None:
    """Return what the address book says; a path without its last slash is redirected."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return None
    path = f"/{path.removeprefix(get_script_prefix())}"
    for candidate in (path, f"{path}/"):
        try:
            return resolve(candidate)
        except Resolver404:
            continue
    return None


def _numbered_models() -> dict[str, type[Publishable]]:
    """Return the content types whose addresses have a number, by the names of their views."""
    found: dict[str, type[Publishable]] = {}
    for model in content_models():
        try:
            match = _resolved(_sample(model).get_absolute_url())
        except NoReverseMatch:
            continue
        if match is not None and str(match.kwargs.get("pk")) == str(_SAMPLE):
            found[match.view_name] = model
    return found


def _sample(model: type[Publishable]) -> Publishable:
    """Return an item that is never stored, to see what addresses of its type look like."""
    item = model(slug="a")
    item.pk = _SAMPLE
    return item


def _public_numbers(model: type[Publishable], numbers: Collection[str]) -> set[str]:
    asked = _as_numbers(numbers)
    rows = public_items(model).filter(pk__in=list(asked)).values_list("pk", flat=True)
    return {asked[number] for number in rows}


def _present_addresses(model: type[Publishable], numbers: Collection[str]) -> dict[str, str]:
    """Return the addresses of public items, and of what replaces those that were withdrawn."""
    asked = _as_numbers(numbers)
    texts = [f.name for f in model._meta.concrete_fields if isinstance(f, RichTextField)]
    rows: Iterable[Any] = model._default_manager.filter(pk__in=list(asked)).defer(*texts)
    found: dict[str, str] = {}
    for item in rows:
        if item.is_live():
            found[asked[item.pk]] = item.get_absolute_url()
        elif item.status == Status.WITHDRAWN and item.replaced_by:
            found[asked[item.pk]] = item.replaced_by
    return found


def _as_numbers(values: Collection[str]) -> dict[int, str]:
    return {int(value): value for value in values if _NUMBER.fullmatch(value)}
