"""Reading public pages from copies of the database; docs/decisions says why it goes so.

`position.note_position()` is called after the commit of a public change; `reading.reads_from()`
says where a page reads.  Without DATABASE_REPLICA_URLS neither router nor middleware exists.
"""

from django.conf import settings

PREFIX = "replica"


def aliases() -> list[str]:
    """Return the names under which Django knows the replicas."""
    return [alias for alias in settings.DATABASES if alias.startswith(PREFIX)]
