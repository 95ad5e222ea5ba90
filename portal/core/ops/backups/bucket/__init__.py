"""Backups off this machine, in a bucket of an S3-compatible store.

Below the prefix of the portal::

    objects/ab/ab12…                    a file of any backup, named by its SHA-256, stored once
    backups/20260101-013000/manifest.json   which files a backup is made of, written last
    locks/…                             who writes here now

Without its manifest a backup is none: whatever breaks a copy off leaves objects that the next one
finds there, or takes away.  Only `store` needs boto3, so it is imported where a bucket is set.
"""
