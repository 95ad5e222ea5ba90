"""Keeping a portal alive: backups that prove that they restore."""
