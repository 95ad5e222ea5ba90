"""nginx as deploy/nginx sets it up, but for TLS, which is not measured, and on a free port."""

import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.application import HOST, answers
from benchmarks.databases import ROOT
from benchmarks.processes import Program

SOURCE = ROOT / "deploy/nginx"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
CONF = """
daemon off;
{user}
worker_processes auto;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 2048; }}
http {{
    include /etc/nginx/mime.types;
    {temporary}
    include {folder}/site/http.conf;
    include {folder}/site/site.conf;
    {more}
}}
"""


def nginx(
    folder: Path,
    port: int,
    nodes: Sequence[Path],
    environment: Mapping[str, str],
    *,
    more: str = "",
    ready: str = "/healthz",
) -> Program:
    """Return nginx in front of the sockets `nodes`; `more` are further servers.

    A node that fails is left alone for as long as another machine would be.
    """
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if not program:
        sys.exit("There is no nginx: apt-get install nginx-light.")
    for name in ("site", "cache", "prefix/current/var", "prefix/shared", "acme", *TEMPORARY):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _link(folder / "prefix/current/var/static", environment["STATIC_ROOT"])
    _link(folder / "prefix/shared/media", environment["MEDIA_ROOT"])
    _write_site(folder, port, nodes)
    conf = CONF.format(
        folder=folder,
        user="user root root;" if os.geteuid() == 0 else "",  # the folder is closed to others
        temporary=" ".join(f"{kind}_temp_path {folder}/{kind};" for kind in TEMPORARY),
        more=more,
    )
    (folder / "nginx.conf").write_text(conf)
    return Program(
        [program, "-c", folder / "nginx.conf", "-e", folder / "error.log"],
        log=folder / "nginx.log",
        answers=lambda: answers(port, ready),
    )


def _write_site(folder: Path, port: int, nodes: Sequence[Path]) -> None:
    site = folder / "site"
    values = {
        "SITE": str(site),
        "CACHE": str(folder / "cache"),
        "LOGS": str(folder),
        "PREFIX": str(folder / "prefix"),
        "DOMAIN": HOST,
        "ADMIN_PATH": "quan-tri",
        "LISTEN_HTTP": f"listen unix:{folder}/plain.sock;",
        "LISTEN_HTTP_DEFAULT": f"listen unix:{folder}/plain.sock default_server;",
        "LISTEN_HTTPS": f"listen 127.0.0.1:{port};",
        "LISTEN_HTTPS_DEFAULT": "",
    }
    shutil.copytree(SOURCE, site, dirs_exist_ok=True)
    for path in SOURCE.glob("*.conf"):
        (site / path.name).write_text(_filled(path, values))
    servers = (f"server unix:{path} max_fails=3 fail_timeout=5s;\n" for path in nodes)
    (site / "upstream.conf").write_text("".join(servers))
    for name in ("tls.conf", "brotli.conf", "nodes.conf"):
        (site / name).write_text("")


def _filled(path: Path, values: Mapping[str, str]) -> str:
    """Return a template with its variables; those that are not known are none of a machine's."""

    def value(found: re.Match[str]) -> str:
        if found[1] not in values and path.name not in {"node.conf", "tls.conf"}:
            sys.exit(f"{path} has a {found[0]} that benchmarks/nginx.py does not know.")
        return values.get(found[1], "")

    return re.sub(r"@(\w+)@", value, path.read_text())


def _link(path: Path, target: str) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)
