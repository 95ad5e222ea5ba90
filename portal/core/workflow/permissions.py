"""Who may do what to which item: the one table, and the one function that reads it.

Lists, forms, addresses, choice fields, bulk actions and commands all ask `may`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import PermissionDenied

from portal.core.accounts.models import User
from portal.core.accounts.roles import ItemRole
from portal.core.content import Publishable, Status


class Action(StrEnum):
    """What can be done to an item on the desk; the value names it in the log."""

    VIEW = "view"
    SAVE = "save"
    SUBMIT = "submit"
    RETURN = "return"
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    WITHDRAW = "withdraw"
    DELETE = "delete"

    @property
    def label(self) -> str:
        """The Vietnamese name of the action, whatever it is done to; see `of`."""
        return _LABELS[self]

    def of(self, item: Publishable | type[Publishable]) -> str:
        """Return the label with what it is done to, where the verb alone says too little."""
        return f"{self.label} {item.noun()}" if self is Action.WITHDRAW else self.label


_LABELS = {
    Action.VIEW: "Xem",
    Action.SAVE: "Lưu",
    Action.SUBMIT: "Gửi duyệt",
    Action.RETURN: "Trả lại",
    Action.PUBLISH: "Đăng",
    Action.SCHEDULE: "Hẹn giờ",
    Action.WITHDRAW: "Gỡ",
    Action.DELETE: "Xóa",
}

_EVERYONE = frozenset(ItemRole)
_DECIDERS = frozenset({ItemRole.EDITOR, ItemRole.CHIEF})
_ALL = frozenset(Status)
_WITH_AUTHOR = frozenset({Status.DRAFT, Status.RETURNED})
_NOT_PUBLIC = _ALL - {Status.PUBLISHED}


@dataclass(frozen=True)
class Rule:
    """Which statuses an action is for, and in which of them each role may take it."""

    permission: str
    roles: Mapping[ItemRole, frozenset[Status]]


def _rule(
    permission: str,
    roles: frozenset[ItemRole],
    statuses: frozenset[Status],
    author: frozenset[Status] | None = None,
) -> Rule:
    table = dict.fromkeys(roles, statuses)
    if author is not None:
        table[ItemRole.AUTHOR] = author
    return Rule(permission, table)


RULES: Mapping[Action, Rule] = {
    Action.VIEW: _rule("view", _EVERYONE, _ALL),
    Action.SAVE: _rule("change", _DECIDERS, _ALL, author=_WITH_AUTHOR),
    Action.SUBMIT: _rule("change", _EVERYONE, _WITH_AUTHOR),
    Action.RETURN: _rule("publish", _DECIDERS, frozenset({Status.SUBMITTED})),
    Action.PUBLISH: _rule("publish", _DECIDERS, _NOT_PUBLIC),
    Action.SCHEDULE: _rule("publish", _DECIDERS, _ALL),
    Action.WITHDRAW: _rule("publish", _DECIDERS, frozenset({Status.PUBLISHED})),
    Action.DELETE: _rule("delete", _DECIDERS, _NOT_PUBLIC, author=_WITH_AUTHOR),
}


def may(user: User, action: Action, item: Publishable) -> bool:
    """Return whether `user` may take `action` on `item` as it stands now.

    What has once been public is never deleted: it is withdrawn, so that the trace and the
    address stay (requirement E-14).
    """
    if action is Action.DELETE and item.was_public:
        return False
    rule = RULES[action]
    meta = item._meta
    if not user.has_perm(f"{meta.app_label}.{rule.permission}_{meta.model_name}"):
        return False
    status = Status(item.status)
    return any(status in rule.roles.get(role, ()) for role in item.roles_of(user))


def require(user: User, action: Action, item: Publishable) -> None:
    """Raise `PermissionDenied`, in words for the editor, unless `user` may take `action`."""
    if not may(user, action, item):
        raise PermissionDenied(
            f"Tài khoản “{user}” không được {action.label.lower()} {item.noun()} “{item}” "
            f"ở trạng thái “{item.state().label}”."
        )
