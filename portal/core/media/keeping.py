"""Where uploads are kept, and what editors are told when they cannot be."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage, default_storage

NOT_KEPT = "not_kept"
"""Code of the `ValidationError` for a file that could not be stored."""

_log = logging.getLogger(__name__)


def is_on_disk() -> bool:
    """Return whether uploads are files of this machine, rather than of a store for all nodes."""
    return isinstance(default_storage, FileSystemStorage)


@contextmanager
def told_in_words() -> Iterator[None]:
    """Tell the editor that a file could not be stored; the log gets the cause."""
    try:
        yield
    except OSError as error:
        _log.exception("An upload could not be stored.")
        raise ValidationError(
            "Chưa lưu được tệp: kho tệp đã đầy hoặc không trả lời. Hãy thử lại sau ít phút; nếu "
            "vẫn vậy, báo người quản trị hệ thống.",
            code=NOT_KEPT,
        ) from error
