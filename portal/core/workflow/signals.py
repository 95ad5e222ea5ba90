"""What the rest of the portal may listen to.

`stored` and `removed` are sent inside the transaction: for listeners that must be exactly as
durable as the change itself (the search index).  `public_changed` is sent after the commit:
for listeners that must not act on something that is rolled back (the report of the checks).
Arguments of these: `sender` is the content type, `item` the row.

`storing` is sent inside the transaction before anything of an action is written, with `item` as it
is to be stored and `action`: for listeners that may refuse by raising `ValidationError`.

`acted` is sent inside the transaction for every action, saving included, once its `Revision` is
written: for listeners that keep a trace or tell people.  Arguments: `item`; `revision`, which says
what was done, by whom and why; `before`, the status until then, or None for a new item; `copy`,
the working copy that has just taken the place of `item`, or None.  Whatever may fail without
undoing the action (a mail) waits for the commit.

`words_changed` is sent inside the transaction when something that items are found by but do not
hold themselves has changed: the name of an author, tag or category, the text of a document.
`sender` is the content type, `items` the `QuerySet` of those that are concerned.
"""

from django.dispatch import Signal

storing = Signal()
stored = Signal()
removed = Signal()
public_changed = Signal()
acted = Signal()
words_changed = Signal()
