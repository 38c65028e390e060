"""Days as the cells of lists write them: 05/3/2020, 5-3-20, 2020-03-05, «ngày 05 tháng 3 năm 2020», and what Excel counts."""

import re
from datetime import date, timedelta
from typing import Final

from legalref.collecting.numbers import plain
from legalref.orthography import fold

_TIME: Final = r"(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?"
_FORMS: Final = (
    re.compile(rf"(?:ngay )?(?P<day>\d{{1,2}}) ?[-/.] ?(?P<month>\d{{1,2}}) ?[-/.] ?(?P<year>\d{{4}}|\d{{2}}){_TIME}\.?"),
    re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}"),
    re.compile(r"(?:[a-z .]{2,40}, ?)?(?:ngay )?(?P<day>\d{1,2}) thang (?P<month>\d{1,2}),? nam (?P<year>\d{4})\.?"),
)
_SERIAL: Final = re.compile(r"[1-7]\d{4}(?:\.0+)?")
_FIRST: Final = date(1899, 12, 30)
"""Day 0 of Excel, as it counts from March 1900 on."""
_TURN: Final = 45
"""«25/1/48» is 1948: the State's numbers begin in 1945."""
_CENTURY: Final = 100


def day_in(text: str) -> date | None:
    """Return the day that a cell says, or None where it says none: a month or a year alone is no day."""
    folded = fold(plain(text))
    for form in _FORMS:
        if match := form.fullmatch(folded):
            return _day(int(match["year"]), int(match["month"]), int(match["day"]))
    return _FIRST + timedelta(days=int(float(folded))) if _SERIAL.fullmatch(folded) else None


def _day(year: int, month: int, day: int) -> date | None:
    if year < _CENTURY:
        year += 1900 if year >= _TURN else 2000
    try:
        return date(year, month, day)
    except ValueError:  # no calendar has it
        return None
