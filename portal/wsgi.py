"""The entry for the application server."""

import os

from django.core.wsgi import get_wsgi_application

from portal.core.pagecache.repeats import Repeated

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = Repeated(get_wsgi_application())

# After the application is set up: the question needs the database.
from portal.core.accounts.demo import refuse_demo_accounts  # noqa: E402

refuse_demo_accounts()
