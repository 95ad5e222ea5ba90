"""Application: what is stored of persons."""

from django.apps import AppConfig

from portal.core.privacy.libraries import OF_LIBRARIES


class PrivacyConfig(AppConfig):
    """Owns no table; it brings the commands, and speaks for the tables of Django and libraries."""

    name = "portal.core.privacy"
    label = "privacy"
    verbose_name = "Dữ liệu cá nhân"
    timed_commands = {"delete_outdated": "nightly"}
    personal_data = OF_LIBRARIES
