"""Application: what colleagues say about a piece before readers see it."""

from django.apps import AppConfig

from portal.core.privacy.declaring import OnRequest, PersonalData


class ReviewConfig(AppConfig):
    """Owns the comments of the desk; whoever may open an item may comment on it."""

    name = "portal.core.review"
    label = "review"
    verbose_name = "Duyệt bài"
    not_on_pages = True
    personal_data = (
        PersonalData(
            table="Comment",
            fields=("author", "text", "resolved_by", "mentioned"),
            whose="người làm việc trên cổng",
            purpose="trao đổi khi duyệt bài",
            kept="còn bài thì còn",
            deleted_by="xóa cùng bài",
            on_request=OnRequest.STAYS,
            because="ai đã làm gì là một phần của hồ sơ bài; tên đổi thành “Người dùng đã xóa”",
            owner=("author",),
            is_private=True,
        ),
    )

    def ready(self) -> None:
        """Let the comments go with an item that is deleted."""
        from portal.core.review import actions
        from portal.core.workflow import signals

        signals.removed.connect(actions.on_removed)
