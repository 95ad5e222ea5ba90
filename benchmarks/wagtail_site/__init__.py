"""The news site that `peers.py` sets up with Wagtail, to be measured beside the portal."""
