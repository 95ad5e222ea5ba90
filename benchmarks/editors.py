"""Editors who sign in through the form, and write, save and publish by the pages of the desk."""

import re
import subprocess
import sys
from datetime import datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from benchmarks.clients import Answer, Client
from benchmarks.databases import ROOT, Database

DESK = "/quan-tri/"
LIST, NEW = f"{DESK}news/article/", f"{DESK}news/article/add/"
PICTURE = f"{DESK}media/image/add/"
PASSWORD = "Sông-Lam-Giang-98"  # noqa: S105 -- of made-up people
_SUMMARY = "Nhân dân trong phường cần biết để thực hiện từ tuần này."
_BODY = "<p>Ủy ban nhân dân phường thông báo để nhân dân được biết và thực hiện. </p>" * 12


class Refused(Exception):
    """The desk did not do what was asked; the words are those that it said."""


class Editor:
    """Somebody at the desk, with a session of their own."""

    def __init__(self, port: int, name: str, number: int = 0) -> None:
        self.client, self._name = Client(port, number), name
        self.waited: list[tuple[str, Answer]] = []
        """What was asked for, and what came."""

    def sign_in(self) -> None:
        """Sign in as a person does."""
        self.client.cookies.clear()
        page = self._get("signing in", f"{DESK}login/?next={DESK}")
        fields = [*Form.of(page.text, "login-form"), ("username", self._name)]
        fields = [pair for pair in fields if pair[0] not in {"password"} and pair[1]]
        answer = self._post("signing in", f"{DESK}login/", [*fields, ("password", PASSWORD)])
        if answer.status != 302:
            raise Refused(f"{self._name} was not let in: {answer.status}")

    def write(self, title: str, category: str, **more: str) -> str:
        """Save a new draft; return the address of its form."""
        page = self._get("opening a form", NEW)
        typed = {"title": title, "summary": _SUMMARY, "body": _BODY, "category": category}
        fields = filled(page.text, typed | {"_continue": "1"} | more)
        answer = self._post("saving a draft", NEW, fields)
        return _acknowledged(answer).headers["location"]

    def publish(self, form: str, **more: str) -> None:
        """Press "Đăng" in the form of a draft."""
        page = self._get("opening a form", form)
        self._post_form("publishing", form, page, {"_transition": "publish", **more})

    def save(self, form: str, **typed: str) -> None:
        """Change something and save it."""
        page = self._get("opening a form", form)
        self._post_form("saving", form, page, {"_continue": "1", **typed})

    def schedule(self, form: str, moment: datetime) -> None:
        """Press "Hẹn giờ" for a moment on the portal's clock."""
        local = moment.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
        times = {"published_at_0": f"{local:%d/%m/%Y}", "published_at_1": f"{local:%H:%M:%S}"}
        page = self._get("opening a form", form)
        self._post_form("scheduling", form, page, {"_transition": "schedule", **times})

    def upload(self, picture: bytes, words: str) -> None:
        """Send a picture to the library."""
        page = self._get("opening a form", PICTURE)
        typed = {"alt": words, "credit": "Ban biên tập", "_continue": "1"}
        fields = [pair for pair in Form.of(page.text, "image_form") if pair[0] not in typed]
        answer = self.client.send_file(PICTURE, [*fields, *typed.items()], "file", picture)
        self.waited.append(("uploading", answer))
        _acknowledged(answer)

    def look_at_list(self) -> None:
        """Open the list of articles."""
        self._get("the list", LIST)

    def _post_form(self, what: str, form: str, page: Answer, typed: dict[str, str]) -> None:
        _acknowledged(self._post(what, form, filled(page.text, typed)))

    def _get(self, what: str, path: str) -> Answer:
        answer = self.client.get(path)
        self.waited.append((what, answer))
        if answer.status != 200:
            raise Refused(f"{path}: {answer.status} {answer.headers.get('error', '')}")
        return answer

    def _post(self, what: str, path: str, fields: list[tuple[str, str]]) -> Answer:
        answer = self.client.post(path, fields)
        self.waited.append((what, answer))
        return answer


class Form(HTMLParser):
    """The fields of one form of a page, as a browser would send them unchanged."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number, self._is_within = number, False
        self._select = self._area = ""
        self.fields: list[tuple[str, str]] = []

    @classmethod
    def of(cls, page: str, number: str) -> list[tuple[str, str]]:
        """Return name and value of each field of the form with this id."""
        form = cls(number)
        form.feed(page)
        return form.fields

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form":
            self._is_within = told.get("id") == self._number
        name, value = told.get("name") or "", told.get("value") or ""
        if not self._is_within or "disabled" in told:
            return
        if tag == "input" and name:
            self._take_input(told.get("type") or "text", name, value, "checked" in told)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in told:
            self.fields.append((self._select, value))
        elif tag == "textarea":
            self._area = name
            self.fields.append((name, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_within = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            name, value = self.fields[-1]
            self.fields[-1] = (name, value + (data if value else data.removeprefix("\n")))

    def _take_input(self, kind: str, name: str, value: str, is_checked: bool) -> None:
        if kind in {"submit", "file", "image", "button", "reset"}:
            return
        if kind not in {"checkbox", "radio"} or is_checked:
            self.fields.append((name, value or ("on" if kind == "checkbox" else "")))


def filled(page: str, typed: dict[str, str]) -> list[tuple[str, str]]:
    """Return the fields of an article's form with what was typed."""
    fields = Form.of(page, "article_form")
    if not fields:
        raise Refused("this page has no form of an article")
    return [pair for pair in fields if pair[0] not in typed] + list(typed.items())


def hire(database: Database, count: int) -> list[str]:
    """Make accounts for so many editors, who may do everything; return their names."""
    names = [f"bench-editor-{number}" for number in range(count)]
    command = [sys.executable, "-m", "benchmarks.editors", *names]
    subprocess.run(command, cwd=ROOT, env=database.environment, check=True)
    return names


def _acknowledged(answer: Answer) -> Answer:
    if answer.status == 302:
        return answer
    told = re.findall(r'class="errorlist[^>]*>(.*?)</ul>', answer.text, re.DOTALL)
    words = [re.sub(r"<[^>]+>", "", each).strip() for each in told]
    raise Refused(f"{answer.status} {answer.headers.get('error', '')} {words[:3]}")


def _make_accounts(names: list[str]) -> None:
    import django

    django.setup()
    from portal.core.accounts.models import User

    for name in names:
        user, _ = User.objects.get_or_create(
            username=name, defaults={"full_name": name, "is_superuser": True}
        )
        user.set_password(PASSWORD)
        user.save()


if __name__ == "__main__":
    _make_accounts(sys.argv[1:])
