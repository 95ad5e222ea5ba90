"""Asking SQLite's full-text table.

Its row numbers go by the date of publication and then by the number of the entry, so it gives the
newest hits first without sorting and stops when it has enough; see migration 0005.
"""

from portal.core.search.match import Match
from portal.core.search.query import Term, Wording

STEP = 2**24
"""Row numbers of the table are minutes since 1970, times this, plus the entry's number.

Small steps keep the table small: it stores the distances between them.
"""
MATCHING_IDS = f"SELECT rowid %% {STEP} FROM search_words WHERE search_words MATCH %s"
UNDATED = STEP * 4
"""The minute of what has no date of publication: later than any."""
_NEWEST = (
    "SELECT id, content_type_id, object_id, filed_under,"
    f" nullif(search_words.rowid / {STEP}, {UNDATED}), {{title}}"
    " FROM search_words CROSS JOIN search_searchentry"
    f" ON search_searchentry.id = search_words.rowid %% {STEP}"
    " WHERE search_words MATCH %s AND {where} ORDER BY search_words.rowid DESC LIMIT %s"
)


def newest_sql(where: str, match: Match) -> str:
    """Return the statement for the newest hits among the entries of `where`."""
    title = f"search_searchentry.{match.column}" if match.in_title else "''"
    return _NEWEST.format(title=title, where=where)


def match_text(match: Match) -> str:
    """Return the match in the language of FTS5; every word is quoted."""
    wanted = " AND ".join(_term(match, term) for term in match.query.terms)
    text = f"{{{match.column}}} : ({wanted})"
    if match.query.excluded:
        # Nothing unwanted anywhere, wherever the rest is looked for.
        column = "words_exact" if match.is_exact else "words"
        unwanted = " OR ".join(_term(match, term) for term in match.query.excluded)
        text += f" NOT {{{column}}} : ({unwanted})"
    return text


def _term(match: Match, term: Term) -> str:
    return f"({' OR '.join(_wording(match, wording) for wording in term.wordings)})"


def _wording(match: Match, wording: Wording) -> str:
    phrases = [f'"{match.text(phrase)}"' for phrase in wording]
    return phrases[0] if len(phrases) == 1 else f"({' AND '.join(phrases)})"
