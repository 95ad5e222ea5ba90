"""The servers of nginx: who is answered, by what, and with which headers."""

import re
import ssl
import subprocess
from collections import Counter

import pytest

from portal.core.media.views import _SHOWN
from tests.deploy.machine import DOMAIN, Machine, believing

pytestmark = pytest.mark.servers

SECURITY = ("X-Content-Type-Options", "Strict-Transport-Security", "Referrer-Policy")
SHOWN = ("jpg", "png", "webp", "avif", "mp4", "webm", "mp3", "m4a", "ogg", "vtt")
SAVED = ("pdf", "svg", "html", "x")
PRIVATE = ("/quan-tri/", "/bao-loi/", "/xem-truoc/abc/")


def upload(machine: Machine, name: str, data: bytes = b"data" * 400) -> str:
    """Store a file as the application would, and return its address."""
    path = machine.prefix / "shared/media" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return f"/media/{name}"


def logged(machine: Machine) -> str:
    """Return the access log, once nginx has written it out."""
    for _ in range(200):
        machine.ask("/wait-for-the-log", "POST", https=False)
        text = (machine.root / "var/log/cong/access.log").read_text()
        if "/xem-truoc/" in text:
            return text
    return ""


def test_plain_http_leads_to_https_at_the_same_address(machine):
    answer = machine.ask("/tin/?trang=2", https=False)
    assert (answer.status, answer["Location"]) == (301, f"https://{DOMAIN}/tin/?trang=2")


def test_a_certificate_authority_finds_what_was_left_for_it(machine):
    folder = machine.prefix / "acme/.well-known/acme-challenge"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "token").write_text("proof")
    answer = machine.ask("/.well-known/acme-challenge/token", https=False)
    assert (answer.status, answer.text) == (200, "proof")


@pytest.mark.parametrize("https", [True, False])
def test_a_name_that_is_not_the_portals_gets_no_answer(machine, https):
    with pytest.raises(ConnectionError):
        machine.ask("/", headers={"Host": "evil.example"}, https=https)


def test_who_greets_with_another_name_is_not_even_shown_the_certificate(machine):
    with pytest.raises(ssl.SSLError):
        machine.connection(name="evil.example")


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_http_2_is_spoken_over_both_versions_of_tls(machine, version, monkeypatch):
    context = believing()
    context.minimum_version = context.maximum_version = version
    context.set_alpn_protocols(["h2"])
    monkeypatch.setattr("tests.deploy.machine.believing", lambda: context)
    connection = machine.connection()
    assert connection.sock.selected_alpn_protocol() == "h2"
    connection.close()


@pytest.mark.parametrize("path", ["/", *PRIVATE, "/static/css/site.css", "/media/x.png"])
def test_no_header_is_sent_twice_and_security_headers_are_never_missing(machine, path):
    upload(machine, "x.png")
    answer = machine.ask(path)
    names = Counter(name.lower() for name, _ in answer.headers)
    assert [name for name, count in names.items() if count > 1] == []
    assert [name for name in (*SECURITY, "Permissions-Policy") if not answer[name]] == []


def test_static_files_are_kept_for_ever_if_their_name_has_a_hash_and_are_sent_compressed(machine):
    hashed = machine.ask("/static/css/site.111111111111.css", headers={"Accept-Encoding": "gzip"})
    plain = machine.ask("/static/css/site.css")
    assert hashed["Cache-Control"] == "public, max-age=31536000, immutable"
    assert hashed["Content-Encoding"] == "gzip"
    assert plain["Cache-Control"] == "public, max-age=3600"
    assert (plain.status, plain.body) == (200, b"body { color: black }" * 100)
    missing = machine.ask("/static/css/none.111111111111.css")
    assert (missing.status, missing["Cache-Control"]) == (404, "no-store")
    assert "Không có trang" in missing.text


@pytest.mark.parametrize("ending", [*SHOWN, *SAVED])
def test_uploads_are_shown_or_saved_as_the_application_would_have_it(machine, ending):
    answer = machine.ask(upload(machine, f"anh/a.{ending}"))
    shown = answer["Content-Type"] in _SHOWN
    assert answer["Content-Disposition"] == ("" if shown else "attachment")
    assert shown is (ending in SHOWN)
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "public, max-age=86400"


