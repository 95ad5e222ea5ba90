"""Errors that are told to others say what broke, and nothing of who was there."""

import json
import os
import subprocess
import sys

from django.conf import settings

from portal.core.logs.sentry import before_send

ROOT = settings.BASE_DIR
EVENT = {
    "level": "error",
    "user": {"ip_address": "203.0.113.9"},
    "request": {
        "method": "POST",
        "url": "https://minhgiang.example/tim-kiem/",
        "query_string": "q=benh",
        "cookies": {"sessionid": "x"},
        "headers": {"User-Agent": "x"},
        "data": {"email": "an@minhgiang.example"},
    },
    "exception": {
        "values": [
            {
                "type": "ValueError",
                "value": "an@minhgiang.example 0912345678",
                "stacktrace": {"frames": [{"function": "f", "vars": {"q": "x"}, "abs_path": "/x"}]},
            }
        ]
    },
    "logentry": {"message": "từ 203.0.113.9", "params": ["an@minhgiang.example"]},
    "transaction": "/an@minhgiang.example",
    "transaction_info": {"source": "url"},
    "contexts": {"runtime": {"name": "CPython"}, "device": {"name": "may-cua-an"}},
    "extra": {"sys.argv": ["x"]},
    "breadcrumbs": {"values": [{"message": "x"}]},
    "server_name": "may-cua-an",
    "something_new": "x",
}

_REPORTED = """
import json, os, django
django.setup()
import sentry_sdk
from django.test import Client
sent = []
class Kept(sentry_sdk.transport.Transport):
    def capture_envelope(self, envelope):
        sent.extend(item.payload.json for item in envelope.items)
sentry_sdk.get_client().transport = Kept({})
browser = Client(raise_request_exception=False, headers={"host": "localhost"})
browser.cookies["sessionid"] = "bi-mat-cua-phien"
data = {"words": "loi-cua-toi", "contact": "an@minhgiang.example"}
browser.post("/bao-loi/?q=benh-cua-toi", data,
    headers={"user-agent": "may-cua-toi", "sec-fetch-site": "same-origin"})
print(json.dumps(sent, default=str))
"""


def test_only_what_is_named_leaves():
    sent = before_send(json.loads(json.dumps(EVENT)), None)
    assert sent == {
        "level": "error",
        "request": {"method": "POST"},
        "exception": {
            "values": [
                {
                    "type": "ValueError",
                    "value": "[thư] [số]",
                    "stacktrace": {"frames": [{"function": "f"}]},
                }
            ]
        },
        "logentry": {"message": "từ [địa chỉ]"},
        "contexts": {"runtime": {"name": "CPython"}},
    }


def test_an_error_is_reported_without_who_met_it(tmp_path):
    """In a process of its own: the library changes Django where it is begun."""
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEBUG": "True",
        "SENTRY_DSN": "http://key@127.0.0.1:9/1",
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
    }
    ran = subprocess.run(
        [sys.executable, "-c", _REPORTED],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    [event] = json.loads(ran.stdout)
    assert event["exception"]["values"][-1]["type"] == "OperationalError"  # it has no tables
    told = ran.stdout + ran.stderr
    for secret in ("an@minhgiang", "benh-cua-toi", "loi-cua-toi", "may-cua-toi", "bi-mat-cua"):
        assert secret not in told
