"""Asking PostgreSQL.

One GIN index holds the words of four columns without their places, so it answers whether words
occur, and nothing has to be read for that.  Whether they stand side by side is seen in the text
itself, which costs a read of each: `Condition.index` is therefore made as narrow as it can be, by
the marks of common neighbours, and `Condition.text` is asked of few rows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from portal.core.search.match import Match
from portal.core.search.query import Term, marks

if TYPE_CHECKING:
    from portal.core.search.stretches import Stretch

VECTOR = "search_vector"
"""The function that makes a vector of words; its stated cost keeps the planner to the index.

The planner cannot know how often words meet.  Where it guesses too many it would rather read all
rows, or all by date, and make the vector of each: seconds instead of milliseconds.  A function of
PostgreSQL's own is stated as cheap as an addition.  For very common words that is not enough, so
`_PLANNER` forbids other ways.
"""
CREATE_VECTOR = f"""
CREATE OR REPLACE FUNCTION {VECTOR}(words text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100
AS $$ BEGIN RETURN pg_catalog.array_to_tsvector(
    pg_catalog.string_to_array(pg_catalog.btrim(words), ' ')
); END $$
"""
_ORDER = "ORDER BY date_trunc('minute', published_at) DESC, id DESC"
"""By whole minutes, as SQLite's full-text table has it; what has no date comes first."""


_TABLE = "search_searchentry"
_PLANNER = (
    "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off;"
    " SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0;"
    " SET LOCAL work_mem = '32MB';"
)
"""For one statement, unless a transaction is open already; see `VECTOR`.

Without enough memory the bitmap of a common word keeps pages instead of rows, and the text of
every row on them would be read.
"""
_COLUMNS = (
    "id, content_type_id, object_id, filed_under,"
    " extract(epoch FROM published_at)::bigint / 60 AS minute"
)


def newest_sql(
    where: tuple[str, list[Any]], match: Match, condition: "Condition", limit: int
) -> tuple[str, list[Any]]:
    """Return the statement for the newest entries that the index gives.

    Where the text has to be asked, each row ends with whether it fits, and only the texts of
    these rows are read.
    """
    index, params = condition.index_sql(_TABLE)
    title = match.column if match.in_title else "''"
    columns = list(dict.fromkeys(column for column, _, _ in condition.text))
    read = "".join(f", {column}" for column in ["published_at", *columns] if columns)
    sql = f"SELECT {_COLUMNS}, {title} AS name{read} FROM {_TABLE}"
    sql += f" WHERE {index} AND {where[0]} {_ORDER} LIMIT %s"
    params = [*params, *where[1], limit]
    text, text_params = condition.text_sql("hit")
    if text:
        told = "id, content_type_id, object_id, filed_under, minute, name"
        sql = f"SELECT {told}, {text} FROM ({sql}) hit {_ORDER}"
    return f"{_PLANNER} {sql}", [*text_params, *params]


def vector(column: str, table: str) -> str:
    """Return the expression for one of the four columns that the index of words is made of."""
    name = f"{table}.{column}"
    if column == "words":
        name = f"{name} || ' ' || {table}.marks"
    return f"{VECTOR}({name})"


Standing = tuple[str, bool, list[list[str]]]
"""A column, whether it is wanted, and wordings: phrases of which all of one must stand there."""


@dataclass(frozen=True)
class Condition:
    """A match in two parts: what the index answers, and what only the text can."""

    index: list[tuple[str, str]]
    """Column and query, all of which must hold."""
    text: list[Standing]
    before: datetime | None = None
    """Only what was published before."""

    @classmethod
    def of(cls, match: Match, stretch: "Stretch | None" = None) -> Self:
        """Return the condition of `match`, within `stretch`."""
        query = match.query
        index = [(match.column, " & ".join(_words(match, term) for term in query.terms))]
        neighbours = [mark for term in query.terms for mark in _certain_marks(term)]
        if neighbours and match.column != "words":
            index.append(("words", _all(neighbours)))
        if stretch and stretch.marks:
            index.append(("words", f"({' | '.join(map(_quoted, stretch.marks))})"))
        ordered = [term for term in query.terms if _has_order(match, term)]
        text = [_standing(match, match.column, term) for term in ordered]
        everywhere = "words_exact" if match.is_exact else "words"
        text += [_standing(match, everywhere, term, wanted=False) for term in query.excluded]
        return cls(index, text, stretch.before if stretch else None)

    def index_sql(self, table: str) -> tuple[str, list[Any]]:
        """Return the part that the index answers."""
        parts = [f"{vector(column, table)} @@ %s::tsquery" for column, _ in self.index]
        params: list[Any] = [query for _, query in self.index]
        if self.before is not None:
            parts.append(f"{table}.published_at < %s")
            params.append(self.before)
        return " AND ".join(parts), params

    def text_sql(self, table: str) -> tuple[str, list[Any]]:
        """Return the part that the text answers; empty where the index says it all."""
        parts = [_standing_sql(table, standing) for standing in self.text]
        phrases = [f" {phrase} " for _, _, wordings in self.text for w in wordings for phrase in w]
        return " AND ".join(parts), phrases

    def sql(self, table: str) -> tuple[str, list[Any]]:
        """Return the whole condition."""
        parts = [part for part in (self.index_sql(table), self.text_sql(table)) if part[0]]
        return " AND ".join(sql for sql, _ in parts), [param for _, ps in parts for param in ps]


def _has_order(match: Match, term: Term) -> bool:
    """Return whether the index alone cannot tell if the term occurs.

    It knows of one word, and of two common ones without accents that they are neighbours.
    """
    phrases = [phrase for wording in term.wordings for phrase in wording]
    of_one = [phrase for phrase in phrases if len(phrase) == 1]
    pairs = [phrase for phrase in phrases if len(phrase) == 2 and marks(phrase)]
    known = of_one + (pairs if match.column == "words" else [])
    return len(known) < len(phrases)


def _standing(match: Match, column: str, term: Term, *, wanted: bool = True) -> Standing:
    return column, wanted, [[match.text(phrase) for phrase in w] for w in term.wordings]


def _standing_sql(table: str, standing: Standing) -> str:
    column, wanted, wordings = standing
    stands = f"strpos(' ' || {table}.{column} || ' ', %s) > 0"
    either = " OR ".join(f"({' AND '.join([stands] * len(wording))})" for wording in wordings)
    return f"({either})" if wanted else f"NOT ({either})"


def _words(match: Match, term: Term) -> str:
    """Return the query for the words of a term, of each of its wordings all."""
    wordings = [
        _all(
            word
            for phrase in wording
            for word in [
                *map(match.code, phrase),
                *(marks(phrase) if match.column == "words" else ()),
            ]
        )
        for wording in term.wordings
    ]
    return wordings[0] if len(wordings) == 1 else f"({' | '.join(wordings)})"


def _certain_marks(term: Term) -> Iterator[str]:
    """Yield the marks that a text has whichever wording of the term stands in it."""
    sets = [{mark for phrase in wording for mark in marks(phrase)} for wording in term.wordings]
    yield from sorted(set.intersection(*sets))


def _all(words: Iterable[str]) -> str:
    return f"({' & '.join(map(_quoted, dict.fromkeys(words)))})"


def _quoted(word: str) -> str:
    return f"'{word}'"
