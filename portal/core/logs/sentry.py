"""Errors told to a Sentry server, where one is set: what broke, and nothing of who was there."""

from importlib import import_module
from typing import Any

from portal.core.logs.scrubbing import scrub

Event = dict[str, Any]
_OF_A_REQUEST = ("method",)
"""What is told of a request.  No address either: the name of the view says enough."""
_OF_AN_EVENT = {
    "event_id",
    "timestamp",
    "level",
    "logger",
    "platform",
    "transaction",
    "release",
    "environment",
    "exception",
    "request",
    "logentry",
    "tags",
    "sdk",
    "contexts",
    "type",
}
_CONTEXTS = {"runtime", "trace"}


def begin(dsn: str) -> None:
    """Have errors reported from now on; settings have made sure that the library is there."""
    library: Any = import_module("sentry_sdk")  # which few have: mypy need not
    logs: Any = import_module("sentry_sdk.integrations.logging")
    logs.ignore_logger(
        "django.security.DisallowedHost"
    )  # programs that try names: nothing is broken
    library.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        server_name="",
        before_send=before_send,
        auto_session_tracking=False,
    )


def before_send(event: Event, hint: Any) -> Event:
    """Return what may leave: only what is named here, its words scrubbed.

    What is not named is left out, so that a new version of the library tells nothing more.
    """
    kept = {name: value for name, value in event.items() if name in _OF_AN_EVENT}
    request = kept.get("request") or {}
    kept["request"] = {name: request[name] for name in _OF_A_REQUEST if name in request}
    if (event.get("transaction_info") or {}).get("source") == "url":
        kept.pop("transaction", None)  # what somebody has typed, where it led nowhere
    kept["contexts"] = {
        name: value for name, value in (kept.get("contexts") or {}).items() if name in _CONTEXTS
    }
    if entry := kept.get("logentry"):
        kept["logentry"] = {"message": scrub(str(entry.get("message", "")))}
    for error in (kept.get("exception") or {}).get("values", []):
        error["value"] = scrub(str(error.get("value", "")))
        for frame in (error.get("stacktrace") or {}).get("frames", []):
            frame.pop("vars", None)
            frame.pop("abs_path", None)
    return kept
