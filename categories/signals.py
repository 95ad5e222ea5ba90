"""What rooms above may want to know of the tree."""

from django.dispatch import Signal

category_moved = Signal()
"""A category got another parent; sent inside the transaction with `category`."""
category_renamed = Signal()
"""A category got another name; sent inside the transaction with `category`."""
