"""The self-scan: signs that somebody else writes on this portal.

What is believed, and what cannot be seen, stands in docs/decisions/0022-what-the-scan-believes.md.
"""
