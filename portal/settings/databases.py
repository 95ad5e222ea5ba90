"""The database, and the copies of it from which public pages are read."""

from pathlib import Path
from urllib.parse import quote

from portal.settings.applications import MIDDLEWARE
from portal.settings.reading import VAR_DIR, env, read_address, refuse, whole_number

_SQLITE_OPTIONS = {
    # Every transaction takes the write lock at its start: two writers wait for each other
    # instead of failing half-way with "database is locked".
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000"
    ),
}

_NETWORK = {
    # A machine that has lost its power says nothing at all: without these, a connection to it
    # waits for a quarter of an hour.  Over a socket of this machine they mean nothing.
    "connect_timeout": 3,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}

_SQLITE_URL = f"sqlite:///{quote(str(VAR_DIR / 'db.sqlite3'))}"
DATABASES = {"default": read_address(env.db, "DATABASE_URL", _SQLITE_URL)}
_ENGINE = DATABASES["default"].get("ENGINE")
if _ENGINE == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = _SQLITE_OPTIONS
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
elif _ENGINE == "django.db.backends.postgresql":
    DATABASES["default"]["CONN_MAX_AGE"] = whole_number("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).update(_NETWORK)
else:
    refuse("DATABASE_URL phải là sqlite:///… hoặc postgres://…")

# Copies of the database from which public pages are read: see portal/core/replicas.
REPLICAS = [
    url for each in env.str("DATABASE_REPLICA_URLS", default="").split(",") if (url := each.strip())
]
for _number, _url in enumerate(REPLICAS):
    _replica = read_address(
        lambda _, default: env.db_url_config(default), "DATABASE_REPLICA_URLS", _url
    )
    if {_ENGINE, _replica.get("ENGINE")} != {"django.db.backends.postgresql"}:
        refuse("DATABASE_REPLICA_URLS phải là postgres://…, và DATABASE_URL cũng vậy.")
    _read_only = "-c default_transaction_read_only=on -c statement_timeout=3000"
    DATABASES[f"replica{_number}"] = {
        **_replica,
        "CONN_MAX_AGE": DATABASES["default"]["CONN_MAX_AGE"],
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**_replica.get("OPTIONS", {}), **_NETWORK, "options": _read_only},
        "TEST": {"MIRROR": "default"},
    }
if REPLICAS:
    DATABASE_ROUTERS = ["portal.core.replicas.router.ReplicaRouter"]
    MIDDLEWARE.append("portal.core.replicas.middleware.ReplicaMiddleware")
