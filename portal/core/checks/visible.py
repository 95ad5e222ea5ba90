"""Which rows about items of any type a person may see: those about items that they may open."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, Subquery

from portal.core.accounts.models import User
from portal.core.content import Publishable, PublishableQuerySet, content_models

MOST_OWN = 1_000
"""So many of their own items, the last changed, are asked about for who decides on nothing."""


def about_visible(user: User) -> Q:
    """Return the condition on rows about items that `user` may open; it asks nothing by itself."""
    condition = Q(pk__in=[])
    for model in content_models():
        rows = model._default_manager.all()
        if _has(user, "view", model) and isinstance(rows, PublishableQuerySet):
            condition |= _of_type(model) & _about(
                rows.visible_to(user), _has(user, "publish", model)
            )
    return condition


def _about(visible: PublishableQuerySet[Any], decides: bool) -> Q:
    if not visible.query.where:  # who sees all: whatever there is a row about is there
        return Q()
    if decides:
        # Whole categories: asked row by row, the list stops when its page is full.
        return Q(Exists(visible.filter(pk=OuterRef("object_id"))))
    # Their own: few among all that there is a row about, so that one begins with the items, along
    # the index of whose they are.
    own = visible.order_by("-updated_at", "-pk").values("pk")[:MOST_OWN]
    return Q(object_id__in=own)


def _has(user: User, verb: str, model: type[Publishable]) -> bool:
    return user.has_perm(f"{model._meta.app_label}.{verb}_{model._meta.model_name}")


def _of_type(model: type[Publishable]) -> Q:
    """Return the condition on the type, whose number the database looks up itself, once."""
    meta = model._meta
    type_ = ContentType.objects.filter(app_label=meta.app_label, model=meta.model_name)
    return Q(content_type=Subquery(type_.values("pk")))
