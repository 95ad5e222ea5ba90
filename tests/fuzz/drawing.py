"""Requests of every kind, cheap ones more often than dear ones."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.fuzz.addresses import damaged, query, raw
from tests.fuzz.asked import EDITOR, NOBODY, SUPERUSER, Asked
from tests.fuzz.bodies import body, refilled
from tests.fuzz.dice import BYTES, Dice
from tests.fuzz.fields import PUBLIC, Filled
from tests.fuzz.headers import headers

Names = Sequence[str]
SUGGESTIONS, SEARCH = "/tim-kiem/goi-y/", "/tim-kiem/"
_FORMS = (
    *("/bao-loi/", "/hien-thi/", "/hien-thi/", "/hien-thi/", "/quan-tri/login/"),
    *("/quan-tri/dang-nhap-lai/", "/quan-tri/quen-mat-khau/"),
)
_METHODS = (
    *("POST", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT"),
    *("PROPFIND", "BREW", "get", "Post", "X" * 200, "GET,POST", "M-SEARCH", "!#$%&'*+-.^_`|~09"),
)
_NOBODY, _ACCOUNTS, _POST = (NOBODY,), (EDITOR, SUPERUSER, SUPERUSER), ("POST",)


class Kind(NamedTuple):
    """One kind of requests, and how often it comes among the others."""

    often: int
    name: str
    make: Callable[[Dice], Asked]


def drawn(kinds: Sequence[Kind]) -> SearchStrategy[tuple[str, Asked]]:
    """Return requests of all these kinds, each with the name of its kind."""
    shares = [kind for kind in kinds for _ in range(kind.often)]

    def make(thrown: bytes) -> tuple[str, Asked]:
        dice = Dice(thrown)
        kind = dice.pick(shares)
        return kind.name, kind.make(dice)

    return st.binary(min_size=BYTES, max_size=BYTES).map(make)


def of_the_public(paths: Names, dear: Names) -> list[Kind]:
    """Return what nobody in particular asks; `dear` are addresses whose pages take long."""
    often, anywhere = (*paths, *paths, *paths, *paths, *dear), (*paths, *paths, *paths, *dear)
    return [
        Kind(50, "stored pages", partial(_opened, often, is_stored=True)),
        Kind(3, "pages", partial(_opened, often)),
        Kind(18, "suggestions", partial(_opened, (SUGGESTIONS,), least=1)),
        Kind(3, "searches", partial(_opened, (SEARCH,), least=1)),
        Kind(5, "damaged addresses", partial(_damaged, anywhere)),
        Kind(17, "other methods", partial(_sent, anywhere, _METHODS)),
        Kind(4, "forms", partial(_sent, _FORMS, _POST)),
    ]


def of_the_desk(calls: Names, paths: Names, forms: Sequence[Filled], names: Names) -> list[Kind]:
    """Return what accounts ask: what scripts call, pages, and forms with a few fields changed."""
    asked: dict[str, Any] = {"names": names, "accounts": _ACCOUNTS}
    return [
        Kind(50, "calls of scripts", partial(_sent, calls, _POST, **asked)),
        Kind(20, "asked by scripts", partial(_opened, calls, **asked, least=1)),
        Kind(14, "damaged addresses of the desk", partial(_damaged, paths, **asked)),
        Kind(5, "pages of the desk", partial(_opened, paths, **asked)),
        Kind(7, "sent anywhere at the desk", partial(_sent, paths, _POST, **asked)),
        Kind(4, "forms of the desk", partial(_refilled, forms)),
    ]


def _opened(
    paths: Names,
    dice: Dice,
    *,
    names: Names = PUBLIC,
    accounts: Names = _NOBODY,
    least: int = 0,
    is_stored: bool = False,
) -> Asked:
    path, _, asked = dice.pick(paths).partition("?")
    return Asked(
        path=raw(path),
        query="&".join(filter(None, (asked, query(dice, names, least)))),
        headers=headers(dice),
        who=dice.pick(accounts),
        is_stored=is_stored,
    )


def _damaged(
    paths: Names, dice: Dice, *, names: Names = PUBLIC, accounts: Names = _NOBODY
) -> Asked:
    return Asked(
        path=damaged(dice, dice.pick(paths)),
        query=query(dice, names),
        headers=headers(dice),
        who=dice.pick(accounts),
        is_stored=dice.pick((False, True)),
    )


def _sent(
    paths: Names,
    methods: Names,
    dice: Dice,
    *,
    names: Names = PUBLIC,
    accounts: Names = _NOBODY,
) -> Asked:
    path, _, asked = dice.pick(paths).partition("?")
    kind, content = body(dice, names)
    return Asked(
        dice.pick(methods),
        raw(path),
        asked,
        (("Content-Type", kind), *headers(dice)),
        content,
        dice.pick(accounts),
        has_token=dice.number(10) < 9,
    )


def _refilled(forms: Sequence[Filled], dice: Dice) -> Asked:
    path, (kind, content) = refilled(dice, forms)
    return Asked("POST", path, "", (("Content-Type", kind), *headers(dice)), content, SUPERUSER)
