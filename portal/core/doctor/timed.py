"""Which commands timers call, how often, and what became of them.

An application names its own in `timed_commands` on its AppConfig; deploy/install.sh sets the
timers.  Runs are noted by manage.py: a command needs nothing for it, and Django's are noted, too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.apps import apps
from django.db import DatabaseError, connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

LATE = {
    "frequently": timedelta(minutes=30),
    "nightly": timedelta(hours=50),
    "weekly": timedelta(days=16),
    "monthly": timedelta(days=64),
}
"""After how long a command is late, by the name of its timer: twice, and a little, for a machine
that was off when it was due once."""


def timed_commands() -> dict[str, str]:
    """Return each command with its options, and how often it is run."""
    found: dict[str, str] = {}
    for config in apps.get_app_configs():
        found |= getattr(config, "timed_commands", {})
    return found


def expected_since() -> datetime:
    """Return since when runs are noted: a command that has never run may not have been due."""
    recorder = MigrationRecorder(connection).migration_qs
    applied = recorder.filter(app="doctor").order_by("applied").first()
    return applied.applied if applied else timezone.now()


@contextmanager
def noted(arguments: list[str]) -> Iterator[None]:
    """Note when the command within began and how it ended; manage.py wraps every command in it.

    Whatever ends it: an error, an exit code, Ctrl+C.  Of a process that is killed nothing is noted;
    the command is late some time after.
    """
    began, went_well = datetime.now().astimezone(), False
    try:
        yield
        went_well = True
    except SystemExit as end:
        went_well = not end.code or end.code in _good_exit_codes(arguments)
        raise
    finally:
        command = " ".join(arguments)
        if apps.ready and command in timed_commands():
            _note(command, began, went_well=went_well)


def _good_exit_codes(arguments: list[str]) -> tuple[int, ...]:
    """Return what a command may end with beside 0, as its application says."""
    found: dict[str, tuple[int, ...]] = {}
    for config in apps.get_app_configs():
        found |= getattr(config, "good_exit_codes", {})
    return found.get(" ".join(arguments), ())


def _note(command: str, began: datetime, *, went_well: bool) -> None:
    from portal.core.doctor.models import CommandRun

    now = timezone.now()
    values = {"began_at": began, "ended_at": now, "went_well": went_well}
    if went_well:
        values["last_good_at"] = now
    try:
        CommandRun.objects.update_or_create(command=command, defaults=values)
    except DatabaseError:
        return  # tables not made yet, or no database: the exit code tells of that
    finally:
        connections.close_all()
