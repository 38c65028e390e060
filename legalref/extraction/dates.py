"""Dates as citations write them: «05/3/2020», «ngày 05 tháng 3 năm 2020», «tháng 9/2001», «năm 2018».

All patterns read folded text. A date that gives less than a day keeps what it gives.
"""

from typing import Final

import regex

from legalref.extraction.patterns import lazy

_DAY: Final = r"(?P<day>[0-3]?[0-9])"
_MONTH: Final = r"(?P<month>[01]?[0-9])"
_YEAR: Final = r"(?P<year>(?:1[89]|20)[0-9]{2})(?![0-9])"
_SHORT: Final = rf"{_DAY} ?[-/.] ?{_MONTH} ?[-/.] ?{_YEAR}"
_TWO_DIGITS: Final = rf"{_DAY}[-/.]{_MONTH}[-/.](?P<year>[0-9]{{2}})(?![0-9])"
_ISO: Final = r"(?P<year>(?:19|20)[0-9]{2})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9])"
_NO_YEAR: Final = (
    r"[0-9]{1,2}(?: ?[-/.] ?[0-9]{1,2}| {1,4}thang {1,4}[0-9]{1,2})(?:(?:[-/.]| {1,4}nam {1,4})[0-9]{3,6})?(?![0-9])"
)
_LONG: Final = rf"{_DAY}(?: ?[-/.,])? {{0,4}}(?:thang|ngay|nam) {{1,4}}{_MONTH},? {{0,4}}(?:nam|thang) {{1,4}}{_YEAR}"
"""«17 tháng 8 năm 2005», and slips that say it: «ngày 17 ngày 8 năm 2005», «31 năm 3 năm 2011»."""

_PASSED: Final = r"(?:(?:duoc )?(?:ban hanh|ky|thong qua|de) )?(?:vao (?=nam|thang))?"
_MONTH_YEAR: Final = rf"{_MONTH} ?[-/] ?{_YEAR}"
AFTER: Final = lazy(
    rf"\*{{0,2}}(?: {{1,4}}\(?khoa [ivx]{{1,5}}\)?)? {{0,40}},? {{0,40}}(?P<open>\()?{_PASSED}"
    rf"(?:(?:ngay ?){{1,2}} {{0,40}}(?:{_SHORT}|{_LONG}|{_ISO}|{_TWO_DIGITS}|{_NO_YEAR})|(?<=[a-z0-9][ ,(]{{1,3}}){_SHORT}"
    rf"|thang {_MONTH}(?: nam |[-/]){_YEAR}|nam {{1,4}}{_YEAR}|(?<=\()(?:{_MONTH_YEAR}|{_YEAR})(?=\)))(?(open)\)?)"
)
"""A date right after a number or an issuer; a day without its year is passed over."""

_RUN: Final = r"[^;:.()\n\"]"
PASSED: Final = lazy(
    rf"{_RUN}{{0,60}}? (?:da )?duoc {_RUN}{{0,80}}?(?:thong qua|ban hanh|ky)(?: tai {_RUN}{{0,60}}?)?"
    rf" {{1,4}}ngay {{1,4}}(?:{_SHORT}|{_LONG})"
)
"""A law's date farther behind: «… được Quốc hội khóa XI thông qua ngày 29/11/2005»."""
AFTER_LETTERS: Final = frozenset("ntdbkv0123456789")
"""With what `AFTER` can begin, past spaces, commas and brackets."""

AFTER_TITLE: Final = lazy(rf" {{1,4}}ngay {{1,4}}(?:{_SHORT}|{_LONG})(?= {{1,4}}cua )")
"""The date behind a title, which an issuer follows."""

AFTER_NAME: Final = lazy(
    r" {0,4}(?:\(? ?sua doi(?:,? bo sung)?\)? {1,4})?(?P<open>\()?(?:nam {1,4})?(?P<year>(?:19|20)[0-9]{2})(?![0-9]|[-/.][0-9])"
    r"(?(open)\)?)"
)
"""The year right after a law's name: «Luật Đất đai 2013», «Luật Giáo dục (sửa đổi) năm 2019»."""

BEFORE: Final = lazy(
    rf"(?:ngay {{1,4}}(?:{_SHORT}|{_LONG})|thang {{1,4}}{_MONTH}(?: nam |[-/]){_YEAR}|nam {{1,4}}{_YEAR})(?= ?,| )"
)
"""A date that opens a clause: «Ngày 21 tháng 1 năm 1995, Chính phủ ban hành …»."""


_TWO: Final = 2
_FIRST_YEAR: Final = "45"
"""«ngày 25-1-48» is 1948: the State's numbers begin in 1945."""


def to_iso(match: regex.Match[str]) -> str | None:
    """Return the date of a match as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as the text gives it.

    A day that no calendar has («31/02/2020») is returned, too: no record has it, and so it is reported.
    """
    groups = match.groupdict()
    day, month, year = groups.get("day"), groups.get("month"), groups["year"]
    if year is None:
        return None
    if len(year) == _TWO:
        year = f"{'19' if year >= _FIRST_YEAR else '20'}{year}"
    return "-".join((year, *(part.zfill(2) for part in (month, day) if part)))
