"""What a backup says of itself."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from portal.core.ops.backups import files
from portal.core.ops.backups.refusal import Refusal

NAME = "manifest.json"
FORMAT = 1


@dataclass
class TableEntry:
    """A table as it was: its columns, how many rows, the SHA-256 of all their lines."""

    name: str
    columns: list[list[str]]
    rows: int
    sha256: str
    last_number: int | None = None

    @property
    def path(self) -> str:
        """Where its rows are within the backup."""
        return f"database/{self.name}.jsonl.gz"


@dataclass
class FileEntry:
    """A file of the backup, uploads apart."""

    path: str
    size: int
    sha256: str


@dataclass
class Manifest:
    """The whole; `media_*` sum up what `media.jsonl` tells of each upload."""

    made_at: str
    release: str
    engine: str
    migrations: list[str]
    public_key: str = ""
    """For whom it is encrypted; empty: it is not."""
    tables: list[TableEntry] = field(default_factory=list)
    files: list[FileEntry] = field(default_factory=list)
    media_files: int = 0
    media_bytes: int = 0
    format: int = FORMAT

    @property
    def ending(self) -> str:
        """What the names of encrypted files end in."""
        return ".age" if self.public_key else ""

    @property
    def rows(self) -> int:
        """How many rows all tables have."""
        return sum(table.rows for table in self.tables)

    def text(self) -> str:
        """Return it as it is written."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def read(folder: Path) -> Manifest:
    """Return what a backup says of itself."""
    try:
        text = (folder / NAME).read_bytes()
    except FileNotFoundError:
        raise Refusal(f"Thư mục {folder} không phải là một bản sao lưu: thiếu {NAME}.") from None
    except OSError as error:
        raise Refusal(f"Không đọc được {folder / NAME}: {error}") from error
    return parse(text, str(folder / NAME))


def parse(text: bytes, where: str) -> Manifest:
    """Return what a manifest says that lies at `where`."""
    try:
        told: dict[str, Any] = json.loads(text)
    except ValueError as error:
        raise Refusal(f"Không đọc được {where}: {error}") from error
    if told.get("format") != FORMAT:
        raise Refusal(f"Bản sao ghi theo dạng {told.get('format')}; bản mã này chỉ đọc dạng 1.")
    try:
        tables = [TableEntry(**table) for table in told.pop("tables")]
        entries = [FileEntry(**each) for each in told.pop("files")]
        made = Manifest(**told, tables=tables, files=entries)
    except (KeyError, TypeError) as error:
        raise Refusal(f"{where} đã bị sửa hoặc bị cắt: {error}") from error
    if strange := [each.path for each in entries if not files.stays_within(each.path)]:
        raise Refusal(f"{where} có một tên không được phép: {strange[0]!r}.")
    return made
