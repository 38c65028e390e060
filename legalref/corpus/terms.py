"""The terms in which numbers are given: of the National Assembly and of the Party's congress."""

import re
from functools import cache
from typing import Final

from legalref.vocabulary import terms

ASSEMBLY: Final = {
    1: (1946, 1960), 2: (1960, 1964), 3: (1964, 1971), 4: (1971, 1975), 5: (1975, 1976), 6: (1976, 1981), 7: (1981, 1987),
    8: (1987, 1992), 9: (1992, 1997), 10: (1997, 2002), 11: (2002, 2007), 12: (2007, 2011), 13: (2011, 2016), 14: (2016, 2021),
    15: (2021, 2026), 16: (2026, 2031),
}  # fmt: skip
"""Term of the National Assembly → its first and last calendar year; a year of change belongs to both."""
_ASSEMBLY: Final = re.compile(r"(?:QH|HĐNN|QHK)(?P<term>\d{1,2})$")


def assembly(number: str | None) -> int | None:
    """Return the term that the number of a law or resolution names («45/2019/QH14», «17-LCT/HĐNN7»), or None."""
    match = _ASSEMBLY.search(number or "")
    return int(match["term"]) if match else None


def congress(day: str) -> str | None:
    """Return the term of the Party's congress in which an ISO day lies: `Đại hội XII`; None where it may be two, or none."""
    found = _terms_of(day)
    return found[0] if len(found) == 1 else None


def congress_of(number: str, day: str) -> str | None:
    """Return the term of the congress in which a number was given on a day.

    In the month of a congress, of which only the month is known here, a number that has just begun anew is of the new term.
    """
    found, ordinal = _terms_of(day), re.match(r"\d+", number)
    if len(found) > 1 and ordinal:
        return found[-1] if int(ordinal.group()) <= _BEGUN else found[0]
    return found[0] if found else None


_BEGUN: Final = 20
"""Numbers that the few days after a congress reach at the most; those before it are far past them."""


def _terms_of(day: str) -> list[str]:
    return [f"Đại hội {term}" for first, last, term in _congresses() if first <= day[:7] <= last]


@cache
def _congresses() -> tuple[tuple[str, str, str], ...]:
    return tuple((row.months[0][:7], row.months[1][:7], row.term) for row in terms().congress)


def roman(number: int) -> str:
    """Return a number below 40 as terms are numbered: `XIV`."""
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + ones[number % 10]
