"""Adding a row to the chain: the only way there is.

Two transactions must never take the same number, so each locks the one row of `ChainHead` until
its end, and those that act in the same instant wait for each other.  What follows from that:

- The row belongs to the transaction of the action.  Rolled back with it, it leaves no gap.
- The head is the last lock that a transaction takes.  Whoever holds it waits for nobody, so no two
  can wait for each other.  `workflow.actions` therefore tells its listeners at the very end, and
  whoever acts on several items in one transaction locks all their rows first, in the order of
  their numbers.
- On SQLite every transaction of the portal has the only write lock from its beginning; there is
  nothing more to lock.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.audit.client import current_address, operator
from portal.core.audit.models import AuditEntry, ChainHead, name_of
from portal.core.audit.sealing import SCHEME, seal
from portal.core.audit.verbs import Verb

_TITLE_LENGTH = 300


def record(
    verb: Verb,
    *,
    by: User | None,
    about: models.Model | None = None,
    before: str = "",
    after: str = "",
    title: str = "",
    name: str = "",
) -> AuditEntry:
    """Add what was done to an account or a setting.

    `by` nobody is a command, or somebody who did not sign in and goes by `name`.
    """
    entry = AuditEntry(area=verb.area, action=verb.value, before=before, after=after, title=title)
    if about is not None:
        entry.content_type = ContentType.objects.get_for_model(about)
        entry.object_id = about.pk
        entry.title = name_of(about) if isinstance(about, User) else str(about)
    if by is None:
        entry.actor_name = name or operator()
    return append(entry, by=by)


@transaction.atomic(savepoint=False)
def append(entry: AuditEntry, *, by: User | None) -> AuditEntry:
    """Seal `entry` and add it at the end of the chain."""
    if by is not None:
        entry.actor, entry.actor_name = by, name_of(by)
    entry.scheme = SCHEME
    entry.address = current_address()
    entry.title = entry.title[:_TITLE_LENGTH]
    head = ChainHead.objects.filter(pk=1)
    number, digest = head.select_for_update().values_list("number", "hash").get()
    entry.made_at = timezone.now()
    entry.number, entry.previous_hash = number + 1, digest
    entry.hash = seal(entry)
    # Not `save`, which refuses everybody; an insert that is forced never changes a row.
    entry.save_base(force_insert=True)
    head.update(number=entry.number, hash=entry.hash)
    return entry
