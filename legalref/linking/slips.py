"""Slips of the pen in numbers and days: one digit wrong, missing, doubled or exchanged with its neighbour."""

import re
from collections.abc import Iterator
from typing import Final

from legalref.model import Slip
from legalref.orthography import number_key

_PARTS: Final = re.compile(r"(?P<ordinal>\d+)(?P<letter> ?[a-z]{1,2}(?= \d))?(?: (?P<year>(?:19|20)\d{2}))?(?: (?P<symbol>.*))?")
_YEARS: Final = 3
"""Years by which people err, whatever the digits are: 2019 for 2020."""
_DIGITS: Final = "0123456789"


def is_one_slip(first: str, second: str) -> bool:
    """Tell whether two strings differ by one character wrong, missing, added, or exchanged with its neighbour.

    Days, as ISO dates, are one slip apart, too, where day and month are exchanged.
    """
    if first == second:
        return False
    if first[:5] == second[:5] and first[5:7] == second[8:10] and first[8:10] == second[5:7] and len(first) == len("2020-03-05"):
        return True
    if len(first) == len(second):
        at = [place for place in range(len(first)) if first[place] != second[place]]
        exchanged = len(at) == 2 and at[1] == at[0] + 1 and first[at[0]] == second[at[1]] and first[at[1]] == second[at[0]]  # noqa: PLR2004
        return len(at) == 1 or exchanged
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    return len(longer) == len(shorter) + 1 and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def slip_between(cited: str, recorded: str) -> Slip | None:
    """Return the one slip by which two numbers of documents differ, None where they are the same or differ by more."""
    ours, theirs = _PARTS.fullmatch(number_key(cited)), _PARTS.fullmatch(number_key(recorded))
    if not ours or not theirs:
        return None
    differing = [part for part in ("ordinal", "letter", "year", "symbol") if ours[part] != theirs[part]]
    if len(differing) != 1:
        return None
    (part,) = differing
    if part == "year" and ours[part] and theirs[part] and abs(int(ours[part]) - int(theirs[part])) <= _YEARS:
        return Slip.YEAR
    if not is_one_slip(ours[part] or "", theirs[part] or ""):
        return None
    return {"year": Slip.YEAR, "symbol": Slip.SYMBOL}.get(part, Slip.NUMBER)


def slips_of(number: str) -> Iterator[str]:
    """Yield the numbers, as keys, that are one slip in the ordinal or the year away from `number`."""
    parts = _PARTS.fullmatch(number_key(number))
    if not parts:
        return
    for part in ("ordinal", "year"):
        start, end = parts.span(part)
        if start >= 0:
            is_year = part == "year"
            others = {*_one_away(parts[part], keep=is_year), *(_years_near(parts[part]) if is_year else ())} - {parts[part]}
            yield from (parts.string[:start] + other + parts.string[end:] for other in sorted(others))


def _years_near(year: str) -> set[str]:
    return {str(int(year) + more) for more in range(-_YEARS, _YEARS + 1)}


def _one_away(digits: str, *, keep: bool) -> Iterator[str]:
    """Yield the digits that are one slip away; `keep` the length."""
    for at in range(len(digits)):
        yield from (digits[:at] + digit + digits[at + 1 :] for digit in _DIGITS if digit != digits[at])
        if at + 1 < len(digits) and digits[at] != digits[at + 1]:
            yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if not keep and len(digits) > 1:
            yield digits[:at] + digits[at + 1 :]
    if not keep:
        yield from (digits[:at] + digit + digits[at:] for at in range(len(digits) + 1) for digit in _DIGITS)
