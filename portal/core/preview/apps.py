"""Application: links by which people without an account see what is not public yet."""

from django.apps import AppConfig

from portal.core.accounts.roles import AccountRole
from portal.core.privacy.declaring import OnRequest, PersonalData


class PreviewConfig(AppConfig):
    """Owns the links; a chief sees those of the whole portal."""

    name = "portal.core.preview"
    label = "preview"
    verbose_name = "Xem trước"
    not_on_pages = True
    role_permissions = {AccountRole.CHIEF: ("preview.view_sharelink",)}
    personal_data = (
        PersonalData(
            table="ShareLink",
            fields=("made_by", "revoked_by"),
            whose="người làm việc trên cổng",
            purpose="ai đã cho người ngoài xem bài chưa đăng; liên kết chỉ còn dấu băm",
            kept="còn bài thì còn",
            deleted_by="không xóa; liên kết hết hạn sau 48 giờ",
            on_request=OnRequest.STAYS,
            because="ai đã làm gì là một phần của hồ sơ bài; tên đổi thành “Người dùng đã xóa”",
        ),
    )

    def ready(self) -> None:
        """Subscribe to what is done on the desk."""
        from portal.core.preview import actions
        from portal.core.workflow import signals

        signals.acted.connect(actions.on_acted)
