"""Numbers with which a list goes on: «các Nghị định số A, B và C», «các Nghị quyết số 57-, 59- và 68-NQ/TW».

To be next in a list is evidence enough for a number of the same symbol, and for a bare number before
one that closes the list. Each keeps what is written; which symbol a bare number shares, linking finds out.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from legalref.extraction import grammar
from legalref.extraction.candidates import Candidate, tidy
from legalref.extraction.patterns import lazy
from legalref.model import Kind
from legalref.orthography import fold

_JOIN: Final = r"-?(?: {0,40}(?:,|;|&|\||và|hoặc)){1,2} {0,40}"
GAP: Final = lazy(rf"{_JOIN}(?:(?i:số) ?:? ?)?")
"""What stands between two documents of a list."""

_ITEM: Final = lazy(rf"{_JOIN}(?P<start>(?:(?i:số) ?:? ?)?)(?P<number>[0-9]{{1,5}}[a-z]?(?P<year>/(?:19|20)[0-9]{{2}})?)")
_ITEM_AFTER_DATE: Final = lazy(
    rf",? ngày [0-9]{{1,2}}(?:[-/.][0-9]{{1,2}}[-/.]| tháng [0-9]{{1,2}} năm )[0-9]{{2,4}}{_JOIN}(?P<start>(?i:số) ?:? ?)"
    r"(?P<number>[0-9]{1,5}[a-z]?(?P<year>/(?:19|20)[0-9]{2})?)(?=,? ngày )"
)
"""«Sắc lệnh số 63 ngày 22-11-1945 và số 77 ngày 21-12-1945»."""
_CLOSES: Final = lazy(
    rf"(?:{_JOIN}[0-9]{{1,5}}[a-z]?){{0,12}}{_JOIN}(?:(?i:số) ?:? ?)?[0-9]{{1,5}}[a-z]? ?[-/] ?(?:[0-9]{{4}} ?[-/] ?)?[A-ZĐ]{{2}}"
)
"""From the end of a bare number on: the list ends in a number with its symbol."""
_ENDS: Final = lazy(r" ?(?:[,;.:)»”\"\n]|$)| (?:của|ngày|năm|khóa|và [0-9])")
"""From the end of a bare number on: no thing is counted."""
_MAY_JOIN: Final = frozenset(",;&|-vh")
"""First letters of what joins two documents, in folded text; «n» is that of a date between bare numbers."""
_LETTERS: Final = lazy(r"[\p{L}&]{2,}")


def extended(text: str, folded: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with those that their lists go on with, in order."""
    whole: list[Candidate] = []
    for at, candidate in enumerate(found):
        stop = found[at + 1].start if at + 1 < len(found) else len(text)
        whole.append(candidate)
        following = folded[candidate.end : candidate.end + 4].lstrip()[:1]
        if following in _MAY_JOIN or (following == "n" and candidate.kind is Kind.SHORT):
            whole += _rest(text, candidate, stop)
    return whole


def _rest(text: str, last: Candidate, stop: int) -> Iterator[Candidate]:
    """Yield what follows `last` in its list and begins before `stop`."""
    while True:
        item = _ITEM.match(text, last.end, stop) or _ITEM_AFTER_DATE.match(text, last.end, stop)
        following = _next(text, last, item) if item else None
        if following is None:
            return
        yield following
        last = following


def _next(text: str, last: Candidate, item: regex.Match[str]) -> Candidate | None:
    start, number_start = item.start("start"), item.start("number")
    full = grammar.NUMBER.match(text, number_start)
    if full and _goes_with(full["symbol"], last):
        return Candidate(start, full.end(), Kind.FULL, None, tidy(full.group()), number_start)
    if full or not grammar.BARE_NUMBER.match(text, number_start):
        return None
    end = item.end("number")
    same_shape = last.kind is Kind.SHORT and ("/" in last.number) is (item["year"] is not None)
    counted = grammar.quantity().match(text, end) or not _ENDS.match(text, end)
    if _CLOSES.match(text, end) or (same_shape and not counted):
        return Candidate(start, end, Kind.SHORT, None, item["number"], number_start)
    return None


def _goes_with(symbol: str, last: Candidate) -> bool:
    """Tell whether a symbol shares a group with the number before it, or closes a list of bare ones."""
    letters = _LETTERS.findall(symbol)
    before = _LETTERS.findall(last.number)
    return not set(letters).isdisjoint(before) or (not before and fold(letters[0]) in grammar.type_codes())
