"""Application: the categories that content is filed under, and who may work in which."""

from django.apps import AppConfig

from portal.core.accounts.roles import DESK_ROLES, AccountRole
from portal.core.privacy.declaring import OnRequest, PersonalData

_DELEGATE = (
    "categories.view_delegation",
    "categories.add_delegation",
    "categories.change_delegation",
)


class CategoriesConfig(AppConfig):
    """Chiefs keep the tree; user administrators grant it."""

    name = "categories"
    verbose_name = "Chuyên mục"
    not_on_pages = ("CategoryGrant", "Delegation")
    personal_data = (
        PersonalData(
            table="CategoryGrant",
            fields=("user",),
            whose="người làm việc trên cổng",
            purpose="ai được làm ở chuyên mục nào",
            kept="đến khi thôi giao",
            deleted_by="người quản trị tài khoản",
            on_request=OnRequest.DELETED,
            owner=("user",),
            context=("role",),
        ),
        PersonalData(
            table="Delegation",
            fields=("giver", "receiver", "made_by", "reason"),
            whose="người làm việc trên cổng",
            purpose="ai làm thay ai, đến ngày nào",
            kept="không có hạn",
            deleted_by="không xóa",
            on_request=OnRequest.STAYS,
            because="ai đã làm gì là một phần của hồ sơ bài; tên đổi thành “Người dùng đã xóa”",
            owner=("giver",),
        ),
    )
    role_permissions = dict.fromkeys(DESK_ROLES, ("categories.view_category",)) | {
        AccountRole.EDITOR: ("categories.view_category", *_DELEGATE),
        AccountRole.CHIEF: (
            *_DELEGATE,
            "categories.view_category",
            "categories.add_category",
            "categories.change_category",
            "categories.delete_category",
        ),
        AccountRole.USER_ADMIN: (
            *_DELEGATE,
            "accounts.view_user",
            "accounts.add_user",
            "accounts.change_user",
            "accounts.delete_user",
            "categories.view_category",
            "categories.view_categorygrant",
            "categories.add_categorygrant",
            "categories.change_categorygrant",
            "categories.delete_categorygrant",
        ),
    }

    def ready(self) -> None:
        """Tell what is filed under a category when its name changes."""
        from categories.content import on_category_renamed
        from categories.signals import category_renamed

        category_renamed.connect(on_category_renamed)
