"""How an application declares which of its columns tell something of persons.

An `AppConfig` names them in `personal_data`, one `PersonalData` for each table.  All else follows
from that: the table in docs/du-lieu-ca-nhan.md, what `personal_data --export` hands out, what
`--erase` takes away, what `delete_outdated` deletes.  A column that looks like one of a person and
is not declared fails a test.
"""

from dataclasses import dataclass
from enum import Enum


class OnRequest(Enum):
    """What becomes of rows when the person asks to be forgotten."""

    DELETED = "xóa"
    CLEARED = "bỏ trống"
    STAYS = "ở lại"
    PASSES = "tự hết"
    """Nobody can tell whose the row is; it goes by itself, and soon."""


@dataclass(frozen=True)
class PersonalData:
    """One table, and what it tells of persons; words are Vietnamese, for documents and answers.

    `{NAME}` in `kept` stands for the setting of that name.
    """

    table: str
    """The model; of another application with its label before it."""
    fields: tuple[str, ...]
    """What tells something of a person: names, addresses, words, and who did something."""
    whose: str
    purpose: str
    kept: str
    deleted_by: str
    on_request: OnRequest
    title: str = ""
    """How people call the table, where the model does not say it well."""
    because: str = ""
    """Why something stays, or what stays instead."""
    owner: tuple[str, ...] = ()
    """Columns by which a row is a person's own: handed out whole, and deleted on request.  Of rows
    in which a person is merely named, nothing but that is handed out."""
    clears: tuple[str, ...] = ()
    """What is emptied in the person's own rows, where they are CLEARED."""
    context: tuple[str, ...] = ()
    """What is handed out beside, because nobody would understand the rest without it."""
    withheld: tuple[str, ...] = ()
    """What is not handed out, because it may name others."""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    """Columns by which rows of people without an account are found."""
    about: tuple[str, str] | None = None
    """Columns for the type and the number of what a row is about, where that may be an account."""
    is_private: bool = False
    """Whether rows are handed out to the person alone, not to who keeps the accounts."""
    forget: str = ""
    """The function, by its dotted path, that deletes what is too old and returns how much."""
