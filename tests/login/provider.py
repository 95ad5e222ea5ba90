"""A provider of identities on this machine: all is right, until a test asks otherwise."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

CLIENT, SECRET = "cong-minh-giang", "bi-mat-cua-cong"
ACCESS = "chia-khoa" * 200
Answer = tuple[int, dict[str, str], bytes]


class FakeProvider:
    """Answers discovery, keys, tokens and userinfo on a port of its own."""

    def __init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}/minh-giang"
        self.rsa = RSAKey.generate_key(2048, {"kid": "mot", "use": "sig"})
        self.ec = ECKey.generate_key("P-256", {"kid": "hai", "use": "sig"})
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()
        self.reset()

    def reset(self) -> None:
        """Behave again."""
        self.claims: dict[str, Any] = {}
        self.info: dict[str, Any] = {}
        self.told: dict[str, Any] = {}
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "mot"}
        self.key: Any = self.rsa
        self.published: list[Any] = [self.rsa, self.ec]
        self.instead: dict[str, Answer] = {}
        self.make: Callable[[dict[str, Any]], str] = self.sign
        self.asked: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}

    def close(self) -> None:
        """Let the port go."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def sign(self, claims: dict[str, Any]) -> str:
        """Return a token as a good provider makes it."""
        return jwt.encode(self.header, claims, self.key)

    def consent(self, address: str) -> str:
        """Return where the browser is sent by somebody who has signed in at `address`."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_urlsafe(8)
        self._codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> Answer:
        """Exchange a code, once, with the right verifier and secret."""
        query = self._codes.pop(form.get("code", ""), {})
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        is_right = (
            query.get("code_challenge") == challenge
            and query.get("code_challenge_method") == "S256"
            and form.get("redirect_uri") == query.get("redirect_uri")
            and self._knows_the_secret(form)
        )
        if not is_right:
            return 400, {}, b'{"error": "invalid_grant"}'
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": "an-2026",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": query["nonce"],
            "email": "an@minhgiang.example",
            "email_verified": True,
        } | self.claims
        kept = {name: value for name, value in claims.items() if value is not None}
        answer = {"access_token": ACCESS, "token_type": "Bearer", "id_token": self.make(kept)}
        return 200, {}, json.dumps(answer).encode()

    def _knows_the_secret(self, form: dict[str, str]) -> bool:
        if self._told()["token_endpoint_auth_methods_supported"] == ["client_secret_post"]:
            return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        return form.get("authorization") == f"Basic {basic}"

    def answer(self, path: str, form: dict[str, str]) -> Answer:
        """Return what is answered at an address."""
        name = path.rpartition("/")[2]
        self.asked.append(name)
        if name in self.instead:
            return self.instead[name]
        if name == "token":
            return self.token(form)
        if name == "userinfo" and form["authorization"] != f"Bearer {ACCESS}":
            return 401, {}, b"{}"
        keys = [key.as_dict(private=False) for key in self.published]
        bodies = {"openid-configuration": self._told(), "keys": {"keys": keys}}
        return 200, {}, json.dumps({**bodies, "userinfo": self.info}[name]).encode()

    def _told(self) -> dict[str, Any]:
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
        return told | self.told

    def _handler(fake) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                sent = parse_qs(self.rfile.read(length).decode())
                form = {name: values[0] for name, values in sent.items()}
                form["authorization"] = self.headers.get("Authorization") or ""
                status, headers, body = fake.answer(self.path, form)
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *args: Any) -> None:
                """Say nothing."""

        return Handler
