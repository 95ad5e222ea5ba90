"""The lists of the desk with what the link beside each row says: open comments, and to whom."""

from django.contrib.admin.views.main import ChangeList
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from portal.core.review.models import Comment


class ReviewedList(ChangeList):
    """Counts the open threads of the rows that it shows, within the query that reads them."""

    def get_results(self, request: HttpRequest) -> None:
        """Ask once the page is cut out: of no other row is anything counted."""
        super().get_results(request)
        if isinstance(self.result_list, QuerySet):
            decides = self.model_admin.has_publish_permission(request)  # type: ignore[attr-defined]
            self.result_list = self.result_list.annotate(
                open_comments=self._open_comments(), decides=Value(decides)
            )

    def _open_comments(self) -> Subquery:
        meta = self.model._meta
        # Looked up by the database, once: a list costs no query for the number of its type.
        type_ = ContentType.objects.filter(app_label=meta.app_label, model=meta.model_name)
        threads = Comment.objects.open_threads().filter(
            content_type=Subquery(type_.values("pk")),
            object_id=Coalesce(OuterRef("copy_of"), OuterRef("pk")),
        )
        counted = threads.order_by().values("object_id").annotate(number=Count("pk"))
        return Subquery(counted.values("number"))
