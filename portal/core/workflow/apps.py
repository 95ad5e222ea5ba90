"""Application: the desk's actions and their trace."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """Owns the revisions."""

    name = "portal.core.workflow"
    label = "workflow"
    verbose_name = "Quy trình biên tập"
