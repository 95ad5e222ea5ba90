"""Gambling and loan vocabulary, pure functions: seeing through disguises, and the score."""

from portal.core.scan.words.scoring import ALARM, Score, worst

__all__ = ["ALARM", "Score", "worst"]
