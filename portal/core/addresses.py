"""Which addresses of this portal lead to something, found out without asking over the network."""

import re
from collections.abc import Callable, Collection
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, get_script_prefix, resolve

from portal.core.content import Publishable, content_models, public_items

Answer = Callable[[Collection[str]], Collection[str]]
"""Takes what stands in addresses of one kind, returns those at which there is a page."""

_answers: dict[str, tuple[str, Answer]] = {}
_SAMPLE = 1
_NUMBER = re.compile(r"\d{1,15}")


def answered(view_name: str, name: str, answer: Answer) -> None:
    """Say who knows which pages of `view_name` there are; `name` is what stands in the address.

    Rooms call this for their addresses without a number; those of content that has one are
    looked up by it.
    """
    _answers[view_name] = (name, answer)


def unanswered(addresses: Collection[str]) -> set[str]:
    """Return those of `addresses`, paths of this portal, at which readers find nothing.

    One query for each kind of page among them.
    """
    missing: set[str] = set()
    asked: dict[str, dict[str, str]] = {}
    numbered = _numbered_models() if addresses else {}
    for address in addresses:
        if address.startswith((settings.MEDIA_URL, settings.STATIC_URL)):
            continue
        match = _resolved(address)
        if match is None:
            missing.add(address)
        elif match.view_name in numbered:
            asked.setdefault(match.view_name, {})[address] = str(match.kwargs["pk"])
        elif match.view_name in _answers:
            name, _ = _answers[match.view_name]
            asked.setdefault(match.view_name, {})[address] = str(match.kwargs[name])
    for view_name, values in asked.items():
        model = numbered.get(view_name)
        wanted = set(values.values())
        there = _public_numbers(model, wanted) if model else set(_answers[view_name][1](wanted))
        missing |= {address for address, value in values.items() if value not in there}
    return missing


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
    asked = {int(number): number for number in numbers if _NUMBER.fullmatch(number)}
    rows = public_items(model).filter(pk__in=list(asked)).values_list("pk", flat=True)
    return {asked[number] for number in rows}
