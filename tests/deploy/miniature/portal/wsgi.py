"""Answers with the headers of the page cache, and tells what reached it."""

import gzip
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from .settings import DATA

RELEASE = Path(__file__).resolve().parents[1]
SHARED = "public, max-age=0, s-maxage=1, stale-while-revalidate=4, stale-if-error=86400"
TOLD = ("HTTP_HOST", "HTTP_COOKIE", "QUERY_STRING", "HTTP_ACCEPT_ENCODING", "CONTENT_LENGTH")

Start = Callable[[str, list[tuple[str, str]]], object]


def wanted(name: str, default: str) -> str:
    """Return what a test has written for this process to find."""
    path = DATA / name
    return path.read_text() if path.exists() else default


def application(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """Answer a page of which everything is told, kept or not kept as the portal would say."""
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    path = environ["PATH_INFO"]
    status = "200 OK" if path in {"/readyz", "/healthz"} else wanted("status", "200 OK")
    if (RELEASE / "broken").exists() and (RELEASE / "broken").read_text() == path:
        status = "500 Broken"
    if path == "/cham/":
        time.sleep(0.6)
    told = {key: value for key, value in environ.items() if key in TOLD or "FORWARD" in key}
    told |= {key: value for key, value in environ.items() if key.startswith("HTTP_X")}
    told |= {"path": path, "words": wanted("words", "first"), "release": RELEASE.name}
    body = f"<html><body>{json.dumps(told)}</body></html>".encode()
    headers = [("Content-Type", "text/html; charset=utf-8"), ("X-Content-Type-Options", "nosniff")]
    headers.append(("X-Request-Id", environ.get("HTTP_X_REQUEST_ID", "")))
    headers += [("Strict-Transport-Security", "max-age=1"), ("Referrer-Policy", "same-origin")]
    if not status.startswith("404"):
        private = path.startswith(("/quan-tri/", "/bao-loi/", "/xem-truoc/"))
        headers.append(("Cache-Control", "no-store" if private else SHARED))
    if (RELEASE / "broken").exists() and (RELEASE / "broken").read_text() == "stale":
        headers.append(("X-Cache", "stale"))
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body = gzip.compress(body)
        headers += [("Content-Encoding", "gzip"), ("ETag", '"tag-gz"')]
    headers += [("Vary", "Accept-Encoding, Cookie"), ("Content-Length", str(len(body)))]
    start(status, headers)
    return [body]
