"""The roles of the desk: one place that says what each may do.

An account's role is a group, created here and kept right after every migration.  A group
says what kind of work the account does at all; which articles it may touch is decided per
item by `ItemRole` (see `portal.core.workflow.permissions`).

Models are imported inside the functions: AppConfigs read the roles before models are loaded.
"""

from collections.abc import Iterable
from enum import StrEnum

from django.apps import AppConfig, apps
from django.db.models import TextChoices


class AccountRole(TextChoices):
    """What an account is for; the value is the name of its group."""

    CONTRIBUTOR = "Cộng tác viên"
    EDITOR = "Biên tập viên"
    CHIEF = "Trưởng ban biên tập"
    USER_ADMIN = "Quản trị người dùng"


class ItemRole(StrEnum):
    """What a person is to one item."""

    AUTHOR = "author"
    EDITOR = "editor"
    CHIEF = "chief"


DESK_ROLES = (AccountRole.CONTRIBUTOR, AccountRole.EDITOR, AccountRole.CHIEF)

_CONTENT_VERBS = {
    AccountRole.CONTRIBUTOR: ("view", "add", "change", "delete"),
    AccountRole.EDITOR: ("view", "add", "change", "delete", "publish"),
    AccountRole.CHIEF: ("view", "add", "change", "delete", "publish"),
}


def permission_labels(role: AccountRole) -> set[str]:
    """Return the permissions of `role` as "app.codename".

    Every content type gives its verbs to its `desk_roles`; an application adds its own by a
    `role_permissions` mapping on its `AppConfig`.
    """
    from portal.core.content import content_models

    labels = {
        f"{model._meta.app_label}.{verb}_{model._meta.model_name}"
        for model in content_models()
        if role in model.desk_roles
        for verb in _CONTENT_VERBS.get(role, ())
    }
    for config in apps.get_app_configs():
        declared: dict[AccountRole, Iterable[str]] = getattr(config, "role_permissions", {})
        labels.update(declared.get(role, ()))
    return labels


def sync_roles(sender: AppConfig, using: str, **kwargs: object) -> None:
    """Create the groups and set exactly their permissions, once all tables exist.

    Raises `LookupError` when a declared permission does not exist: a spelling mistake in an
    AppConfig must not silently take a right away.
    """
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    # Django tells every application that has models; when the last one comes, only its own
    # permissions may still be missing.
    if sender != [config for config in apps.get_app_configs() if config.models_module][-1]:
        return
    create_permissions(sender, verbosity=0, using=using)
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    for role in AccountRole:
        group, _ = Group.objects.using(using).get_or_create(name=role.value)
        labels = permission_labels(role)
        if missing := labels - known.keys():
            raise LookupError(f"Role {role.name} names unknown permissions: {sorted(missing)}")
        group.permissions.set(known[label] for label in labels)
