"""All checks, in the order in which editors see them."""

from collections.abc import Mapping

from portal.core.checks.base import Check
from portal.core.checks.rules.abbreviations import UndefinedAbbreviation
from portal.core.checks.rules.links import BrokenLink
from portal.core.checks.rules.personal import PersonalData
from portal.core.checks.rules.pictures import MissingAlt, MissingCaption
from portal.core.checks.rules.punctuation import Punctuation
from portal.core.checks.rules.similar import SimilarItem
from portal.core.checks.rules.sources import MissingSource, SourceInText
from portal.core.checks.rules.structure import EmptyLinkText, HeadingJump
from portal.core.checks.rules.summaries import RepeatedSummary, SummaryLength
from portal.core.checks.rules.titles import ShoutingTitle, TitleLength

CHECKS: tuple[Check, ...] = (
    PersonalData(),
    MissingAlt(),
    MissingSource(),
    TitleLength(),
    ShoutingTitle(),
    SummaryLength(),
    RepeatedSummary(),
    MissingCaption(),
    HeadingJump(),
    EmptyLinkText(),
    BrokenLink(),
    SourceInText(),
    Punctuation(),
    UndefinedAbbreviation(),
    SimilarItem(),
)
BY_NAME: Mapping[str, Check] = {check.name: check for check in CHECKS}
VERSION = 1
"""Counted up when the checks find other things in the same text; the report then looks again."""
