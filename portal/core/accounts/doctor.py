"""Are the doors of the desk as they should be?"""

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.core.accounts.models import User
from portal.core.accounts.oidc.matching import second_factor_elsewhere
from portal.core.accounts.second_factor.rules import ROLES
from portal.core.accounts.unused import unused_accounts
from portal.core.doctor.findings import Finding, good, note, warning
from portal.core.doctor.registry import check

_LIST = "admin:accounts_user_changelist"
_MANY = 3
_BY_BOTH = (
    " {count} tài khoản vào bằng {name} nhưng vẫn còn mật khẩu của cổng: ở trang Đặt lại mật khẩu, "
    "chọn Không ở dòng Đăng nhập bằng mật khẩu."
)


@check(
    "second-factor",
    "Xác thực hai lớp",
    why="Mật khẩu bị đoán, bị lộ thì lớp thứ hai vẫn giữ người lạ ở ngoài.",
)
def second_factor() -> Finding:
    """Return how many who need one have none yet."""
    if settings.SECOND_FACTOR == "off":
        return warning(
            "Cổng không bắt buộc xác thực hai lớp với ai.",
            "Bỏ dòng SECOND_FACTOR=off trong .env rồi khởi động lại cổng.",
        )
    needing = User.objects.filter(is_active=True, is_staff=True)
    if settings.SECOND_FACTOR != "all":
        roles = [role.value for role in ROLES]
        needing = needing.filter(Q(is_superuser=True) | Q(groups__name__in=roles)).distinct()
    device = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    total, lacking = needing.count(), needing.exclude(Exists(device))
    tied = lacking.filter(second_factor_elsewhere())
    # The password of an account opens it without the provider, and its first app is then a thief's.
    covered = tied.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX).count()
    without, by_both = lacking.count() - covered, tied.count() - covered
    told = f" {covered} tài khoản chỉ vào bằng {settings.OIDC_NAME}, nơi ấy hỏi lớp thứ hai."
    told = told if covered else ""
    if without:
        return note(
            f"{without} trong {total} tài khoản bắt buộc có chưa cài; lần đăng nhập tới phải cài."
            + told,
            "Tài khoản không còn ai dùng thì khóa lại: nó chỉ có mật khẩu che chở."
            + (_BY_BOTH.format(count=by_both, name=settings.OIDC_NAME) if by_both else ""),
            page=_LIST,
        )
    return good(f"Cả {total} tài khoản bắt buộc có đều đã có lớp thứ hai.{told}")


@check(
    "unused-accounts",
    "Tài khoản bỏ không",
    why="Tài khoản của người đã nghỉ là cửa không ai trông; kẻ xấu vào đó mà không ai biết.",
)
def unused() -> Finding:
    """Return how many doors nobody uses."""
    if not settings.UNUSED_ACCOUNT_DAYS:
        return note(
            "UNUSED_ACCOUNT_DAYS=0: cổng không tự khóa tài khoản bỏ không.",
            "Bỏ dòng ấy để cổng khóa tài khoản không dùng quá 45 ngày.",
        )
    count = len(unused_accounts())
    if count:
        return warning(
            f"{count} tài khoản không ai dùng quá {settings.UNUSED_ACCOUNT_DAYS} ngày vẫn mở.",
            "Khóa bằng lệnh này, hoặc ở trang Tài khoản.",
            command="deactivate_unused",
            page=_LIST,
        )
    return good(f"Không tài khoản nào bỏ không quá {settings.UNUSED_ACCOUNT_DAYS} ngày.")


@check(
    "superusers",
    "Quản trị hệ thống",
    why="Quản trị hệ thống làm được mọi việc: thiếu thì không ai cứu, thừa thì nhiều cửa để giữ.",
)
def superusers() -> Finding:
    """Return how many may do everything."""
    count = User.objects.filter(is_active=True, is_superuser=True).count()
    if not count:
        return warning(
            "Không tài khoản quản trị hệ thống nào đang mở.",
            "Mở một tài khoản bằng lệnh này.",
            command="createsuperuser",
        )
    if count == 1:
        return note(
            "Chỉ một người là quản trị hệ thống.",
            "Giao cho một người nữa, phòng khi người ấy vắng.",
        )
    if count > _MANY:
        return note(
            f"{count} người là quản trị hệ thống.",
            "Giữ lại hai, ba người thật cần; những người khác đủ dùng một trong bốn vai trò.",
            page=_LIST,
        )
    return good(f"{count} người là quản trị hệ thống.")
