"""The number of a document in its head, the type and the day beside it."""

from functools import cache
from typing import Final, NamedTuple

import regex

from legalref.extraction.grammar import may_be
from legalref.heads.lines import beginning, compact
from legalref.model import Day
from legalref.orthography import fold
from legalref.vocabulary import document_types

Pattern = regex.Pattern[str]
_ANY: Final = "Văn bản"
"""What a text may call any document, but none calls itself in its head."""

_ORDINAL: Final = r"(?P<ordinal>[0-9OoIl]{1,6}(?:\.[0-9]{1,3})?(?:bis|[A-Za-zđ]{1,2}(?![\p{L}]))?)"
_GROUP: Final = r"[\p{L}\p{N}&]+(?:[.][\p{L}\p{N}&]+)*"
_SYMBOL: Final = rf"(?P<symbol>(?: ?[-/]{{1,2}} ?(?:QH ?(?=[0-9]{{1,2}}\b))?{_GROUP}){{1,8}}(?:\((?:\p{{L}})\))?)"
_SAYS: Final = r"(?P<lead>(?P<type>{types}) )?(?:so|s0|sq)(?: hieu)? ?[:.;]? ?"
_LOOSE: Final = regex.compile(r"(?P<ordinal>[0-9]{1,6}) ?(?P<symbol>[A-ZĐ]{2,}(?:[-/][\p{L}\p{N}&]+)+)")
_NUMBER: Final = regex.compile(rf"{_ORDINAL}{_SYMBOL}")
_BARE: Final = regex.compile(r"(?P<ordinal>[0-9]{1,5})(?= ?$|,? ngay| +[A-ZĐ\p{L}]+, ?ngay)", regex.IGNORECASE)
_SLIPS: Final = str.maketrans("OoIil", "00111")

_DAY: Final = r"(?P<day>[0-9oil]{1,2})"
_MONTH: Final = r"(?P<month>[0-9oil]{1,2})"
_YEAR: Final = r"(?P<year>(?:1[89]|2[0o])[0-9oil]{2})"
_LONG: Final = rf"nga[yv] ?{_DAY} ?than[gq] ?{_MONTH} ?n[aă]m ?{_YEAR}"
_SHORT: Final = rf"(?:ngay ?)?{_DAY} ?[-/.] ?{_MONTH} ?[-/.] ?{_YEAR}"
_ISO: Final = r"(?:ngay ?)?(?P<year>(?:19|20)[0-9]{2})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])"
DATE: Final = regex.compile(rf"(?:{_LONG}|{_SHORT}|{_ISO})(?![0-9])")
"""A day in folded text, written out or in figures."""
_PLACE: Final = r"(?P<place>(?:(?!ngay)[a-z.' -]){2,40}?)"
PLACE_AND_DATE: Final = regex.compile(
    rf"(?:{_PLACE} ?[,.;]? ?)??(?:{_LONG}|ngay ?{_DAY} ?[-/.] ?{_MONTH} ?[-/.] ?{_YEAR})(?![0-9])"
)
"""«Hà Nội, ngày 05 tháng 3 năm 2020» in folded text."""
NO_DATE: Final = regex.compile(
    r"(?:[a-z.' -]{2,40}[,.]? ?)?ngay[ .…_?]*[0-9]{0,2}[ .…_?]*thang[ .…_?]*[0-9]{0,2}[ .…_?]*nam[ .…_?]*(?:[0-9]{2,4})?[ .…_?]*"
)
"""A date of which day, month or year is not filled in."""


class Number(NamedTuple):
    """A number at the beginning of a line: as records write it (None for a blank), the type before it, where it ends."""

    number: str | None
    type: str | None
    end: int


@cache
def _says() -> Pattern:
    return regex.compile(_SAYS.format(types=beginning(types_by_key_words())))


@cache
def types_by_key_words() -> tuple[str, ...]:
    """Return the words of all types."""
    return tuple(word for row in document_types() for word in row.words if row.name != _ANY)


@cache
def _types() -> dict[str, str]:
    return {compact(word): row.name for row in document_types() for word in row.words if row.name != _ANY}


def type_named(text: str) -> str | None:
    """Return the type that a whole line names: «QUYẾT ĐỊNH», «T H Ô N G  T Ư», «THÔNG TƯ1» with the mark of a note."""
    return _types().get(compact(text).rstrip("0123456789"))


@cache
def _type_first() -> Pattern:
    return regex.compile(rf"(?P<type>{beginning(types_by_key_words())})(?![a-z])[0-9]{{0,2}}[ :]*")


def type_at_start(text: str) -> tuple[str, int] | None:
    """Return the type in capitals with which a line begins, and where the rest does; None where there is none."""
    match = _type_first().match(fold(text))
    if match is None or not text[: match.end("type")].isupper():
        return None
    return _types()[compact(match["type"])], match.end()


def number_at(text: str) -> Number | None:
    """Return the number that a line begins with after «Số» («Số: 30/2020/NĐ-CP», «Luật số: …», «Số 99-QĐ/TW»), or None."""
    folded = fold(text)
    says = _says().match(folded)
    if says is None or len(folded) != len(text):
        return None
    type_ = _types()[compact(says["type"])] if says["type"] else None
    match = _NUMBER.match(text, says.end()) or _LOOSE.match(text, says.end()) or _BARE.match(folded, says.end())
    if match is None:
        blank = regex.compile(r"[ .…_]*(?=[-/]|$)").match(text, says.end())
        return Number(None, type_, len(text)) if blank is not None and not type_ else None
    return Number(canonical(match[0]), type_, match.end())


def canonical(number: str) -> str:
    """Return a number as records write it: no spaces, digits for the letters that a scan took for them."""
    number = regex.sub(r"\s+", "", number).rstrip("-/.")
    number = regex.sub(r"([-/])[-/]+", r"\1", number)
    ordinal = regex.match(r"[0-9OoIl]+(?=[-/])", number)
    if ordinal and regex.search("[0-9]", ordinal[0]):
        number = ordinal[0].translate(_SLIPS) + number[ordinal.end() :]
    return regex.sub(r"(?<=/)[0-9OoIl]{4}(?=/)", lambda year: year[0].translate(_SLIPS), number)


def day_of(match: "regex.Match[str]") -> Day | None:
    """Return the day of a match, None where no calendar has it."""
    try:
        return Day(*(int(match[part].translate(_SLIPS)) for part in ("year", "month", "day")))
    except ValueError:
        return None


def type_of_number(number: str | None) -> str | None:
    """Return the type that a number's code alone tells, or None: «NĐ» is a Nghị định, «QĐ» of the Party may be either of two."""
    if not number:
        return None
    fits = [row.name for row in document_types() if row.codes and may_be(row.name, number)]
    groups = [group for group in regex.split(r"[-/]", number) if group.isalpha()]
    coded = [row for row in document_types() if groups and groups[0] in row.codes]
    if len(coded) == 1 and coded[0].name in fits:
        return coded[0].name
    if {row.name for row in coded} == {"Quyết định", "Quy định"} and "/QĐ" in number:
        return "Quyết định"
    if {row.name for row in coded} == {"Thông tư", "Thông tri"}:
        return "Thông tư" if "/TT" in number else "Thông tri"
    return None
