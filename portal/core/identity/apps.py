"""Application: the portal's identity."""

from django.apps import AppConfig

from portal.core.accounts.roles import AccountRole
from portal.core.privacy.declaring import OnRequest, PersonalData


class IdentityConfig(AppConfig):
    """Owns the one record; the chief editor keeps it."""

    name = "portal.core.identity"
    label = "identity"
    verbose_name = "Cổng"
    role_permissions = {
        AccountRole.CHIEF: ("identity.view_identity", "identity.change_identity"),
    }
    personal_data = (
        PersonalData(
            table="Identity",
            fields=("responsible_name", "address", "phone", "email"),
            whose="người chịu trách nhiệm của cổng",
            purpose="chân trang phải nêu ai chịu trách nhiệm, liên lạc thế nào",
            kept="đến khi trưởng ban sửa",
            deleted_by="trưởng ban sửa ở mục Thông tin cổng",
            on_request=OnRequest.STAYS,
            because="công khai theo quy định khi người ấy còn giữ việc; đổi người thì sửa",
        ),
    )
