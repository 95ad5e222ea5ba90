"""Who may do what to an item, in which state: the whole of it, to be read and judged.

    +  may
    -  may not
    !  has the right, but the item must be withdrawn first: the form says so at the field

`open` is the form for those who may save, else the preview.  A live, scheduled or expired item is
never deleted, nor one that once was: it is withdrawn.  None of the items was published urgently, so
nobody confirms one; who may then stands in `tests/core/test_two_persons.py`.
"""

from collections.abc import Mapping
from typing import NamedTuple

from portal.core.content import State
from portal.core.workflow.permissions import Action

DECIDES = """
             draft submitted returned scheduled live expired withdrawn
    list       +       +        +         +       +     +        +
    open       +       +        +         +       +     +        +
    save       +       +        +         -       -     -        +
    submit     +       -        +         -       -     -        -
    return     -       +        -         -       -     -        -
    publish    +       +        +         -       -     -        +
    schedule   +       +        +         +       !     +        +
    release    -       -        -         +       -     -        -
    withdraw   -       -        -         +       +     +        -
    delete     +       +        +         -       -     -        -
    revise     -       -        -         +       +     +        -
    urgent     -       -        -         -       -     -        -
    confirm    -       -        -         -       -     -        -
    restore    +       +        +         +       +     +        +
    amend      +       +        +         +       +     +        +
    hand_over  -       -        -         -       -     -        -
"""

DECIDES_BUT_WROTE_IT = """
             draft submitted returned scheduled live expired withdrawn
    list       +       +        +         +       +     +        +
    open       +       +        +         +       +     +        +
    save       +       +        +         -       -     -        +
    submit     +       -        +         -       -     -        -
    return     -       +        -         -       -     -        -
    publish    -       -        -         -       -     -        -
    schedule   -       -        -         -       -     -        -
    release    -       -        -         -       -     -        -
    withdraw   -       -        -         +       +     +        -
    delete     +       +        +         -       -     -        -
    revise     -       -        -         +       +     +        -
    urgent     +       +        +         -       -     -        +
    confirm    -       -        -         -       -     -        -
    restore    +       +        +         +       +     +        +
    amend      +       +        +         +       +     +        +
    hand_over  -       -        -         -       -     -        -
"""
"""Nobody approves what they wrote, unless urgently."""

WROTE_IT = """
             draft submitted returned scheduled live expired withdrawn
    list       +       +        +         +       +     +        +
    open       +       +        +         +       +     +        +
    save       +       -        +         -       -     -        -
    submit     +       -        +         -       -     -        -
    return     -       -        -         -       -     -        -
    publish    -       -        -         -       -     -        -
    schedule   -       -        -         -       -     -        -
    release    -       -        -         -       -     -        -
    withdraw   -       -        -         -       -     -        -
    delete     +       -        +         -       -     -        -
    revise     -       -        -         +       +     +        -
    urgent     -       -        -         -       -     -        -
    confirm    -       -        -         -       -     -        -
    restore    +       -        +         +       +     +        -
    amend      -       -        -         -       -     -        -
    hand_over  -       -        -         -       -     -        -
"""

NOTHING = """
             draft submitted returned scheduled live expired withdrawn
    list       -       -        -         -       -     -        -
    open       -       -        -         -       -     -        -
    save       -       -        -         -       -     -        -
    submit     -       -        -         -       -     -        -
    return     -       -        -         -       -     -        -
    publish    -       -        -         -       -     -        -
    schedule   -       -        -         -       -     -        -
    release    -       -        -         -       -     -        -
    withdraw   -       -        -         -       -     -        -
    delete     -       -        -         -       -     -        -
    revise     -       -        -         -       -     -        -
    urgent     -       -        -         -       -     -        -
    confirm    -       -        -         -       -     -        -
    restore    -       -        -         -       -     -        -
    amend      -       -        -         -       -     -        -
    hand_over  -       -        -         -       -     -        -
"""


def _in_charge(table: str) -> str:
    """Return a table with the one thing more that chiefs do: giving work to somebody else."""
    row = next(line for line in NOTHING.splitlines() if "hand_over" in line)
    assert row in table
    return table.replace(row, row.replace("-", "+"))


FILED = {
    "superuser": _in_charge(DECIDES),
    "chief": _in_charge(DECIDES),
    "chief who wrote it": _in_charge(DECIDES_BUT_WROTE_IT),
    "editor of the category": DECIDES,
    "editor who wrote it": DECIDES_BUT_WROTE_IT,
    "editor of the category above": DECIDES,
    "editor of another category": NOTHING,
    "contributor who wrote it": WROTE_IT,
    "contributor who did not write it": NOTHING,
    "contributor with a grant to edit": NOTHING,
    "user administrator": NOTHING,
    "anonymous": NOTHING,
}
"""Content that is filed under categories."""

CHIEFS_ONLY = {
    who: table if who == "superuser" or who.startswith("chief") else NOTHING
    for who, table in FILED.items()
}
"""Content that no editor and no contributor has to do with, not even one who once wrote it."""

KINDS = tuple(FILED)
"""The kinds of accounts, the same in every table; `cast.py` makes one of each."""

THOROUGH = ("chief", "contributor who wrote it")
"""Who tries everything in every state where requests are sent: one for each table that tells the
states apart.  The other accounts leave out what only repeats it (`enough`); `may` is asked all."""

VERBS = {
    "list": Action.VIEW,
    "open": Action.VIEW,
    "save": Action.SAVE,
    "submit": Action.SUBMIT,
    "return": Action.RETURN,
    "publish": Action.PUBLISH,
    "schedule": Action.SCHEDULE,
    "release": Action.RELEASE,
    "withdraw": Action.WITHDRAW,
    "delete": Action.DELETE,
    "revise": Action.REVISE,
    "urgent": Action.URGENT,
    "confirm": Action.CONFIRM,
    "restore": Action.RESTORE,
    "amend": Action.AMEND,
    "hand_over": Action.HAND_OVER,
}


class Cell(NamedTuple):
    """One question and its answer."""

    who: str
    verb: str
    state: State
    answer: str

    @property
    def allowed(self) -> bool:
        """Whether the thing gets done."""
        return self.answer == "+"


def enough(cells: list[Cell]) -> list[Cell]:
    """Leave out of a row what only repeats: all that is refused is tried, of the rest one cell.

    That what a person may do is done in every state is seen of those who try everything.
    """
    allowed = [cell for cell in cells if cell.allowed]
    return [cell for cell in cells if cell.who in THOROUGH or cell not in allowed[1:]]


def _cells(who: str, table: str) -> list[Cell]:
    head, *lines = table.strip().splitlines()
    states = [State(word) for word in head.split()]
    rows = [line.split() for line in lines]
    assert [row[0] for row in rows] == list(VERBS)
    return [
        Cell(who, verb, state, answer)
        for verb, *answers in rows
        for state, answer in zip(states, answers, strict=True)
    ]


def cells_of(rights: Mapping[str, str]) -> list[Cell]:
    """Return every account kind, verb and state of a table."""
    return [cell for who, table in rights.items() for cell in _cells(who, table)]
