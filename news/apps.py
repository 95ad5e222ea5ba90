"""Application: articles, their authors and tags."""

from django.apps import AppConfig

from portal.core.accounts.roles import AccountRole
from portal.core.privacy.declaring import OnRequest, PersonalData

_LOOK_UP = ("news.view_author", "news.view_tag", "news.add_tag")
_KEEP_AUTHORS = ("news.add_author", "news.change_author")


class NewsConfig(AppConfig):
    """Follows moves in the category tree."""

    name = "news"
    verbose_name = "Tin bài"
    not_on_pages = ("DailyReads",)
    personal_data = (
        PersonalData(
            table="Author",
            fields=("user", "name", "pen_name", "unit", "photo"),
            whose="tác giả bài",
            purpose="ghi tên tác giả dưới bài; tính nhuận bút",
            kept="còn bài thì còn",
            deleted_by="trưởng ban xóa tác giả không còn bài nào",
            on_request=OnRequest.CLEARED,
            because="gỡ khỏi tài khoản; tên dưới bài đã đăng ở lại, trưởng ban sửa được",
            owner=("user",),
            clears=("user",),
        ),
    )
    role_permissions = {
        AccountRole.CONTRIBUTOR: _LOOK_UP,
        AccountRole.EDITOR: (*_LOOK_UP, *_KEEP_AUTHORS),
        AccountRole.CHIEF: (
            *_LOOK_UP,
            *_KEEP_AUTHORS,
            "news.delete_author",
            "news.change_tag",
            "news.delete_tag",
        ),
    }

    def ready(self) -> None:
        """Refile the articles of a branch that moves in the tree; tell which lists there are."""
        from categories.signals import category_moved
        from news import blocks, known_addresses, listings
        from portal.core.pagecache import boundaries

        category_moved.connect(listings.on_category_moved)
        known_addresses.tell()
        boundaries.add(blocks.next_silence)
