"""Backups of one format for both databases: `making`, `restoring`, `drill`, `moving`.

A backup is a folder: `manifest.json`, one file of lines for each table, every upload, and the
settings without their secrets.  A folder with the right name is whole: until then it has another.
Why it is made so stands in docs/decisions/0019-backups-of-one-format.md.
"""
