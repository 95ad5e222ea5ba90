"""What the first page of the desk says of categories without news."""

from django.urls import reverse

from news.silence import Silence, silent_categories
from portal.core.dashboard.parts import SHOWN, Content, More, Part, Row, register
from portal.core.dates import short_date


@register
class Silent(Part):
    """Categories in which nothing new has appeared for long."""

    position = 60
    once_begun = True
    title = "Chuyên mục im lặng"
    nothing = "Không có chuyên mục nào im lặng quá lâu"

    def is_shown(self) -> bool:
        """It concerns those who publish articles."""
        return self.desk.user.has_perm("news.publish_article")

    def content(self) -> Content:
        """Return those that have been silent longest."""
        silent = silent_categories(self.desk.user)
        url = f"{reverse('admin:categories_category_changelist')}?im-lang=1"
        more = [More("Chuyên mục im lặng", url, len(silent))] if silent else []
        return Content([_row(silence) for silence in silent[:SHOWN]], more, len(silent))


def _row(silence: Silence) -> Row:
    rows = reverse("admin:news_article_changelist")
    said = f"bài mới nhất {short_date(silence.since)}" if silence.since else "chưa có bài nào"
    return Row(str(silence.category), f"{rows}?chuyen-muc={silence.category.pk}", (said,))
