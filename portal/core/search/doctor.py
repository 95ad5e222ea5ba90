"""Does searching find everything?"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef

from portal.core.content import content_models
from portal.core.doctor.findings import Finding, good, warning
from portal.core.doctor.registry import check
from portal.core.search.models.entries import SearchEntry

_MOST = 100


@check(
    "search",
    "Chỉ mục tìm kiếm",
    why="Bài không có trong chỉ mục thì người dân tìm không thấy, như chưa từng đăng.",
    slow=True,
    limit=15,
)
def search() -> Finding:
    """Return whether every item has an entry.

    Whether it is right is looked at every night by `reindex`, which writes where it is not.
    """
    missing = 0
    for model in content_models():
        kind = ContentType.objects.get_for_model(model)
        entry = SearchEntry.objects.filter(content_type=kind, object_id=OuterRef("pk"))
        rows = model._default_manager.filter(~Exists(entry)).values("pk")
        missing += len(rows[:_MOST])
    if missing:
        return warning(f"{missing} mục thiếu trong chỉ mục.", "Chạy lệnh này.", command="reindex")
    return good("Mục nào cũng có trong chỉ mục.")
