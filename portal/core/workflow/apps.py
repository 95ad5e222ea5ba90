"""Application: the desk's actions and their trace."""

from django.apps import AppConfig

from portal.core.accounts.roles import AccountRole
from portal.core.privacy.declaring import OnRequest, PersonalData


class WorkflowConfig(AppConfig):
    """Owns the revisions."""

    name = "portal.core.workflow"
    label = "workflow"
    verbose_name = "Quy trình biên tập"
    not_on_pages = True
    personal_data = (
        PersonalData(
            table="Revision",
            fields=("made_by", "reason"),
            whose="người làm việc trên cổng",
            purpose="lịch sử của bài: ai sửa, lúc nào, vì sao",
            kept="còn bài thì còn",
            deleted_by="xóa cùng bài, nếu bài chưa từng đăng",
            on_request=OnRequest.STAYS,
            because="ai đã làm gì là một phần của hồ sơ bài; tên đổi thành “Người dùng đã xóa”",
            owner=("made_by",),
            context=("action",),
            is_private=True,
        ),
    )
    role_permissions = {
        AccountRole.CHIEF: tuple(
            f"workflow.{verb}_withdrawalreason" for verb in ("view", "add", "change", "delete")
        )
    }
