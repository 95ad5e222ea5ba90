"""The first page of the desk and the calendar."""
