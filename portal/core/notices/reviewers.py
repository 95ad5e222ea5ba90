"""Who may decide about an item: a question about accounts, where rights ask about one."""

from django.db.models import Q

from portal.core.accounts.backends import load_rights
from portal.core.accounts.models import User
from portal.core.content import Publishable
from portal.core.workflow.permissions import Action, may


def reviewers_of(item: Publishable, action: Action = Action.PUBLISH) -> list[User]:
    """Return the active accounts that may take `action`, one of those who publish, on `item` now.

    The table of rights is asked for each of them, in memory: five queries, however many there are.
    """
    return [user for user in publishers_of(type(item)) if may(user, action, item)]


def publishers_of(model: type[Publishable]) -> list[User]:
    """Return the active accounts that publish anything of a type, their rights and roles read."""
    meta = model._meta
    publishes = Q(
        groups__permissions__codename=f"publish_{meta.model_name}",
        groups__permissions__content_type__app_label=meta.app_label,
    )
    rows = User.objects.filter(Q(is_superuser=True) | publishes, is_active=True)
    users = list(rows.order_by("pk").distinct())
    load_rights(users)
    model.load_roles(users)
    return users
