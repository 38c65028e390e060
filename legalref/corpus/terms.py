"""The terms in which numbers are given: of the National Assembly and of the Party's congress."""

import re
from functools import cache
from typing import Final

from legalref.vocabulary import terms

LAWS: Final = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
"""What is called by its name, type and subject together: «Luật Đất đai»."""
_ASSEMBLY: Final = re.compile(r"(?:QH|HĐNN|QHK)(?P<term>\d{1,2})$")
_SHARED: Final = re.compile(r"/(?:UBTV)?QH\d")
_BEGUN: Final = 20
"""Numbers that the few days after a congress reach at the most; those before it are far past them."""


def assembly(number: str | None) -> int | None:
    """Return the term that the number of a law or resolution names («45/2019/QH14», «17-LCT/HĐNN7»), or None."""
    match = _ASSEMBLY.search(number or "")
    return int(match["term"]) if match else None


def is_shared(number: str | None) -> bool:
    """Tell whether laws, ordinances and resolutions may bear one number: «18/2008/QH12», «05/2012/UBTVQH13».

    The form is one for all types, but each has a register of its own. «34/2007/PL-UBTVQH11» says its type.
    """
    return _SHARED.search(number or "") is not None


@cache
def assembly_years() -> dict[int, tuple[int, int]]:
    """Return term of the National Assembly → its first and last calendar year; a year of change belongs to both."""
    return {row.number: row.years for row in terms().parliament}


def congress_terms(day: str) -> tuple[str, ...]:
    """Return the congress terms (`XII`) in which an ISO date, full or not, may lie; two in the month of a congress."""
    month = day[:7]
    return tuple(row.term for row in terms().congress if row.months[0][: len(month)] <= month <= row.months[1][: len(month)])


def congress(day: str) -> str | None:
    """Return the term of the Party's congress in which an ISO day lies: `Đại hội XII`; None where it may be two, or none."""
    found = congress_terms(day)
    return f"Đại hội {found[0]}" if len(found) == 1 else None


def congress_of(number: str, day: str) -> str | None:
    """Return the term of the congress in which a number was given on a day.

    In the month of a congress, of which only the month is known here, a number that has just begun anew is of the new term.
    """
    found, ordinal = congress_terms(day), re.match(r"\d+", number)
    if not found:
        return None
    is_new = len(found) > 1 and ordinal and int(ordinal.group()) <= _BEGUN
    return f"Đại hội {found[-1 if is_new else 0]}"
