"""Check of links to the portal's own pages."""

from collections.abc import Iterable
from urllib.parse import urljoin

from portal.core.addresses import unanswered
from portal.core.checks.base import Check
from portal.core.checks.findings import Finding, shorten
from portal.core.checks.subject import Subject


class BrokenLink(Check):
    """A link to a page of this portal that readers do not find there."""

    name = "link-broken"
    title = "Đường dẫn hỏng"
    explanation = "Dẫn tới một trang của chính cổng này mà trang không có, chưa đăng hoặc đã gỡ."
    advice = "Mở trang đích rồi chép lại địa chỉ; trang không còn thì bỏ đường dẫn."

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Ask the address book, and whoever keeps what is at the address."""
        own = subject.item.get_absolute_url() if subject.item.pk else "/"
        links = [
            (name, urljoin(own, link.address), link.text)
            for name, link in subject.links
            if _leads_within(link.address)
        ]
        missing = unanswered({address for _, address, _ in links})
        found: dict[str, list[str]] = {}
        for name, address, text in links:
            if address in missing:
                found.setdefault(name, []).append(f"{shorten(text)} → {address}")
        for name, quotes in found.items():
            problem = f"Có {len(quotes)} đường dẫn tới trang không có trên cổng."
            yield self.finding(name, problem, quotes)


def _leads_within(address: str) -> bool:
    """Return whether it is a path; the texts keep addresses of the portal as such."""
    scheme_or_place = ("#", "//", "/\\", "mailto:", "tel:", "http:", "https:")
    return bool(address) and not address.lower().startswith(scheme_or_place)
