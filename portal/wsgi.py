"""The entry for the application server."""

import os

import django

from portal.core.handler import PortalHandler
from portal.core.pagecache.repeats import Repeated

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup(set_prefix=False)

application = Repeated(PortalHandler())

# After the application is set up: the question needs the database.
from portal.core.accounts.demo import refuse_demo_accounts  # noqa: E402

refuse_demo_accounts()
