"""Telling the people of the desk what waits for them, in the admin and by e-mail."""
