"""Application: what is typed and not saved yet, and who has which item open."""

from django.apps import AppConfig

from portal.core.privacy.declaring import OnRequest, PersonalData


class DraftsConfig(AppConfig):
    """Owns the autosaves and the marks of presence; both pass, and neither is content."""

    name = "portal.core.drafts"
    label = "drafts"
    verbose_name = "Bản gõ dở"
    not_on_pages = True
    not_in_backups = ("Presence",)
    personal_data = (
        PersonalData(
            table="Autosave",
            fields=("user", "title", "fields"),
            whose="người làm việc trên cổng",
            purpose="không mất chữ đang gõ",
            kept="{AUTOSAVE_KEEP_DAYS} ngày",
            deleted_by="`delete_outdated`",
            on_request=OnRequest.DELETED,
            owner=("user",),
            is_private=True,
            forget="portal.core.drafts.autosaves.forget_all_old",
        ),
        PersonalData(
            table="Presence",
            fields=("user",),
            whose="người làm việc trên cổng",
            purpose="báo cho đồng nghiệp ai đang mở cùng một bài",
            kept="đến khi đóng bài; lâu nhất một ngày",
            deleted_by="`delete_outdated`",
            on_request=OnRequest.DELETED,
            owner=("user",),
            forget="portal.core.drafts.presence.forget_all_old",
        ),
    )
