"""How property tests run here: the same examples every time, and no clock."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "portal",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("portal")
