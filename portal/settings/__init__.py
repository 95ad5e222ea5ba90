"""All settings, read from the environment and from `.env` beside manage.py.

docs/configuration.md lists the variables.  With DEBUG off, a missing or weak secret key or a
missing host name refuses to start with one line that says what to do.

One module for each subject, none for an environment: what differs between a desk and a production
machine is a variable.
"""

from portal.settings.applications import *
from portal.settings.caches import *
from portal.settings.databases import *
from portal.settings.environment import *
from portal.settings.files import *
from portal.settings.mail import *
from portal.settings.operation import *
from portal.settings.reading import BASE_DIR
from portal.settings.retention import *
from portal.settings.security import *
from portal.settings.signing_in import *
from portal.settings.single_sign_on import *

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["portal.formats"]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]

# The editor: see portal/core/richtext.py and docs/decisions/0002-editor-in-its-cage.md.
RICHTEXT_WIDGET = "portal.core.richtext.EditorWidget"
CKEDITOR_BASEPATH = None
# The package warns on every command that its editor is out of support.  The decision record
# answers that warning, so it is silenced here and nowhere else.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]
