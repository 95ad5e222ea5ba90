"""A source to install from in place of the real one; copied, never imported."""
