"""The doctor: checks of the portal's health."""
