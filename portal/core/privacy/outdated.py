"""Deleting what is kept no longer: one function of each table that declares one."""

from collections.abc import Iterator

from django.db import DatabaseError

from portal.core.privacy.holdings import Holding, holdings


def delete_outdated() -> Iterator[tuple[Holding, int | DatabaseError]]:
    """Let each table delete what is too old; one that cannot does not stop the others."""
    for holding in holdings():
        if (forget := holding.forget) is None:
            continue
        try:
            yield holding, forget()
        except DatabaseError as error:
            yield holding, error
