"""Runs one check on a text, without a database."""

from typing import Any

from news.models import Article
from portal.core.checks.findings import Finding
from portal.core.checks.registry import BY_NAME
from portal.core.checks.subject import Subject
from portal.core.media.models import Document, Image
from portal.core.richtext import clean_html


def found(
    check: str,
    *,
    pictures: dict[int | str, Image] | None = None,
    attached: str = "",
    **fields: Any,
) -> list[Finding]:
    """Return what `check` finds in an article of these fields; `attached` is a file's words."""
    fields["body"] = clean_html(fields.get("body", ""))
    article = Article(**fields)
    documents = [Document(title="Danh sách", text=attached)] if attached else []
    subject = Subject(article, {"pictures": pictures or {}, "documents": documents})
    return list(BY_NAME[check].find(subject))


def quotes(check: str, **fields: Any) -> list[str]:
    """Return the quotations of all findings."""
    return [quote for finding in found(check, **fields) for quote in finding.quotes]
