"""Days as people write them."""

import re
from datetime import date
from typing import Final

_ISO: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_VIETNAMESE: Final = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})")
_WHOLE: Final = len("2020-03-05")


def prefix_of_day(text: str) -> str | None:
    """Return a date, full or not, as an ISO prefix: 2018-02-02, 02/02/2018, 2/2018, 2018; None for what is no date."""
    match = _ISO.fullmatch(text)
    year, month, day = match.groups() if match else (None, None, None)
    if not match and (match := _VIETNAMESE.fullmatch(text)):
        day, month, year = match.groups()
    try:
        full = date(int(year or 0), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return None
    return full if day else full[:7] if month else full[:4]


def whole_day(text: str) -> date | None:
    """Return a full day, or None for anything less."""
    prefix = prefix_of_day(text)
    return date.fromisoformat(prefix) if prefix and len(prefix) == _WHOLE else None
