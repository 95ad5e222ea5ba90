"""The cache, and the pages that are kept as they were rendered."""

from portal.settings.databases import REPLICAS
from portal.settings.environment import DEBUG
from portal.settings.reading import VAR_DIR, env, read_address, refuse, switch, whole_number

CACHES = {"default": read_address(env.cache, "CACHE_URL", "locmemcache://")}
_HAS_CACHE_SERVER = CACHES["default"]["BACKEND"].endswith("redis.RedisCache")
if _HAS_CACHE_SERVER:
    CACHES["default"]["BACKEND"] = "portal.core.caching.RedisCache"
if REPLICAS and not _HAS_CACHE_SERVER:
    refuse("có DATABASE_REPLICA_URLS thì CACHE_URL phải là rediscache://… chung cho mọi máy.")
PAGE_CACHE = switch("PAGE_CACHE", default=not DEBUG)
"""Keep public pages as they were rendered: in the cache where that is Redis, else in files."""
PAGE_CACHE_DIR = env.path("PAGE_CACHE_DIR", default=str(VAR_DIR / "pages"))
PAGE_CACHE_MB = whole_number("PAGE_CACHE_MB", default=256)
