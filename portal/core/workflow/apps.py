"""Application: the desk's actions and their trace."""

from django.apps import AppConfig

from portal.core.accounts.roles import AccountRole


class WorkflowConfig(AppConfig):
    """Owns the revisions."""

    name = "portal.core.workflow"
    label = "workflow"
    verbose_name = "Quy trình biên tập"
    not_on_pages = True
    role_permissions = {
        AccountRole.CHIEF: tuple(
            f"workflow.{verb}_withdrawalreason" for verb in ("view", "add", "change", "delete")
        )
    }