def test_a_picture_whose_version_is_named_is_kept_for_a_year(machine):
    address = upload(machine, "anh/a.webp")
    assert machine.ask(f"{address}?v=3")["Cache-Control"] == "public, max-age=31536000, immutable"
    part = machine.ask(address, headers={"Range": "bytes=0-9"})
    assert (part.status, len(part.body)) == (206, 10)


def test_a_size_of_a_picture_that_is_missing_is_asked_of_the_application(machine):
    assert '"path": "/media/anh/a-480.webp"' in machine.ask("/media/anh/a-480.webp").text


@pytest.mark.parametrize("path", ["/../shared/.env", "/media/../.env", "/media/..%2f.env"])
def test_nothing_beside_the_folders_that_are_served_can_be_reached(machine, path):
    answer = machine.ask(path)
    assert b"SECRET_KEY" not in answer.body


def test_each_request_has_one_name_in_both_logs_and_readers_cannot_choose_it(machine):
    """A stored page tells its own reader's, not that of whoever asked first."""
    own = "0123456789abcdef"
    first, second = (
        machine.ask("/ten/", headers={"X-Request-Id": own, "X-Request-ID": own}) for _ in range(2)
    )
    for answer in (first, second):
        names = [value for name, value in answer.headers if name.lower() == "x-request-id"]
        assert re.fullmatch(r"[0-9a-f]{32}", "".join(names))
    assert first["X-Request-Id"] in first.text
    assert first["X-Request-Id"] != second["X-Request-Id"]
    assert own not in re.findall(r'"HTTP_X_REQUEST_ID": "(\w+)"', first.text)


@pytest.mark.parametrize(
    "path", ["/readyz", "/healthz", "/metrics", "//readyz", "/%72eadyz", "/a/../readyz"]
)
def test_the_probes_answer_inside_only(machine, path):
    assert machine.ask(path).status == 200
    outside = machine.ask(path, source="127.0.0.9")
    assert outside.status == 404
    assert "path" not in outside.text


@pytest.mark.parametrize(
    ("path", "megabytes", "status"),
    [
        ("/bao-loi/", 2, 413),
        ("/", 2, 413),
        ("/quan-tri/news/", 20, 200),
        ("/quan-tri/news/", 26, 413),
        ("/quan-tri/media/", 30, 200),
    ],
)
def test_bodies_are_as_large_as_the_address_needs(machine, path, megabytes, status):
    body = b"0" * (megabytes * 2**20 if status == 200 else 1)
    headers = {} if status == 200 else {"Content-Length": str(megabytes * 2**20)}
    answer = machine.ask(path, "POST", headers, body=body)
    assert answer.status == status
    assert ("quá lớn" in answer.text) is (status == 413)


@pytest.mark.parametrize(
    ("method", "path", "at_most", "source"),
    [
        ("POST", "/quan-tri/login/", 12, "127.0.0.2"),
        ("POST", "/bao-loi/", 14, "127.0.0.3"),
        ("GET", "/tim-kiem/?q=a", 70, "127.0.0.4"),
    ],
)
def test_one_address_that_asks_too_often_is_told_so(machine, method, path, at_most, source):
    answers = [machine.ask(path, method, source=source) for _ in range(at_most)]
    refused = [answer for answer in answers if answer.status == 429]
    assert refused
    assert "đợi một phút" in refused[0].text
    assert refused[0]["Retry-After"] == "60"
    assert machine.ask(path, method, source="127.0.0.8").status == 200


def test_older_versions_of_tls_are_refused(machine):
    said = subprocess.run(
        ["openssl", "s_client", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0", "-servername", DOMAIN]
        + ["-connect", f"127.0.0.1:{machine.https}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert "alert protocol version" in said.stderr


def test_opening_the_form_to_sign_in_is_not_counted(machine):
    answers = [machine.ask("/quan-tri/login/", source="127.0.0.5") for _ in range(14)]
    assert {answer.status for answer in answers} == {200}


def test_the_log_never_holds_the_address_of_a_preview(machine):
    machine.ask("/xem-truoc/secret-token/")
    machine.ask("//xem-truoc/secret-token/?a=1")
    machine.ask("/", headers={"Referer": f"https://{DOMAIN}/xem-truoc/secret-token/"})
    text = logged(machine)
    assert re.search(r'"GET /xem-truoc/- HTTP/1.1" 200 ', text)
    errors = (machine.root / "var/log/cong/error.log").read_text()
    assert "secret-token" not in text + errors
