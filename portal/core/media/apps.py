"""Application: the libraries of pictures and documents."""

from django.apps import AppConfig

from portal.core.accounts.roles import DESK_ROLES, AccountRole
from portal.core.privacy.declaring import OnRequest, PersonalData

_EVERYONE = tuple(
    f"media.{verb}_{what}"
    for what in ("image", "document", "recording")
    for verb in ("view", "add", "change")
)


class MediaConfig(AppConfig):
    """Owns pictures and documents; everyone on the desk may add them."""

    name = "portal.core.media"
    label = "media"
    verbose_name = "Ảnh và tài liệu"
    not_on_pages = ("ImageUse",)
    personal_data = (
        PersonalData(
            table="Image",
            fields=("created_by", "credit"),
            whose="người làm việc trên cổng; tác giả ảnh",
            purpose="ai đã tải tệp lên; ghi tác giả ảnh theo luật",
            kept="còn tệp thì còn",
            deleted_by="xóa cùng tệp",
            on_request=OnRequest.STAYS,
            because="tên người tải lên đổi thành “Người dùng đã xóa”; nội dung tệp thuộc cơ quan",
            context=("alt",),
        ),
        PersonalData(
            table="Document",
            fields=("created_by",),
            whose="người làm việc trên cổng",
            purpose="ai đã tải tệp lên",
            kept="còn tệp thì còn",
            deleted_by="xóa cùng tệp",
            on_request=OnRequest.STAYS,
            because="tên người tải lên đổi thành “Người dùng đã xóa”; nội dung tệp thuộc cơ quan",
            context=("title",),
        ),
        PersonalData(
            table="Recording",
            fields=("created_by",),
            whose="người làm việc trên cổng",
            purpose="ai đã tải tệp lên",
            kept="còn tệp thì còn",
            deleted_by="xóa cùng tệp",
            on_request=OnRequest.STAYS,
            because="tên người tải lên đổi thành “Người dùng đã xóa”; nội dung tệp thuộc cơ quan",
            context=("title",),
        ),
    )
    role_permissions = dict.fromkeys(DESK_ROLES, _EVERYONE) | {
        AccountRole.CHIEF: (
            *_EVERYONE,
            "media.delete_image",
            "media.delete_document",
            "media.delete_recording",
        )
    }

    def ready(self) -> None:
        """Note which pictures stand in what is written; and free what they took."""
        from portal.core.media import pictures, uses
        from portal.core.workflow import signals

        pictures.give_memory_back()
        signals.stored.connect(uses.on_stored)
        signals.removed.connect(uses.on_removed)
