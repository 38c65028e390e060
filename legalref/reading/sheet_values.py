"""Numbers and days of a workbook as a reader sees them: 5, 0.25, 05/3/2020 as 05/03/2020."""

import re
from datetime import datetime, timedelta
from typing import Final

from legalref.reading.package import Target, whole

_DATES: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""The built-in number formats of days and times (ECMA-376, 18.8.30)."""
_NOT_CODES: Final = re.compile(r'"[^"]{0,255}"|\\.|\[[^\]]{0,255}\]|_.|\*.|general|standard', re.IGNORECASE | re.DOTALL)
_DATE_CODES: Final = re.compile(r"[dmyhs]", re.IGNORECASE)
_MOST_STYLES: Final = 1 << 20
_LAST_DAY: Final = 2_958_466
"""9999-12-31 and the day after it, as Excel counts."""
_FIRST: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no time zone
_FIRST_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001 - the same
_FIRST_SOUND_DAY: Final = 60
"""Excel counts a 29 February 1900, which was not."""


class Formats(Target):
    """Which styles of cells show a day or a time."""

    def __init__(self) -> None:
        """Begin without any."""
        self._dates = set(_DATES)
        self._styles: list[bool] = []
        self._in_cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the code of a number format, or the format of a style."""
        name = tag.rpartition("}")[2]
        if name == "numFmt" and _DATE_CODES.search(_NOT_CODES.sub("", attributes.get("formatCode", "")[:1000])):
            self._dates.add(whole(attributes.get("numFmtId"), 0, _MOST_STYLES))
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self._styles.append(whole(attributes.get("numFmtId"), 0, _MOST_STYLES) in self._dates)

    def end(self, tag: str) -> None:
        """End the list of styles."""
        if tag.endswith("}cellXfs"):
            self._in_cells = False

    def of(self, style: str | None) -> bool:
        """Return whether cells of this style show a day or a time."""
        number = whole(style, 0, _MOST_STYLES)
        return number < len(self._styles) and self._styles[number]


def shown(value: str, kind: str, is_date: bool, *, since_1904: bool) -> str:
    """Return a stored value as it is read: a day as dd/mm/yyyy, a whole number without «.0», a truth value as a word."""
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind == "d":
        return _iso(value)
    if kind != "n":
        return value
    try:
        number = float(value[:50])
    except ValueError:
        return value
    if is_date and 0 <= number < _LAST_DAY:
        return _day(number, since_1904=since_1904)
    return _number(value, number)


def _number(value: str, number: float) -> str:
    if value.isdigit():
        return value
    return format(number, ".15g")  # as many figures as Excel shows at most: 0.1 + 0.2 is 0.3


def _day(number: float, *, since_1904: bool) -> str:
    first = _FIRST_1904 if since_1904 else _FIRST if number >= _FIRST_SOUND_DAY else _FIRST + timedelta(days=1)
    try:
        moment = first + timedelta(seconds=round(number * 86400))
    except OverflowError:
        return format(number, ".15g")
    if number < 1:
        return f"{moment:%H:%M}"
    return _written(moment)


def _iso(value: str) -> str:
    try:
        return _written(datetime.fromisoformat(value[:40]))
    except ValueError:
        return value


def _written(moment: datetime) -> str:
    day = f"{moment.day:02}/{moment.month:02}/{moment.year:04}"
    return day if (moment.hour, moment.minute) == (0, 0) else f"{day} {moment:%H:%M}"
