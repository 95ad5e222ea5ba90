"""`manage.py createsuperuser`: Django's own, which leaves a row in the trail as well."""

from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.db.models import Max

from portal.core.accounts.models import User
from portal.core.audit import accounts as trail
from portal.core.audit.verbs import Verb


class Command(createsuperuser.Command):
    """Makes the first account, which makes all others in the admin."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask and make; for the transaction see `changepassword`."""
        newest = User.objects.aggregate(Max("pk"))["pk__max"] or 0
        super().handle(*args, **options)
        for user in User.objects.filter(pk__gt=newest, is_superuser=True):
            trail.noted(Verb.ACCOUNT_MADE, user, by=None)
