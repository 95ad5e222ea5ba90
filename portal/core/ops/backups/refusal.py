"""What stops a backup or a restore, in the operator's words."""


class Refusal(Exception):
    """It cannot be done; nothing has been changed.  Its text is shown as it is."""
