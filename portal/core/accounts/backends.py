"""How accounts sign in and where their rights come from."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model


class RoleBackend(ModelBackend):
    """Takes rights from roles alone.

    A permission given to one account by hand would escape the table of roles; it has no
    effect here, and nobody has to ask the database for it.
    """

    def get_user_permissions(
        self, user_obj: AbstractBaseUser | AnonymousUser, obj: Model | None = None
    ) -> set[str]:
        """Return nothing: see the class."""
        return set()
