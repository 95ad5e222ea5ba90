"""Checks before sending: what an item should not be published with.

`base.py` says what a check is, `rules/` holds them, `registry.py` lists them; `running.py` runs
them and stands in the way of sending; `report.py` looks through everything that is published.
"""
