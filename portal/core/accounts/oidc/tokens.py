"""What is said to the provider, and whether its answer is believed.

The protocol and its cryptography are Authlib's; here stand the portal's own terms.  The library is
installed only where the setting is used: nothing but the views imports this, when they are asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from django.conf import settings
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from portal.core.accounts.oidc.discovery import Provider, provider
from portal.core.accounts.oidc.errors import ProviderError
from portal.core.accounts.oidc.journeys import Journey
from portal.core.accounts.oidc.transport import ask

ALGORITHMS = ["RS256", "ES256"]
"""Both with a key pair: `none` proves nothing, and for HS256 a public key would be the secret."""
LEEWAY = 30
"""Seconds by which the two clocks may differ."""
_FACTORS = {"mfa", "otp", "hwk", "sc"}
"""What `amr` says of who has shown more than a password (RFC 8176)."""
_SUBJECT = 255


@dataclass(frozen=True)
class Arrival:
    """Who the provider says has come."""

    subject: str
    email: str
    """Nothing unless the provider has verified it."""
    has_second_factor: bool


def way_out(journey: Journey, return_to: str) -> str:
    """Return the address at which the provider asks who is there."""
    address: str = prepare_grant_uri(
        provider(settings.OIDC_ISSUER).metadata()["authorization_endpoint"],
        settings.OIDC_CLIENT_ID,
        "code",
        redirect_uri=return_to,
        scope="openid email",
        state=journey.state,
        nonce=journey.nonce,
        code_challenge=create_s256_code_challenge(journey.verifier),
        code_challenge_method="S256",
    )
    return address


def arrival(code: str, journey: Journey, return_to: str) -> Arrival:
    """Return who has come back with `code`; raises `ProviderError` unless all is right."""
    host = provider(settings.OIDC_ISSUER)
    answer = _redeem(host, code, journey, return_to)
    token, access = answer.get("id_token"), answer.get("access_token")
    if not isinstance(token, str) or not isinstance(access, str):
        raise ProviderError("no token in the answer")
    claims = _believed(host, token, access, journey.nonce)
    subject = claims["sub"]
    if not _is_plain(subject):
        raise ProviderError("the token names nobody")
    about = claims if "email" in claims else _user_info(host, access, subject)
    return Arrival(subject, _verified_email(about), _has_second_factor(claims))


def _redeem(host: Provider, code: str, journey: Journey, return_to: str) -> dict[str, Any]:
    """Exchange the code, which is worthless to who has not the verifier of the journey."""
    metadata = host.metadata()
    ways = metadata.get("token_endpoint_auth_methods_supported")
    # Where both are taken: in the body there is no doubt how a letter of the secret is written.
    takes_post = isinstance(ways, list) and "client_secret_post" in ways
    way = "client_secret_post" if takes_post else "client_secret_basic"
    client = ClientAuth(settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET, way)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    form = prepare_token_request(
        "authorization_code", redirect_uri=return_to, code=code, code_verifier=journey.verifier
    )
    url, headers, form = client.prepare("POST", metadata["token_endpoint"], headers, form)
    answer: dict[str, Any] = ask(url, form=form, headers=headers)
    return answer


def _believed(host: Provider, token: str, access: str, nonce: str) -> Mapping[str, Any]:
    """Return what a token says that the provider signed: for this portal, this journey and now."""
    ours = settings.OIDC_CLIENT_ID
    options = {
        "iss": {"essential": True, "value": host.issuer},
        "aud": {"essential": True, "value": ours},
    }
    params = {"nonce": nonce, "client_id": ours, "access_token": access}
    try:
        signed = _signed(host, token)
        claims: Mapping[str, Any] = CodeIDToken(signed.claims, signed.header, options, params)
        claims.validate(leeway=LEEWAY)  # type: ignore[attr-defined]
    except ProviderError:
        raise
    except Exception as error:  # whatever a library stumbles over in a stranger's token
        raise ProviderError(f"a token that is not believed ({type(error).__name__})") from None
    if claims["aud"] not in (ours, [ours]):
        raise ProviderError("a token for others, too")
    return claims


def _signed(host: Provider, token: str) -> Any:
    """Return a token whose signature is right; a key not seen before is asked for once."""
    try:
        return _decoded(token, host.keys())
    except InvalidKeyIdError:
        return _decoded(token, host.keys(anew=True))


def _decoded(token: str, keys: Any) -> Any:
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    return jwt.decode(token, KeySet.import_key_set(keys), registry=registry)


def _user_info(host: Provider, access: str, subject: str) -> Mapping[str, Any]:
    """Return what the provider tells beside the token; some say the e-mail only there."""
    url = host.metadata().get("userinfo_endpoint")
    if not isinstance(url, str):
        return {}
    if not (access.isascii() and access.isprintable()):
        raise ProviderError("no token in the answer")
    told: dict[str, Any] = ask(url, headers={"Authorization": f"Bearer {access}"})
    if told.get("sub") != subject:
        raise ProviderError("userinfo speaks of somebody else")
    return told


def _verified_email(about: Mapping[str, Any]) -> str:
    email = about.get("email")
    is_verified = about.get("email_verified") is True  # not "true", nor 1
    return email if is_verified and isinstance(email, str) else ""


def _has_second_factor(claims: Mapping[str, Any]) -> bool:
    ways = claims.get("amr") or []
    is_named = any(way in _FACTORS for way in ways if isinstance(way, str))
    return is_named or claims.get("acr") in settings.OIDC_SECOND_FACTOR_ACR


def _is_plain(text: object) -> bool:
    """Return whether it is what the standard lets an identifier be."""
    is_text = isinstance(text, str) and text.isascii() and text.isprintable()
    return is_text and 0 < len(str(text)) <= _SUBJECT
