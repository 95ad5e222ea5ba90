"""Checks of what all of the portal stands on; an application's own are in its `doctor.py`."""
