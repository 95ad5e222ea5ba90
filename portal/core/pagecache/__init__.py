"""The page cache: public pages are rendered once, and never shown once they are out of date.

Every change of anything that pages may show gives the portal a new *site version* (`writes`), and
a stored page is shown only while the version is the one that it was made for, and the clock has
not passed the moment at which it would read differently (`boundaries`).  So nothing has to know
which pages show what.  Why so: docs/decisions/0015-one-version-for-all-pages.md.
"""

from portal.core.pagecache.views import cached_page as cached_page
