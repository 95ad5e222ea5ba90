"""`manage.py changepassword`: Django's own, which leaves a row in the trail as well."""

import getpass
from typing import Any

from django.contrib.auth.management.commands import changepassword

from portal.core.accounts.models import User
from portal.core.audit import accounts as trail
from portal.core.audit.verbs import Verb


class Command(changepassword.Command):
    """Sets a password where nobody can enter the admin any more."""

    def handle(self, *args: Any, **options: Any) -> str:
        """Ask and set.

        The row follows in a transaction of its own: around the questions none may be open, which
        on SQLite would hold up everybody who writes.
        """
        done = super().handle(*args, **options)
        user = User.objects.get(username=options["username"] or getpass.getuser())
        trail.noted(Verb.PASSWORD_RESET, user, by=None)
        return str(done)
