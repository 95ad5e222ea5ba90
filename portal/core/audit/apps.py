"""Application: the audit trail."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from portal.core.accounts.roles import AccountRole
from portal.core.privacy.declaring import OnRequest, PersonalData

_READ = ("audit.view_auditentry",)


class AuditConfig(AppConfig):
    """Listens to the desk and to the door; chiefs and user administrators read their parts."""

    name = "portal.core.audit"
    label = "audit"
    verbose_name = "Nhật ký"
    not_on_pages = True
    timed_commands = {"verify_audit": "nightly"}
    role_permissions = {AccountRole.CHIEF: _READ, AccountRole.USER_ADMIN: _READ}
    personal_data = (
        PersonalData(
            table="AuditEntry",
            fields=("actor", "actor_name", "address", "title", "before", "after", "reason"),
            whose="người làm việc trên cổng",
            purpose="trả lời được ai đã làm gì; phát hiện người lạ vào cổng",
            kept="mãi mãi (ít nhất 3 tháng theo quy định về an toàn thông tin)",
            deleted_by="không lệnh nào: mỗi dòng niêm phong dòng trước, bớt là đứt chuỗi",
            on_request=OnRequest.STAYS,
            because="nhật ký an toàn thông tin, không sửa được; chỉ người có trách nhiệm đọc",
            owner=("actor",),
            context=("action",),
            withheld=("title", "before", "after"),
            about=("content_type", "object_id"),
        ),
    )

    def ready(self) -> None:
        """Subscribe."""
        from django.contrib.auth import signals as door

        from portal.core.audit import listeners
        from portal.core.workflow import signals as desk

        desk.acted.connect(listeners.on_acted)
        door.user_logged_in.connect(listeners.on_logged_in)
        door.user_logged_out.connect(listeners.on_logged_out)
        door.user_login_failed.connect(listeners.on_login_failed)
        post_migrate.connect(after_migrate, sender=self)


def after_migrate(using: str, **kwargs: object) -> None:
    """Make the guard whole, and the chain begin."""
    from portal.core.audit import guard

    guard.ensure(using)
    guard.ensure_head(using)
