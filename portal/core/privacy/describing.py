"""The tables of docs/du-lieu-ca-nhan.md; a test compares them with the document."""

from portal.core.privacy.elsewhere import places
from portal.core.privacy.holdings import Holding, holdings


def tables() -> str:
    """Return both tables as Markdown."""
    return f"{_table(_TITLES, map(_row, holdings()))}\n\n{_table(_BESIDE, map(_place, places()))}"


_TITLES = (
    "Bảng",
    "Cột",
    "Của ai",
    "Để làm gì",
    "Giữ bao lâu",
    "Cái gì xóa",
    "Khi được yêu cầu xóa",
)
_BESIDE = ("Nơi", "Có gì", "Của ai", "Để làm gì", "Giữ bao lâu", "Cái gì xóa")


def _table(titles: tuple[str, ...], rows: "map[list[str]]") -> str:
    lines = [list(titles), ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _row(holding: Holding) -> list[str]:
    declared = holding.declared
    columns = ", ".join(f"`{name}`" for name in declared.fields)
    because = f": {declared.because}" if declared.because else ""
    return [
        f"{holding.title}<br>`{holding.table}`",
        columns,
        declared.whose,
        declared.purpose,
        holding.kept,
        declared.deleted_by,
        f"{declared.on_request.value}{because}",
    ]


def _place(place: object) -> list[str]:
    return [str(value) for value in vars(place).values()]
