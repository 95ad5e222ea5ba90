"""The desk's page for the reasons of withdrawals."""

from django.contrib import admin

from portal.core.admin.races import RacingAdmin
from portal.core.audit.settings_admin import AuditedSettingsAdmin
from portal.core.workflow.models import WithdrawalReason


@admin.register(WithdrawalReason)
class WithdrawalReasonAdmin(AuditedSettingsAdmin, RacingAdmin):
    """A short list that chiefs keep; what was said with a reason keeps its words."""

    list_display = ("text", "position")
    list_editable = ("position",)
    fields = ("text", "position")
