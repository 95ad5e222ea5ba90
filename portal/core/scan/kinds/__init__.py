"""The kinds of findings; a new one is a module with one function, and a line here."""

from portal.core.scan.kinds import (
    accounts,
    files,
    hidden,
    hosts,
    insertions,
    manifests,
    media,
    redirects,
    vocabulary,
)
from portal.core.scan.kinds.base import Kind, PlaceKind, TextKind

TEXT_KINDS = (
    TextKind("vocabulary", "Cờ bạc, cho vay", is_content=True, look=vocabulary.look),
    TextKind("hidden", "Liên kết, chữ giấu", is_content=True, look=hidden.look),
    TextKind("hosts", "Trang lạ", is_content=True, look=hosts.look),
    TextKind("insertions", "Mã chèn vào nội dung", is_content=True, look=insertions.look),
    TextKind("redirects", "Địa chỉ dẫn đi nơi khác", is_content=True, look=redirects.look),
)
PLACE_KINDS = (
    PlaceKind("files", "Tệp của phần mềm", is_content=False, look=files.look),
    PlaceKind(
        "manifest",
        "Bản ghi nhớ tệp",
        is_content=False,
        look=manifests.look,
        is_lasting=True,
    ),
    PlaceKind("media", "Tệp tải lên lạ", is_content=False, look=media.look),
    PlaceKind("accounts", "Tài khoản, quyền lạ", is_content=False, look=accounts.look),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in (*TEXT_KINDS, *PLACE_KINDS)}
