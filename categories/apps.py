"""Application: the categories that content is filed under, and who may work in which."""

from django.apps import AppConfig

from portal.core.accounts.roles import DESK_ROLES, AccountRole

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
