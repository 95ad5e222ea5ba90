"""What the first page of the desk says of text that was typed and not saved."""

from django.utils.text import capfirst

from portal.core.dashboard.parts import SHOWN, Content, Part, Row, register
from portal.core.dates import date_and_time
from portal.core.drafts import autosaves


@register
class Unsaved(Part):
    """What this person has typed and not saved."""

    position = 15
    title = "Chữ gõ dở, chưa lưu"
    nothing = "Không có chữ gõ dở nào chưa lưu"

    def content(self) -> Content:
        """Return the last windows; the form opens with the text in it."""
        drafts = autosaves.mine(self.desk.user, limit=SHOWN)
        rows = [
            Row(
                draft.title,
                draft.url,
                (f"{capfirst(draft.noun)}, gõ {date_and_time(draft.saved_at)}",),
            )
            for draft in drafts
        ]
        return Content(rows, count=len(rows))
