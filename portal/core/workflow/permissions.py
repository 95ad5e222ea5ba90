"""Who may do what to which item: the one table, and the one function that reads it.

Lists, forms, addresses, choice fields, bulk actions and commands all ask `may`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import PermissionDenied

from portal.core.accounts.models import User
from portal.core.accounts.roles import ItemRole
from portal.core.content import Publishable, State, Status
from portal.core.identity.models import Identity


class Action(StrEnum):
    """What can be done to an item on the desk; the value names it in the log."""

    VIEW = "view"
    SAVE = "save"
    SUBMIT = "submit"
    RETURN = "return"
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    DELETE = "delete"
    REVISE = "revise"
    URGENT = "urgent"
    CONFIRM = "confirm"
    RESTORE = "restore"
    AMEND = "amend"
    HAND_OVER = "hand_over"

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
    Action.RELEASE: "Đăng ngay",
    Action.WITHDRAW: "Gỡ",
    Action.DELETE: "Xóa",
    Action.REVISE: "Sửa bản đã đăng",
    Action.URGENT: "Đăng khẩn",
    Action.CONFIRM: "Xác nhận đã kiểm tra",
    Action.RESTORE: "Khôi phục bản cũ",
    Action.AMEND: "Đổi chuyên mục, từ khóa",
    Action.HAND_OVER: "Giao cho người khác",
}

_EVERYONE = frozenset(ItemRole)
_DECIDERS = frozenset({ItemRole.EDITOR, ItemRole.CHIEF})
_ALL = frozenset(Status)
_WITH_AUTHOR = frozenset({Status.DRAFT, Status.RETURNED})
_PUBLISHED = frozenset({Status.PUBLISHED})
_NOT_PUBLIC = _ALL - _PUBLISHED


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
    Action.SAVE: _rule("change", _DECIDERS, _NOT_PUBLIC, author=_WITH_AUTHOR),
    Action.SUBMIT: _rule("change", _EVERYONE, _WITH_AUTHOR),
    Action.RETURN: _rule("publish", _DECIDERS, frozenset({Status.SUBMITTED})),
    Action.PUBLISH: _rule("publish", _DECIDERS, _NOT_PUBLIC),
    Action.SCHEDULE: _rule("publish", _DECIDERS, _ALL),
    Action.RELEASE: _rule("publish", _DECIDERS, _PUBLISHED),
    Action.WITHDRAW: _rule("publish", _DECIDERS, _PUBLISHED),
    Action.DELETE: _rule("delete", _DECIDERS, _NOT_PUBLIC, author=_WITH_AUTHOR),
    # What readers see is changed in a working copy, by whoever may write the item at all.
    Action.REVISE: _rule("change", _EVERYONE, _PUBLISHED),
    Action.URGENT: _rule("publish", _DECIDERS, _NOT_PUBLIC),
    Action.CONFIRM: _rule("publish", _DECIDERS, _ALL),
    Action.RESTORE: _rule("change", _DECIDERS, _ALL, author=_WITH_AUTHOR | _PUBLISHED),
    Action.AMEND: _rule("publish", _DECIDERS, _ALL),
    Action.HAND_OVER: _rule("publish", frozenset({ItemRole.CHIEF}), _ALL),
}
_SECOND_PERSON = frozenset({Action.PUBLISH, Action.SCHEDULE, Action.RELEASE})
"""What nobody does to their own work, while the portal asks for two persons."""
_NOT_FOR_COPIES = frozenset({Action.SCHEDULE, Action.WITHDRAW, Action.REVISE, Action.AMEND})
"""A working copy has no page of its own: approved, it takes the place of what is there."""


def may(user: User, action: Action, item: Publishable) -> bool:
    """Return whether `user` may take `action` on `item` as it stands now.

    What has once been public is never deleted: it is withdrawn, so that the trace and the
    address stay (requirement E-14).  Nobody publishes what they wrote themselves (E-02), unless
    urgently, which somebody else then confirms.
    """
    return (
        _is_offered(action, item) and _has_right(user, action, item) and _by_two(user, action, item)
    )


def may_on_all(user: User, action: Action, model: type[Publishable]) -> bool:
    """Return whether `user` may take `action` on items of a type wherever they are filed.

    Asked of an item that is nobody's and filed nowhere: only a role over the whole type is left.
    """
    return may(user, action, model())


def require(user: User, action: Action, item: Publishable) -> None:
    """Raise `PermissionDenied`, in words for the editor, unless `user` may take `action`."""
    if may(user, action, item):
        return
    if _is_offered(action, item) and _has_right(user, action, item):
        raise PermissionDenied(_needs_another(user, action, item))
    raise PermissionDenied(
        f"Tài khoản “{user}” không được {action.label.lower()} {item.noun()} “{item}” "
        f"ở trạng thái “{item.state().label}”."
    )


def is_own_work(user: User, item: Publishable) -> bool:
    """Return whether `user` wrote `item` and the portal asks for a second person."""
    return item.created_by_id == user.pk and asks_for_second_person(user)


def asks_for_second_person(user: User) -> bool:
    """Return whether the portal asks for two persons; read once per user object."""
    needed: bool | None = getattr(user, "_needs_second_person", None)
    if needed is None:
        needed = Identity.needs_two_persons()
        user._needs_second_person = needed  # type: ignore[attr-defined]
    return needed


def _needs_another(user: User, action: Action, item: Publishable) -> str:
    """Return in words that the second pair of eyes must be another's, and what to do."""
    own = f"“{item}” là {item.noun()} do chính “{user}” viết"
    if item.status == Status.PUBLISHED:  # there is nothing to be sent to review any more
        return f"{own}: việc “{action.label}” cần một người khác làm."
    return f"{own}: cần một người khác duyệt. Hãy bấm Gửi duyệt, hoặc Đăng khẩn nếu không thể chờ."


def _is_offered(action: Action, item: Publishable) -> bool:
    """Return whether the item is such that anybody could take `action` on it."""
    if action is Action.DELETE and (item.was_public or _has_copy(item)):
        return False  # a colleague's working copy would go along
    if action is Action.RELEASE and item.state() is not State.SCHEDULED:
        return False  # readers have it already, or have had it
    if action is Action.CONFIRM and item.urgent_by_id is None:
        return False
    if action is Action.SAVE and _has_copy(item):
        return False  # what is written goes on in the copy, which would overwrite this
    return not (item.is_copy and action in _NOT_FOR_COPIES)


def _has_copy(item: Publishable) -> bool:
    """Return whether a working copy hangs on a withdrawn item; no other state needs asking."""
    return item.status == Status.WITHDRAWN and item.pending_copy is not None


def _has_right(user: User, action: Action, item: Publishable) -> bool:
    rule = RULES[action]
    meta = item._meta
    if not user.has_perm(f"{meta.app_label}.{rule.permission}_{meta.model_name}"):
        return False
    status = Status(item.status)
    return any(status in rule.roles.get(role, ()) for role in item.roles_of(user))


def _by_two(user: User, action: Action, item: Publishable) -> bool:
    """Return whether the second pair of eyes is another's, where one is asked for."""
    if action in _SECOND_PERSON:
        return not is_own_work(user, item)
    if action is Action.URGENT:
        return is_own_work(user, item)
    if action is Action.CONFIRM:
        return item.urgent_by_id != user.pk or not asks_for_second_person(user)
    return True
