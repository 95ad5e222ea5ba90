"""What the checks say in the form of an item, and on the reviewer's page."""

from typing import Any

from django import template
from django.contrib.contenttypes.models import ContentType

from portal.core.checks import waivers
from portal.core.checks.findings import Finding
from portal.core.checks.registry import BY_NAME
from portal.core.checks.running import run
from portal.core.content import Publishable

register = template.Library()

_DOCUMENTS = "media-attachment-content_type-object_id-group"
"""Where the documents of an item stand in its form."""


@register.simple_tag(takes_context=True)
def checks_of(context: dict[str, Any], item: Publishable) -> dict[str, Any]:
    """Return what the checks find in the stored item, what blocks first, for `_checks.html`."""
    findings = run(item)
    may_waive = any(_is_waivable(each) for each in findings) and waivers.may_waive(
        context["request"].user, item
    )
    return {
        "findings": findings,
        "blocking": sum(1 for finding in findings if finding.is_blocking),
        "advised": sum(1 for each in findings if not (each.is_blocking or each.waived)),
        "may_waive": may_waive,
        "pk": item.pk,
        "content_type": ContentType.objects.get_for_model(item).pk,
    }


@register.filter
def place_in_form(finding: Finding) -> str:
    """Return the anchor of the field where a finding is mended."""
    return _DOCUMENTS if finding.field == "attachments" else f"id_{finding.field}"


@register.filter
def can_be_answered_for(finding: Finding) -> bool:
    """Return whether somebody may still answer for a finding."""
    return _is_waivable(finding) and not finding.waived


def _is_waivable(finding: Finding) -> bool:
    return BY_NAME[finding.check].is_waivable
