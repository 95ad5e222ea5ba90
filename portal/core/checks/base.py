"""What a check is."""

from collections.abc import Iterable
from typing import ClassVar

from portal.core.checks.findings import Finding, Level
from portal.core.checks.subject import Subject


class Check:
    """One thing that is looked at; a subclass says what, and in which words it speaks."""

    name: ClassVar[str]
    """Stored in tables and addresses; never changed."""
    title: ClassVar[str]
    explanation: ClassVar[str]
    """What it does, for the page with the switches."""
    advice: ClassVar[str]
    """How to mend it."""
    level: ClassVar[Level] = Level.WARN
    """What follows, until somebody chooses otherwise."""
    is_waivable: ClassVar[bool] = False
    """Whether an editor may answer for what was found."""

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Yield what is wrong with the item."""
        raise NotImplementedError

    def finding(
        self,
        field: str,
        problem: str,
        quotes: Iterable[str] = (),
        *,
        advice: str = "",
        url: str = "",
        evidence: Iterable[str] = (),
    ) -> Finding:
        """Return a finding of this check."""
        return Finding(
            check=self.name,
            field=field,
            problem=problem,
            advice=advice or self.advice,
            level=self.level,
            quotes=tuple(dict.fromkeys(quotes)),
            url=url,
            evidence=tuple(evidence),
        )
