"""A small portal around one item, in which it has a part on every page there is."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from categories.models import Category
from news.models import Author, Tag
from portal.core.content import State
from tests.contract.registry import COMMON_WORD, Contract
from tests.factories import make_author, make_category, make_superuser, make_tag

NOW = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)
"""The frozen moment of the stage: nine in the morning in Vietnam."""

PUBLISHED = NOW - timedelta(hours=1)
TOMORROW = NOW + timedelta(days=1)
MINUTE = timedelta(minutes=1)

SECRETS = ("mattieude", "matsapo", "matnoidung", "matghichu")
"""Words of the item's title, summary, body and note that nothing else on the stage has."""


@dataclass
class Stage:
    """The item, what it is filed under, and the company it keeps."""

    contract: Contract
    state: State
    top: Category
    own: Category
    further: Category
    elsewhere: Category
    author: Author
    tag: Tag
    at: datetime
    item: Any = None
    before: Any = None
    after: Any = None
    stranger: Any = None
    gone: Any = None

    def url(self, place: str) -> str:
        """Return the address of a place."""
        return self.contract.places[place](self)

    @property
    def mistyped(self) -> str:
        """The address of the item with a slug that it does not have."""
        return self.contract.address_of(self.item.pk, "doan-mo")

    def is_shown(self, place: str, text: str) -> bool:
        """Return whether `text`, read in `place`, shows the item.

        A page may say back the address that the reader typed; on the item's own page, shown or
        not, the body counts.  The foot of the pages, the same on all, is a place by itself.
        """
        if not place.startswith("foot of"):
            text = text.partition("<footer ")[0]
        is_own = place == self.contract.own_page
        return (SECRETS[2] if is_own else self.item.get_absolute_url()) in text


def build(contract: Contract, state: State, **fields: Any) -> Stage:
    """Return a stage whose item is in `state`."""
    return with_item(company(contract), state, **fields)


def company(contract: Contract) -> Stage:
    """Return a stage without its item: what it will be filed under, and the company it keeps."""
    by = make_superuser()
    top = make_category("Đô thị")
    further = make_category("Thông báo", show_on_home=True, show_in_sidebar=True)
    stage = Stage(
        contract,
        State.LIVE,
        top=top,
        own=make_category("Cấp thoát nước", parent=top, show_on_home=True),
        further=further,
        elsewhere=make_category("Văn hóa"),
        author=make_author("Lê Thu Phương"),
        tag=make_tag("nước sạch"),
        at=PUBLISHED,
    )

    def companion(minutes: int, category: Category, state: State = State.LIVE) -> Any:
        title = f"Bạn đồng hành cách {minutes} phút"
        at = PUBLISHED + minutes * MINUTE
        filed = contract.of_parts(category=category)
        return contract.make(state, by=by, at=at, title=title, **filed)

    stage.before = companion(-1, stage.own)
    stage.after = companion(1, stage.own)
    # Two more on either side: the item must be found among neighbours, not for want of them.
    companion(-2, stage.own)
    companion(2, stage.own)
    stage.stranger = companion(-3, stage.elsewhere)
    stage.gone = companion(-4, stage.elsewhere, State.WITHDRAWN)
    return stage


def with_item(company: Stage, state: State, **fields: Any) -> Stage:
    """Return the stage with its item, which is in `state`.

    Whatever the state, the item carries a date of publication, as half-finished work often
    does; so only its status and window can keep it off the pages.
    """
    stage = replace(company, state=state, at=TOMORROW if state is State.SCHEDULED else PUBLISHED)
    contract = stage.contract
    title, summary, body, note = SECRETS
    fields.setdefault("published_at", stage.at)
    stage.item = contract.make(
        state,
        by=make_superuser(),
        at=stage.at,
        title=f"{COMMON_WORD}: {title}",
        summary=f"Tóm tắt {summary} của tin.",
        body=f"<p>Nội dung {body} của tin.</p>",
        note=f"Dặn nhau {note} thôi.",
        **contract.of_parts(
            category=stage.own, further=(stage.further,), authors=(stage.author,), tags=(stage.tag,)
        ),
        **contract.everywhere,
        **fields,
    )
    return stage
