"""The accounts and items of the table of rights, and what may be asked of them."""

from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone

from categories.models import Category
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import Publishable, State
from portal.core.workflow.models import Revision
from tests.contract.pages import form_data
from tests.contract.registry import Contract
from tests.contract.rights_table import KINDS, Cell
from tests.contract.stages import on_contracts
from tests.factories import bring_to, make_category, make_superuser, make_user

NEW_TITLE = "Tiêu đề mới"
_RESULTS = {
    "submit": State.SUBMITTED,
    "return": State.RETURNED,
    "publish": State.LIVE,
    "schedule": State.SCHEDULED,
    "release": State.LIVE,
    "withdraw": State.WITHDRAWN,
    "urgent": State.LIVE,
}
PUBLISHED = (State.SCHEDULED, State.LIVE, State.EXPIRED)
_LEFT_IN_THE_HISTORY = ("restore", "amend", "hand_over")
"""Verbs after which the state is the same: the last step of the history names them."""
OWN = ("chief who wrote it", "editor who wrote it")
"""Accounts to which every item is their own while a test looks at them."""


@dataclass
class Cast:
    """One account of every kind, and one item in every state, written by the contributor."""

    contract: Contract
    top: Category
    own: Category
    elsewhere: Category
    users: dict[str, User | AnonymousUser]
    numbers: dict[State, int]
    browsers: dict[str, Client]
    first: dict[State, Any] = field(default_factory=dict)
    """What `traces` gives for every item as the cast was made."""
    before: dict[State, Any] = field(default_factory=dict)
    """The same as a test begins; see `look_at`."""
    forms: dict[State | None, dict[str, Any]] = field(default_factory=dict)
    """What `form` and `new_form` have read already."""

    def cells(self, who: str, *verbs: str) -> list[Cell]:
        """Return the cells of the contract's table for an account, state by state."""
        return [c for c in self.contract.cells if c.who == who and c.verb in verbs]

    def look_at(self, who: str) -> None:
        """Let the items be written by `who` if that is what is looked at; for one test."""
        if who in OWN:
            rows = self.contract.model._default_manager.filter(pk__in=self.numbers.values())
            rows.update(created_by=self.users[who])
        self.before = self.traces() if who in OWN else self.first

    def browser(self, who: str) -> Client:
        """Return a browser in which an account is signed in."""
        return same_cookies(self.browsers[who])

    def item(self, state: State) -> Any:
        """Return the item that began in `state`, as it is now; None once it is deleted."""
        return self.contract.model._default_manager.filter(pk=self.numbers[state]).first()

    def seen(self, state: State) -> dict[str, str]:
        """Return what a page about an item sends of it: the version that it showed."""
        item = self.item(state)
        return {"base_version": str(item.version) if item else ""}

    def seen_in_list(self, numbers: Iterable[int]) -> dict[str, int]:
        """Return what the list sends of its rows: the version of each."""
        rows = self.contract.model._default_manager.filter(pk__in=list(numbers))
        return {f"version-{pk}": version for pk, version in rows.values_list("pk", "version")}

    def url(self, page: str, state: State, *args: object) -> str:
        """Return the address of a page of the desk about an item."""
        return self.contract.desk(page, self.numbers[state], *args)

    def form(self, state: State) -> dict[str, Any]:
        """Return what a browser sends when the item's form is sent unchanged.

        The form is the superuser's, because most accounts are not shown one; whoever forges a
        request sends just this.  What is published has no form: there it is that of the draft.
        """
        if state in PUBLISHED:
            draft = self.form(State.DRAFT)
            return draft | {"base_version": str(self.item(state).version)}
        return self._form(state, self.url("change", state))

    def new_form(self) -> dict[str, Any]:
        """Return what a superuser's browser sends when an empty form is sent."""
        return self._form(None, self.contract.desk("add"))

    def traces(self) -> dict[State, Any]:
        """Return all that is stored of every item, to be compared with `before`."""
        numbers, model = self.numbers.values(), self.contract.model
        stored: Any = model._default_manager.filter(pk__in=numbers)
        rows = {row["id"]: row for row in stored.values()}
        items = stored.prefetch_related(*model.hanging_rows).in_bulk()
        content_type = ContentType.objects.get_for_model(model)
        revisions = Revision.objects.filter(content_type=content_type, object_id__in=numbers)
        counts = Counter(revisions.values_list("object_id", flat=True))
        return {
            state: (rows[pk], items[pk].snapshot(), counts[pk]) if pk in items else None
            for state, pk in self.numbers.items()
        }

    def trace(self, state: State) -> Any:
        """Return all that is stored of one item, to be compared with `before`."""
        return self.traces()[state]

    def not_as_the_table_says(self, cells: list[Cell]) -> list[Cell]:
        """Return those of `cells` whose verb, tried by now, was not done or did change something.

        Each state has an item of its own, so that all verbs can be tried before one look.
        """
        now = self.traces()
        return [
            cell
            for cell in cells
            if not (
                is_done(cell, self.item(cell.state))
                if cell.allowed
                else now[cell.state] == self.before[cell.state]
            )
        ]

    def _form(self, key: State | None, url: str) -> dict[str, Any]:
        if key not in self.forms:
            page = self.browser("superuser").get(url)
            self.forms[key] = form_data(page.content.decode())
        return self.forms[key]


