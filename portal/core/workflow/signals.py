"""What the rest of the portal may listen to.

`stored` and `removed` are sent inside the transaction: for listeners that must be exactly as
durable as the change itself (the search index).  `public_changed` is sent after the commit:
for listeners that must not act on something that is rolled back (the page cache).
Arguments of all: `sender` is the content type, `item` the row.
"""

from django.dispatch import Signal

stored = Signal()
removed = Signal()
public_changed = Signal()
