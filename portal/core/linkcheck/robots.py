"""What a site lets programs ask for, as RFC 9309 reads its `robots.txt`; pure functions.

Python's own reader takes the first rule that fits, where the standard takes the longest, and knows
neither `*` nor `$`: it would ask for what a site forbids, and leave what it allows.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

_RULES = {"allow": True, "disallow": False}
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


class Rule(NamedTuple):
    """A line that allows or forbids what its pattern fits."""

    pattern: str
    allows: bool


@dataclass(frozen=True)
class Rules:
    """What holds for one program."""

    rules: tuple[Rule, ...] = ()

    def allow(self, target: str) -> bool:
        """Return whether `target`, a path with its query, may be asked for.

        The longest pattern decides; of two that are as long, the one that allows.
        """
        target = _normal(target)
        fitting = [(len(rule.pattern), rule.allows) for rule in self.rules if _fits(rule, target)]
        return max(fitting, default=(0, True))[1]


def read(text: str, program: str) -> Rules:
    """Return the rules for `program`: of its own groups, or of those for everybody."""
    groups: dict[str, list[Rule]] = {}
    named: list[str] = []
    is_naming = False
    for name, value in _lines(text):
        if name == "user-agent":
            named = [*named, _token(value)] if is_naming else [_token(value)]
            is_naming = True
            groups.setdefault(named[-1], [])
        elif name in _RULES:
            is_naming = False
            rule = Rule(_normal(value), _RULES[name])
            for each in named if value else ():  # "Disallow:" alone forbids nothing
                groups[each].append(rule)
    return Rules(tuple(groups.get(program.lower(), groups.get("*", []))))


def _lines(text: str) -> list[tuple[str, str]]:
    found = []
    for line in re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")):
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            found.append((name.strip().lower(), value.strip()))
    return found


def _token(value: str) -> str:
    """Return the name of a program without its version."""
    match = re.match(r"[A-Za-z_-]+", value)
    return match[0].lower() if match else value


def _fits(rule: Rule, target: str) -> bool:
    """Return whether a pattern fits the beginning, or with `$` the whole, of a target.

    Each piece between stars is looked for behind the one before: no pattern takes longer than that.
    """
    is_whole = rule.pattern.endswith("$")
    first, *pieces = rule.pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    at = len(first)
    for number, piece in enumerate(pieces, start=1):
        if is_whole and number == len(pieces):
            return len(target) - len(piece) >= at and target.endswith(piece)
        found = target.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not is_whole or at == len(target)


def _normal(text: str) -> str:
    """Return a path with everything escaped that must be, and nothing that need not be."""
    plain = "".join(c if "!" <= c <= "~" else _escape(c) for c in text)
    return _ESCAPED.sub(_unescape, plain)


def _escape(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode(errors="replace"))


def _unescape(match: re.Match[str]) -> str:
    letter = unquote(match[0], errors="replace")
    return letter if _UNRESERVED.fullmatch(letter) else match[0].upper()
