"""Which uses of an address a person may see: those in what they may open on the desk."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Q, QuerySet, Subquery

from portal.core.accounts.models import User
from portal.core.checks.visible import about_visible
from portal.core.content import content_models
from portal.core.linkcheck.models import LinkUse
from portal.core.linkcheck.reading import other_holders
from portal.core.richtext import RichTextField


def uses_seen_by(user: User) -> QuerySet[LinkUse]:
    """Return the uses in items that `user` may open, and in menus and tiles that they keep."""
    condition = about_visible(user)
    for model in other_holders():
        meta = model._meta
        if user.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
            type_ = ContentType.objects.filter(app_label=meta.app_label, model=meta.model_name)
            condition |= Q(content_type=Subquery(type_.values("pk")))
    return LinkUse.objects.filter(condition)


def with_items(uses: QuerySet[LinkUse]) -> QuerySet[LinkUse]:
    """Load the items of uses without their texts: a query for each type among them."""
    heads = [_without_texts(model) for model in content_models()]
    return uses.select_related("content_type").prefetch_related(GenericPrefetch("item", heads))


def _without_texts(model: Any) -> QuerySet[Any]:
    texts = [f.name for f in model._meta.concrete_fields if isinstance(f, RichTextField)]
    rows: QuerySet[Any] = model._default_manager.defer(*texts)
    return rows
