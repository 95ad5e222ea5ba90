"""What the rest of the portal may listen to.

`commented` is sent inside the transaction that stores a comment.  Arguments: `sender` is the class
`Comment`, `comment` the row, `mentioned` the list of accounts whom it names.  Whatever may fail
without undoing the comment (a mail) waits for the commit.
"""

from django.dispatch import Signal

commented = Signal()