def send_form(browser: Client, url: str, data: dict[str, Any]) -> Any:
    """Send a form as browsers send one without files; the test client would send it in parts."""
    return browser.post(url, urlencode(data, doseq=True), "application/x-www-form-urlencoded")


def same_cookies(browser: Client) -> Client:
    """Return another browser with the cookies of `browser`, as they were at the sign-in.

    What a test does to the session is rolled back with its rows; its cookies would stay.
    """
    other = Client()
    other.handler = browser.handler  # keeps the middleware, which takes longer than most refusals
    other.cookies = deepcopy(browser.cookies)
    return other


def build(contract: Contract) -> Cast:
    """Return the cast of a content type."""
    top = make_category("Đô thị")
    own = make_category("Cấp thoát nước", parent=top)
    elsewhere = make_category("Văn hóa")
    writer = make_user(AccountRole.CONTRIBUTOR, writes=(own,))
    chief = make_user(AccountRole.CHIEF)
    users: dict[str, User | AnonymousUser] = {
        "superuser": make_superuser(),
        "chief": chief,
        "editor of the category": make_user(AccountRole.EDITOR, edits=(own,)),
        "chief who wrote it": make_user(AccountRole.CHIEF),
        "editor who wrote it": make_user(AccountRole.EDITOR, edits=(own,)),
        "editor of the category above": make_user(AccountRole.EDITOR, edits=(top,)),
        "editor of another category": make_user(AccountRole.EDITOR, edits=(elsewhere,)),
        "contributor who wrote it": writer,
        "contributor who did not write it": make_user(AccountRole.CONTRIBUTOR, writes=(own,)),
        "contributor with a grant to edit": make_user(AccountRole.CONTRIBUTOR, edits=(own,)),
        "user administrator": make_user(AccountRole.USER_ADMIN),
        "anonymous": AnonymousUser(),
    }
    numbers = {}
    for state in State:
        title = f"Đang ở {state.label}"
        filed = contract.of_parts(category=own)
        item = contract.make(State.DRAFT, by=writer if filed else chief, title=title, **filed)
        bring_to(item, state, by=chief)
        numbers[state] = item.pk
    # Where contributors write nothing, the account may have been a chief's when it wrote.
    contract.model._default_manager.filter(pk__in=numbers.values()).update(created_by=writer)
    browsers = {who: Client() for who in users}
    for who, user in users.items():
        if isinstance(user, User):
            browsers[who].force_login(user)
    cast = Cast(contract, top, own, elsewhere, users, numbers, browsers)
    cast.first = cast.before = cast.traces()
    return cast


def each_row(*verbs: str) -> pytest.MarkDecorator:
    """Run the test for each kind of account and each of `verbs`, as its `row`.

    `cast.cells(*row)` are the cells of a row.  Each state has an item of its own, so they do
    not disturb each other.
    """
    rows = [(who, verb) for who in KINDS for verb in verbs]
    return pytest.mark.parametrize("row", rows, ids=map("-".join, rows))


def is_done(cell: Cell, item: Publishable | None) -> bool:
    """Return whether the stored item is what the verb of `cell` makes of it."""
    if item is None or cell.verb == "delete":
        return item is None and cell.verb == "delete"
    if cell.verb in _LEFT_IN_THE_HISTORY:
        return Revision.objects.of(item)[0].action == cell.verb
    if cell.verb == "revise":
        return item.pending_copy is not None and item.state() is cell.state
    if cell.verb == "save":
        return item.title == NEW_TITLE and item.state() is cell.state
    return item.state() is _RESULTS[cell.verb]


def new_window() -> dict[str, str]:
    """Return the fields of the window as a person fills them in to schedule an item."""
    moment = timezone.localtime(timezone.now() + timedelta(days=2))
    return {
        "published_at_0": f"{moment:%d/%m/%Y}",
        "published_at_1": f"{moment:%H:%M}",
        "expires_at_0": "",
        "expires_at_1": "",
    }


each_contract = on_contracts("cast")
