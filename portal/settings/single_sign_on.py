"""Signing in by a provider that the office has anyway (OpenID Connect); off unless it is set."""

from importlib.util import find_spec
from urllib.parse import urlsplit

from portal.core.accounts.oidc.addresses import is_safe
from portal.settings.reading import env, refuse
from portal.settings.signing_in import AUTHENTICATION_BACKENDS

OIDC_ISSUER = env.str("OIDC_ISSUER", default="").strip()
"""As the provider writes itself, to the letter; empty: there is none."""
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="").strip()
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="").strip()
_ALL = (OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET)
if any(_ALL) and not all(_ALL):
    refuse("OIDC_ISSUER, OIDC_CLIENT_ID và OIDC_CLIENT_SECRET phải có đủ cả ba, hoặc không có gì.")
if OIDC_ISSUER and not (is_safe(OIDC_ISSUER) and not urlsplit(OIDC_ISSUER).query):
    refuse("OIDC_ISSUER phải bắt đầu bằng https:// và không có phần sau dấu ? hay #.")
if not all(value.isascii() and value.isprintable() for value in _ALL):
    refuse("OIDC_CLIENT_ID và OIDC_CLIENT_SECRET chỉ gồm chữ không dấu, số và dấu thường.")
if OIDC_ISSUER and not find_spec("authlib"):
    refuse("có OIDC_ISSUER thì phải cài thêm thư viện: pip install -r requirements-oidc.txt")

OIDC_NAME = env.str("OIDC_NAME", default="").strip() or "tài khoản cơ quan"
"""How the provider is called on the button: "Đăng nhập bằng …"."""
if len(OIDC_NAME) > 60:
    refuse("OIDC_NAME dài nhất 60 ký tự.")
OIDC_SECOND_FACTOR = env.str("OIDC_SECOND_FACTOR", default="portal").strip().lower()
"""Whose second factor counts for who comes by the provider: the portal's, or the provider's too."""
if OIDC_SECOND_FACTOR not in {"portal", "provider"}:
    refuse("OIDC_SECOND_FACTOR phải là portal hoặc provider.")
OIDC_SECOND_FACTOR_ACR = [acr for acr in env.list("OIDC_SECOND_FACTOR_ACR", default=[]) if acr]
"""Values of `acr` by which the provider says that it has asked for two."""

if OIDC_ISSUER:
    AUTHENTICATION_BACKENDS.append("portal.core.accounts.oidc.backend.ProviderBackend")
