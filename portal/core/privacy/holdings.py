"""All that the portal stores of persons, gathered from the applications and the content types."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string
from django.utils.text import capfirst

from portal.core.accounts.models import User
from portal.core.content import content_models
from portal.core.privacy.declaring import OnRequest, PersonalData


class _Settings(dict[str, Any]):
    """The settings, for `str.format_map`."""

    def __missing__(self, name: str) -> Any:
        return getattr(settings, name)


@dataclass(frozen=True)
class Holding:
    """A declaration and its model."""

    declared: PersonalData
    model: type[models.Model]

    @property
    def table(self) -> str:
        """The model as programmers name it."""
        return self.model._meta.label

    @property
    def title(self) -> str:
        """The table as people name it."""
        return self.declared.title or str(capfirst(self.model._meta.verbose_name))

    @property
    def kept(self) -> str:
        """For how long, as this portal is set."""
        return self.declared.kept.format_map(_Settings())

    @cached_property
    def accounts(self) -> list[str]:
        """The declared columns that name an account, those with one account each first."""
        fields = [self.model._meta.get_field(name) for name in self.declared.fields]
        named = [field for field in fields if field.related_model is User]
        return [
            field.name for field in sorted(named, key=lambda field: field.many_to_many or False)
        ]

    @property
    def forget(self) -> Callable[[], int] | None:
        """What deletes rows that are too old."""
        found: Callable[[], int] | None = (
            import_string(self.declared.forget) if self.declared.forget else None
        )
        return found


def holdings() -> list[Holding]:
    """Return every table that tells something of persons, in the order of the applications."""
    return [*_declared(), *map(_of_content, content_models())]


def _declared() -> Iterator[Holding]:
    for config in apps.get_app_configs():
        for each in declarations_of(config):
            label = each.table if "." in each.table else f"{config.label}.{each.table}"
            yield Holding(each, apps.get_model(label))


def declarations_of(config: AppConfig) -> tuple[PersonalData, ...]:
    """Return what an application declares."""
    declared: tuple[PersonalData, ...] = getattr(config, "personal_data", ())
    return declared


def _of_content(model: type[models.Model]) -> Holding:
    """Every content type says who wrote it; what else a text holds is for its editors to judge."""
    return Holding(
        PersonalData(
            table=model._meta.label,
            fields=("created_by", "updated_by", "urgent_by"),
            whose="người làm việc trên cổng; người được nêu trong nội dung",
            purpose="ai viết, ai sửa; nội dung được kiểm tra dữ liệu cá nhân trước khi đăng",
            kept="nháp: đến khi xóa; đã đăng: lưu trữ, hoặc đến ngày hết hạn của nó",
            deleted_by="người viết xóa nháp; đã đăng thì gỡ",
            on_request=OnRequest.STAYS,
            because="là nội dung của cơ quan; tên người viết đổi thành “Người dùng đã xóa”",
            context=("title",),
            is_private=True,
        ),
        model,
    )
