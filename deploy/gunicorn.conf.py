"""Gunicorn for the portal; the address to listen on is given by --bind or by systemd's socket.

Forwarded headers keep Gunicorn's default: believed only from a proxy on this machine.
"""

import os
from pathlib import Path

import environ

environ.Env.read_env(Path(__file__).resolve().parent.parent / ".env")

cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or min(2 * cores + 1, 5))
threads = 4
preload_app = True  # the workers share the memory of the loaded code

# Slow leaks never add up; the jitter keeps workers from restarting together.
max_requests = 5000
max_requests_jitter = 500
timeout = 60  # for a worker that shows no life; how long a request may take is up to nginx
graceful_timeout = 30
keepalive = 5  # for whoever asks without nginx, which opens a connection for each request

# The heartbeat file on a disk that stalls would get healthy workers killed.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
# The control socket would be written into the home folder; systemd does its work.
control_socket_disable = True

accesslog = None  # nginx keeps one
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "info")
if os.environ.get("LOG_FORMAT", "").lower() == "json":
    logger_class = "portal.core.logs.gunicorn.JsonLogger"
