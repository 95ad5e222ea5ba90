"""Fills in, sends and reads the desk's forms as a browser does."""

import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

Data = dict[str, Any]

_VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")


class Form(HTMLParser):
    """The main form of an admin page: what stands in its fields, and the errors at them."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.values: Data = {}
        self.errors: dict[str, list[str]] = {}
        self._inside = False
        self._select = self._area = ""
        self._error_of: str | None = None
        self.feed(answer.content.decode())

    def typed(self, name: str) -> Any:
        """Return what stands in a field."""
        return self.values.get(name)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the fields of the form and the places of errors."""
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = has.get("id", "").endswith("_form")
        elif self._inside and tag == "input":
            self._input(has)
        elif self._inside and tag == "textarea":
            self._area = has["name"]
            self.values[self._area] = ""
        elif self._inside and tag == "select":
            self._select = has.get("name", "")
        elif tag == "option" and self._select and "selected" in has:
            self.values.setdefault(self._select, []).append(has.get("value", ""))
        elif tag == "ul" and "errorlist" in has.get("class", "").split():
            self._error_of = has.get("id", "").removeprefix("id_").removesuffix("_error")
        elif tag == "li" and self._error_of is not None:
            self.errors.setdefault(self._error_of, []).append("")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._area:
            # A browser drops the line break that stands first.
            self.values[self._area] = self.values[self._area].removeprefix("\n")
            self._area = ""
        elif tag == "ul":
            self._error_of = None

    def handle_data(self, data: str) -> None:
        """Take the text of a field or of an error."""
        if self._area:
            self.values[self._area] += data
        elif self._error_of is not None and self.errors.get(self._error_of):
            self.errors[self._error_of][-1] += data.strip()

    def _input(self, has: dict[str, str]) -> None:
        kind = has.get("type", "text")
        if "name" not in has or kind in {"submit", "file"}:
            return
        if kind in {"checkbox", "radio"}:
            if "checked" in has:
                self.values.setdefault(has["name"], []).append(has.get("value", "on"))
            return
        self.values[has["name"]] = has.get("value", "")


def page(model: str, pk: int | None = None) -> str:
    """Return the address of the form that adds, or changes, a row of `model`."""
    name = f"admin:{model}_{'change' if pk else 'add'}"
    return reverse(name, args=[pk] if pk else [])


def send(client: Client, url: str, button: str = "", **changes: Any) -> Any:
    """Open the form, fill in `changes` and press a button, or save."""
    return fill_in(client, url, Form(client.get(url)).values, button, **changes)


def fill_in(client: Client, url: str, values: Data, button: str = "", **changes: Any) -> Any:
    """Send the form that was opened with `values`, with `changes`."""
    data = {**values, **changes}
    data |= {"_transition": button} if button else {"_continue": "1"}
    return client.post(url, data)


def assert_refused(answer: Any, *fields: str) -> Form:
    """Fail unless the form came back with errors at just these fields, all of them Vietnamese."""
    assert answer.status_code == 200
    form = Form(answer)
    assert set(form.errors) == set(fields)
    for message in (message for field in fields for message in form.errors[field]):
        assert _VIETNAMESE.search(message.lower()), message
    return form


def assert_kept(form: Form, **typed: Any) -> None:
    """Fail unless everything that was typed still stands in the form."""
    assert {name: form.typed(name) for name in typed} == typed
