#!/usr/bin/env python3
"""Every set-up step of Cổng in one place: python3 run.py help.

Needs nothing but Python; the Makefile and .ci/run only call it. Written so that an old Python can
still read it and say which one is needed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
VAR = ROOT / "var" / "demo"
CODE = ("portal", "news", "categories")
RUN, DEV, S3, SENTRY, OIDC = (
    f"requirements{ending}.txt" for ending in ("", "-dev", "-s3", "-sentry", "-oidc")
)
UV, UV_PIN = "requirements-uv.txt", "uv==0.13.9"
UV_NAMES = {  # by pip's names of the same
    "PIP_INDEX_URL": "UV_DEFAULT_INDEX",
    "PIP_EXTRA_INDEX_URL": "UV_INDEX",
    "PIP_FIND_LINKS": "UV_FIND_LINKS",
    "PIP_CERT": "SSL_CERT_FILE",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
say = partial(print, flush=True)  # in order with what the tools print


def demo(args: list[str]) -> int:
    """Chạy thử cổng với dữ liệu mẫu tại http://127.0.0.1:8000 (đổi cổng: PORT=8001)."""
    port = os.environ.get("PORT") or "8000"
    check_port(port)
    VAR.mkdir(parents=True, exist_ok=True)
    env = environment(
        VAR,
        DEMO="True",
        SECURE="False",  # plain http, but on this machine's own address only
        ALLOWED_HOSTS="127.0.0.1,localhost",
        SECRET_KEY=secret_key(VAR / "secret_key"),
        DATABASE_URL=os.environ.get("DATABASE_URL") or sqlite_url(VAR),
        SERVE_MEDIA="True",
    )

    say("[1/5] Tạo môi trường Python…")
    make_venv()
    say("[2/5] Cài các thư viện…")
    install(RUN)
    say("[3/5] Chuẩn bị cơ sở dữ liệu…")
    must(manage("migrate", "--verbosity=0"), env)
    say("[4/5] Gom tệp giao diện…")
    collect_static(env)
    say("[5/5] Nạp dữ liệu mẫu…")
    must(manage("load_demo"), env)

    say(f"\nMở http://127.0.0.1:{port}/ bằng trình duyệt. Nhấn Ctrl+C để dừng.\n")
    server = tool("gunicorn", "portal.wsgi", "-c", "deploy/gunicorn.conf.py")
    server += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning", *args]
    os.chdir(ROOT)
    os.execve(server[0], server, env)  # noqa: S606 - takes this process's place and its Ctrl+C


def test(args: list[str]) -> int:
    """Run the tests on SQLite and on PostgreSQL (arguments go to pytest).

    Both at once, each with half of the processors: so the tests are collected, and the databases
    made, half as often as when each had all.  What is said of PostgreSQL follows at the end.
    """
    install(DEV)
    return on_both(args)


def crawl(args: list[str]) -> int:
    """Ask every address as every kind of account, and 20,000 made-up requests."""
    install(DEV)
    return on_both(["-m", "crawl", "-n", "0", "tests/access", "tests/fuzz", *args])


def fuzz(args: list[str]) -> int:
    """Ask the portal 100,000 made-up requests, others each time (FUZZ_REQUESTS, FUZZ_SEED)."""
    install(DEV)
    seed = str(secrets.randbelow(10**9) + 1)
    env = {"FUZZ_REQUESTS": "100000", "FUZZ_SEED": seed, **os.environ}
    say(f"The same once more: FUZZ_SEED={env['FUZZ_SEED']} FUZZ_REQUESTS={env['FUZZ_REQUESTS']}")
    return on_both(["-m", "", "-n", "0", "tests/fuzz", *args], env)


def on_both(args: list[str], env: dict[str, str] | None = None) -> int:
    """Run tests on both databases at once; see `test`."""
    processes = (os.cpu_count() or 1) // 2
    workers = processes if processes > 1 else 0  # 0: pytest itself, not a single worker of its own
    env = {"PYTEST_XDIST_AUTO_NUM_WORKERS": str(workers), **(env or os.environ)}
    pytest = [*tool("python", "-m", "pytest"), "--divided"]
    with tempfile.TemporaryFile() as said:
        command = [*pytest, "--db=postgres", *args]
        postgres = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            failed = run([*pytest, "--db=sqlite", *args], env)
        finally:
            failed_too = postgres.wait()  # Ctrl+C reaches it as well: it has a server to stop
        said.seek(0)
        sys.stdout.buffer.write(said.read())
        sys.stdout.flush()
    return int(any((failed, failed_too)))


def browser(args: list[str]) -> int:
    """Run the tests that drive a real Chromium, two at a time where there are two processors."""
    workers = min(os.cpu_count() or 1, 4)
    return in_chromium(
        "tests/browser", "-n", str(workers if workers > 1 else 0), "--dist", "load", *args
    )


