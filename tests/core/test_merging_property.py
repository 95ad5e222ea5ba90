"""Properties of every merge."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.richtext import clean_html
from portal.core.workflow.merging import merge_fields

paragraph = st.sampled_from(["a", "b", "c", "d", "e"]).map(lambda word: f"<p>{word}</p>")
item = st.sampled_from(["1", "2", "3"]).map(lambda word: f"<li>{word}</li>")
some_list = st.lists(item, min_size=1, max_size=3).map(lambda items: f"<ul>{''.join(items)}</ul>")
body = st.lists(st.one_of(paragraph, some_list), max_size=6).map("".join).map(clean_html).map(str)
snapshots = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["x", "y", "z"]),
        "note": st.lists(st.sampled_from(["p", "q", "r"]), max_size=4).map("\n".join),
        "body": body,
        "authors": st.lists(st.integers(1, 5), unique=True, max_size=4),
        "category_id": st.one_of(st.none(), st.integers(1, 3)),
    },
    optional={"later": st.booleans()},
)
WORD = re.compile(r"\w+")


def merge(base, theirs, mine):
    return merge_fields(base, theirs, mine, markup=("body",))


@given(snapshots, snapshots)
def test_what_only_one_side_changed_is_taken_whole(base, changed):
    for theirs, mine in ((changed, base), (base, changed), (changed, changed)):
        result = merge(base, theirs, mine)
        assert result.merged == changed
        assert result.is_clean


def marked(markup: str, mark: str) -> str:
    """Return a text in which every other word is known as somebody's."""
    places = iter(range(10_000))
    return re.sub(r">(\w+)<", lambda m: f">{m[1]}{mark if next(places) % 2 else ''}<", markup)


@given(body, body, body)
@settings(max_examples=200)
def test_no_word_that_either_wrote_is_lost(base, theirs, mine):
    theirs, mine = marked(theirs, "theirs"), marked(mine, "mine")
    result = merge({"body": base}, {"body": theirs}, {"body": mine})
    kept = {*WORD.findall(result.merged["body"])}
    for conflict in result.conflicts:
        kept |= {*WORD.findall(conflict.theirs), *WORD.findall(conflict.mine)}
    before = {*WORD.findall(base)}
    assert {*WORD.findall(theirs)} - before <= kept
    assert {*WORD.findall(mine)} - before <= kept


@given(body, body, body)
def test_what_is_merged_is_clean(base, theirs, mine):
    merged = merge({"body": base}, {"body": theirs}, {"body": mine}).merged["body"]
    assert clean_html(merged) == merged


@given(*[st.lists(st.integers(1, 6), unique=True, max_size=5)] * 3)
def test_lists_keep_what_either_added_and_lose_what_either_removed(base, theirs, mine):
    merged = merge({"x": base}, {"x": theirs}, {"x": mine}).merged["x"]
    assert set(merged) == (set(theirs) & set(mine)) | (set(theirs) ^ set(mine)) - set(base)
