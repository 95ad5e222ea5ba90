"""The fields of a form that was sent, carried by a page until they are sent again."""

from collections.abc import Set
from typing import NamedTuple

from django.http import HttpRequest

_FILE = "_unlock_file"
"""Names a field of files, and what was chosen in it; the file itself no page can give back."""
_LACKING = "_unlock_lacking"
"""Says that something was left out."""
_NOT_CARRIED = {_FILE, _LACKING, "csrfmiddlewaretoken"}


class File(NamedTuple):
    """A field in which files are to be chosen again."""

    name: str
    chosen: str
    """What they were called."""

    @property
    def note(self) -> str:
        """How the page remembers it while it is shown again."""
        return f"{self.name}/{self.chosen}"


class Carried(NamedTuple):
    """What a page must hold so that a form can be sent again."""

    fields: list[tuple[str, str]]
    """Names and values, in their order; a name comes as often as it has values."""
    files: list[File]
    lacks_passwords: bool
    """A typed password is written into no page: its own form asks for it again."""
    file_note: str = _FILE
    lacking_note: str = _LACKING


def carried(request: HttpRequest, *, without: Set[str]) -> Carried:
    """Return what was sent, but the fields of `without` and the token."""
    left_out = without | _NOT_CARRIED
    sent = [(name, values) for name, values in request.POST.lists() if name not in left_out]
    fields = [(name, value) for name, values in sent for value in values if not _is_secret(name)]
    lacks_passwords = _LACKING in request.POST or any(_is_secret(name) for name, _ in sent)
    return Carried(fields, _files(request), lacks_passwords)


def take_out(request: HttpRequest, names: Set[str]) -> None:
    """Leave the view, and whoever looks at its request, nothing of what was asked in between."""
    fields = request.POST.copy()
    for name in {*names, _FILE, _LACKING}:
        fields.pop(name, None)
    fields._mutable = False
    request.POST = fields  # type: ignore[assignment]
    if hasattr(request, "_body"):  # a form without files is kept as it came
        request._body = fields.urlencode().encode()


def _files(request: HttpRequest) -> list[File]:
    """Return the fields of files: those of now, and those that the page has asked for before."""
    found = {}
    for note in request.POST.getlist(_FILE):
        name, _, chosen = note.partition("/")
        found[name] = chosen
    for name, files in request.FILES.lists():
        found[name] = ", ".join(file.name or "" for file in files)
    return [File(name, chosen) for name, chosen in found.items()]


def _is_secret(name: str) -> bool:
    return "password" in name.lower()