def servers(args: list[str]) -> int:
    """Run the tests that start nginx and gunicorn from the files of deploy/."""
    if not shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"):
        sys.exit("No nginx found. Debian: apt-get install nginx-light")
    install(DEV)
    return run(tool("python", "-m", "pytest", "-m", "servers", "-n", "0", "tests/deploy", *args))


def screenshots(args: list[str]) -> int:
    """Photograph every kind of page, wide and narrow, light and dark, into var/screenshots."""
    return in_chromium("tests/browser/contact_sheet.py", "-n", "0", "-s", *args)


def handbook(args: list[str]) -> int:
    """Make the pictures of the editors' handbook anew, in docs/huong-dan-bien-tap/img."""
    return in_chromium(
        "tests/browser/handbook/take_pictures.py", "--db=sqlite", "-n", "0", "-s", *args
    )


def in_chromium(*args: str) -> int:
    """Run tests of the browser group; say what to install where there is no browser."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        sys.exit("No Chromium found. Debian: apt-get install chromium; or set CHROMIUM to its path")
    install(DEV)
    command = tool("python", "-m", "pytest", "-m", "browser", *args)
    return run(command, {**os.environ, "CHROMIUM": found})


def lint(args: list[str]) -> int:
    """Check style, types, imports, migrations and the settings of a production machine."""
    install(DEV)
    steps = {
        "ruff check": tool("ruff", "check", "."),
        "ruff format": tool("ruff", "format", "--check", "."),
        "bandit": tool("bandit", "-q", "-r", "-c", "pyproject.toml", *CODE, "deploy", "run.py"),
        "djade": djade("--check"),
        "mypy": tool("mypy"),
        "imports": tool("lint-imports", "--no-logo"),
        "migrations": manage("makemigrations", "--check", "--dry-run"),
        "deployment": manage("check", "--deploy", "--fail-level", "WARNING"),
        "static files": manage("collectstatic", "--noinput", "--verbosity=0"),
    }
    failed = []
    with tempfile.TemporaryDirectory(prefix="cong-lint-") as name:
        folder = Path(name)
        env = environment(  # as on a production machine
            folder,
            DEMO="False",
            SECURE="True",
            ALLOWED_HOSTS="portal.example",
            SECRET_KEY=secrets.token_hex(32),
            DATABASE_URL=sqlite_url(folder),
            SERVE_MEDIA="False",
        )
        for step, command in steps.items():
            say(f"--- {step}")
            code = run(command, env)
            say("ok" if code == 0 else f"FAILED ({code})")
            if code:
                failed.append(step)
    say(f"\nlint: {'FAILED: ' + ', '.join(failed) if failed else 'all ok'}")
    return int(bool(failed))


def ci(args: list[str]) -> int:
    """Run test, crawl, browser, servers and lint, all five even if one fails."""
    steps = ("test", "crawl", "browser", "servers", "lint")
    failures = [run([sys.executable, __file__, name]) for name in steps]
    return int(any(failures))


def format(args: list[str]) -> int:
    """Rewrite Python and templates in the house style."""
    install(DEV)
    upgrade = tool("django-upgrade", "--target-version", "5.2", "--exit-zero-even-if-changed")
    run([*upgrade, *sources("*.py", *CODE, "tests")])
    failures = [run(tool("ruff", "check", "--fix", ".")), run(tool("ruff", "format", "."))]
    run(djade())  # non-zero when it changed something
    return int(any(failures))


def lock(args: list[str]) -> int:
    """Pin all requirements files anew from pyproject.toml (--upgrade: to the newest versions)."""
    make_venv()
    must([*PIP_INSTALL, UV_PIN])
    compiler = tool("uv", "pip", "compile", "--universal", "--generate-hashes")
    # The files must name neither this machine nor a host.
    compiler += ["--python-version=3.11", "--no-emit-index-url", "--quiet", *args]
    compiler += ["--custom-compile-command=python3 run.py lock"]
    wanted = VENV / "uv.in"
    wanted.write_text(UV_PIN)
    must([*compiler, str(wanted), "--no-annotate", "-o", UV])
    compiler.append("pyproject.toml")
    must([*compiler, "-o", RUN])
    must([*compiler, "--extra", "s3", "-c", RUN, "-o", S3])
    must([*compiler, "--extra", "sentry", "-c", S3, "-o", SENTRY])
    must([*compiler, "--extra", "oidc", "-c", SENTRY, "-o", OIDC])
    must([*compiler, "--all-extras", "-c", S3, "-c", SENTRY, "-c", OIDC, "-o", DEV])
    return 0


def help(args: list[str]) -> int:
    """Show this list."""
    say("python3 run.py COMMAND, or make COMMAND:\n")
    say("\n".join(f"  {name:13}{command.__doc__}" for name, command in COMMANDS.items()))
    return 0


def make_venv() -> None:
    """Make .venv with the running Python, unless it is there and of the same version."""
    if read_stamp().get("python") == sys.version and Path(tool("python")[0]).exists():
        return
    if VENV.is_symlink():
        sys.exit(f"{VENV} is a link: a new environment would be made where it leads. Remove it.")
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        sys.exit("Python lacks venv. Debian, Ubuntu: apt-get install python3-venv")
    must([sys.executable, "-m", "venv", "--clear", str(VENV)])
    STAMP.write_text(json.dumps({"python": sys.version}))


def install(requirements: str) -> None:
    """Install the pinned packages, unless the very same file has been installed before."""
    make_venv()
    wanted, stamp = digest(ROOT / requirements), read_stamp()
    if stamp.get(requirements) == wanted:
        return
    if not install_quickly(requirements):
        must([*PIP_INSTALL, "--require-hashes", "-r", requirements])
    stamp[requirements] = wanted
    if requirements == DEV:  # holds all of the other, at the same versions
        stamp[RUN] = digest(ROOT / RUN)
    STAMP.write_text(json.dumps(stamp))


def install_quickly(requirements: str) -> bool:
    """Install with uv, which asks for all packages at once: a tenth of the time of pip.

    It is told of the registry that pip is told of by variables; where that is not enough, pip does
    it, and takes longer.
    """
    if run([*PIP_INSTALL, "--require-hashes", "-r", UV]) != 0:
        return False
    told = {name: os.environ[pip] for pip, name in UV_NAMES.items() if os.environ.get(pip)}
    command = tool("uv", "pip", "install", "--quiet", "--compile-bytecode", "--require-hashes")
    command += ["--system-certs"]  # an office's proxy is known to the machine, not to uv
    command += ["--python", tool("python")[0], "-r", requirements]
    if run(command, {**told, **os.environ, "UV_HTTP_RETRIES": "1"}) == 0:
        return True
    say("Chuyển sang cài bằng pip, sẽ lâu hơn.")
    return False


def read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def collect_static(env: dict[str, str]) -> None:
    """Collect the static files, unless none has changed: it takes most of a second start."""
    how = ("portal/settings/files.py", "portal/core/staticfiles.py")
    files = [RUN, *how, *sources("*.*", "static")]
    files += sources("static/**/*.*", *CODE)
    seen = "".join(f"{path} {(ROOT / path).stat().st_mtime_ns}\n" for path in files)
    stamp, wanted = VAR / "static.stamp", hashlib.sha256(seen.encode()).hexdigest()
    if Path(env["STATIC_ROOT"]).is_dir() and stamp.exists() and stamp.read_text() == wanted:
        return
    must(manage("collectstatic", "--noinput", "--clear", "--verbosity=0"), env)
    stamp.write_text(wanted)


def check_port(port: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except ValueError:
            sys.exit(f"PORT phải là một số, không phải “{port}”.")
        except (OSError, OverflowError):
            sys.exit(f"Không mở được cổng {port}; hãy thử: PORT=8001 python3 run.py demo")


def environment(folder: Path, **values: str) -> dict[str, str]:
    """Return the variables of a machine without DEBUG that keeps all its files in `folder`."""
    fixed = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEBUG": "False",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "PAGE_CACHE_DIR": str(folder / "pages"),
        "STATIC_MANIFEST": "True",
    }
    return {**os.environ, **fixed, **values}


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{quote(str(folder))}/db.sqlite3"


def secret_key(path: Path) -> str:
    if not path.exists():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


def tool(name: str, *args: str) -> list[str]:
    return [str(VENV / "bin" / name), *args]


def manage(*args: str) -> list[str]:
    return tool("python", "manage.py", *args)


def djade(*options: str) -> list[str]:
    templates = sources("*.html", *CODE, "templates/desk")
    return tool("djade", "--target-version", "5.2", *options, *templates)


def sources(pattern: str, *folders: str) -> list[str]:
    return [str(path) for folder in folders for path in sorted((ROOT / folder).rglob(pattern))]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(command: list[str], env: dict[str, str] | None = None) -> int:
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.wait()  # it had the same Ctrl+C and is tidying up
        raise


def must(command: list[str], env: dict[str, str] | None = None) -> None:
    code = run(command, env)
    if code:
        sys.exit(f"{' '.join(command)}: exit code {code}")


PIP_INSTALL = tool("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
COMMANDS = {
    f.__name__: f
    for f in (
        *(demo, test, crawl, fuzz, browser, servers, screenshots, handbook),
        *(lint, ci, format, lock, help),
    )
}


def main() -> int:
    if os.name == "nt":
        sys.exit("Cổng runs on Linux and macOS; on Windows use WSL.")
    if not (3, 11) <= sys.version_info < (3, 14):
        sys.exit(f"Cổng needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.")
    name, args = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("help", [])
    if name not in COMMANDS:
        sys.exit(f"No command {name}. Try: python3 run.py help")
    try:
        return COMMANDS[name](args)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
