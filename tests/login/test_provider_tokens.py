"""Which words of a provider are believed; without a browser and a database."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from portal.core.accounts.oidc import tokens, transport
from portal.core.accounts.oidc.errors import ProviderError, ProviderSilent
from portal.core.accounts.oidc.journeys import set_out
from tests.login.provider import CLIENT

RETURN = "https://minhgiang.example/quan-tri/dang-nhap/ve/"
NOW = 1_800_000_000


def come_back(provider):
    """Go to the provider and back; return who is said to have come."""
    journey = set_out("/")
    query = parse_qs(urlsplit(provider.consent(tokens.way_out(journey, RETURN))).query)
    return tokens.arrival(query["code"][0], journey, RETURN)


def test_who_has_come_is_believed(provider):
    assert come_back(provider) == tokens.Arrival("an-2026", "an@minhgiang.example", False)


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def unsigned(provider):
    return lambda claims: f"{part({'alg': 'none', 'kid': 'mot'})}.{part(claims)}."


def signed_with_the_public_key(provider):
    secret = OctKey.import_key(provider.rsa.as_pem(private=False).replace(b"-----", b"     "))
    return lambda claims: jwt.encode({"alg": "HS256", "kid": "mot"}, claims, secret)


def signed_by_a_stranger(provider):
    key = RSAKey.generate_key(2048, {"kid": "mot"})
    return lambda claims: jwt.encode({"alg": "RS256", "kid": "mot"}, claims, key)


def with_its_own_key(provider):
    key = ECKey.generate_key("P-256", {"kid": "la"})
    header = {"alg": "ES256", "kid": "la", "jwk": key.as_dict(private=False)}
    return lambda claims: jwt.encode(header, claims, key)


def changed_afterwards(provider):
    def make(claims):
        head, _, signature = provider.sign(claims).split(".")
        return f"{head}.{part(claims | {'sub': 'khac'})}.{signature}"

    return make


@pytest.mark.parametrize(
    "forge",
    [
        unsigned,
        signed_with_the_public_key,
        signed_by_a_stranger,
        with_its_own_key,
        changed_afterwards,
        lambda provider: lambda claims: "khong-phai-the",
        lambda provider: lambda claims: "",
        lambda provider: lambda claims: ["x"],
    ],
)
def test_a_forged_token_is_refused(provider, forge):
    provider.make = forge(provider)
    with pytest.raises(ProviderError):
        come_back(provider)


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": None},
        {"nonce": "cua-luot-khac"},
        {"iss": "https://khac.example"},
        {"iss": None},
        {"aud": "cong-khac"},
        {"aud": [CLIENT, "cong-khac"]},
        {"aud": [CLIENT, "cong-khac"], "azp": CLIENT},
        {"aud": []},
        {"azp": "cong-khac"},
        {"exp": NOW - 31},
        {"exp": "mai"},
        {"exp": None},
        {"nbf": NOW + 300},
        {"iat": NOW + 300},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "an\x00"},
        {"sub": "x" * 256},
        {"amr": "mfa"},
        {"at_hash": "khac"},
    ],
    ids=str,
)
def test_a_token_for_others_or_for_another_time_is_refused(provider, claims):
    provider.claims = claims
    with time_machine.travel(NOW, tick=False), pytest.raises(ProviderError):
        come_back(provider)


def test_where_the_secret_goes_is_the_providers_choice(provider):
    provider.told = {"token_endpoint_auth_methods_supported": ["client_secret_basic"]}
    assert come_back(provider).subject == "an-2026"


def test_clocks_may_differ_a_little(provider):
    provider.claims = {"exp": NOW - 20, "iat": NOW + 20}
    with time_machine.travel(NOW, tick=False):
        assert come_back(provider).subject == "an-2026"


REDIRECT = (302, {"Location": "http://127.0.0.1:9/"}, b"")


def test_a_provider_that_is_not_there_is_silent():
    with pytest.raises(ProviderSilent):
        transport.ask("http://127.0.0.1:9/")
    with pytest.raises(ProviderSilent):
        transport.ask(f"https://{'x' * 70}.example/")


@pytest.mark.parametrize("place", ["openid-configuration", "token", "keys"])
@pytest.mark.parametrize(
    "answer",
    [REDIRECT, (200, {}, b"[" * 300_000), (200, {}, b"<html>"), (200, {}, b"[]"), (200, {}, b"{}")],
    ids=["a redirect", "too much", "no JSON", "a list", "nothing"],
)
def test_a_provider_that_answers_nonsense_is_refused(provider, place, answer):
    provider.instead[place] = answer
    with pytest.raises(ProviderError):
        come_back(provider)


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://khac.example"},
        {"token_endpoint": "http://khac.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": "file:///etc/passwd"},
        {"token_endpoint": "https://ai@khac.example/"},
    ],
    ids=str,
)
def test_addresses_that_are_not_safe_are_not_followed(provider, told):
    provider.told = told
    with pytest.raises(ProviderError):
        come_back(provider)
