"""Application: the façade that shows all content together."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """Home page, search page, archive, feeds, site map, errors, demo content."""

    name = "portal.front"
    label = "front"
    verbose_name = "Mặt trước"
