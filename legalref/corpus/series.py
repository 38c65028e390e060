"""Dates and numbers held against their series: inside a year, a later number has a later date.

State numbers count up from 1 January (Nghị định 34/2016/NĐ-CP, Điều 58), so a date that leaves the
order of its neighbours by more than the days an office may take is an error of some source.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from legalref.model import Document

_NUMBER: Final = re.compile(r"(?P<ordinal>\d+)[A-Za-z]{0,2}/(?P<year>\d{4})/(?P<symbol>.+)")
_SLACK: Final = timedelta(days=3)
_SMALLEST: Final = 8
"""Records below which a series shows no order."""
_MANY: Final = 20
_FAR: Final = 1.8
"""A number this many times the next lower one, in a series of `_MANY`, is misread («200/2023/NĐ-CP» after «98»)."""


class Misdated(NamedTuple):
    """A record whose date leaves the order of its series, and the days between which it should lie (inclusive)."""

    document: Document
    earliest: date
    latest: date

    def admits(self, day: date) -> bool:
        """Tell whether `day` lies where the series wants it."""
        return self.earliest <= day <= self.latest


def misdated(documents: Iterable[Document]) -> Iterator[Misdated]:
    """Yield the central records whose date does not fit their number.

    What fits is the longest run of numbers whose dates do not fall; the rest is held against it.
    """
    series: dict[tuple[str, str, str], list[tuple[int, Document]]] = defaultdict(list)
    for document in documents:
        match = _NUMBER.fullmatch(document.number or "")
        if match and not document.place:
            series[document.type, match["symbol"], match["year"]].append((int(match["ordinal"]), document))
    for (_, _, year), members in series.items():
        if len(members) >= _SMALLEST:
            members.sort(key=lambda member: member[0])
            yield from _outside([document for _, document in members], int(year))


def _outside(ordered: list[Document], year: int) -> Iterator[Misdated]:
    kept = _longest_run([document.issued for document in ordered])
    earliest = date(year, 1, 1)
    for at, document in enumerate(ordered):
        if at in kept:
            earliest = document.issued
            continue
        latest = next((ordered[later].issued for later in range(at + 1, len(ordered)) if later in kept), date(year, 12, 31))
        if not earliest - _SLACK <= document.issued <= latest + _SLACK:
            yield Misdated(document, earliest - _SLACK, latest + _SLACK)


def _longest_run(days: list[date]) -> set[int]:
    """Return the places of the longest subsequence of days that do not fall (patience sorting)."""
    ends: list[date] = []
    places: list[int] = []
    before: list[int | None] = []
    for at_day, day in enumerate(days):
        at = bisect_right(ends, day)
        before.append(places[at - 1] if at else None)
        ends[at : at + 1] = [day]
        places[at : at + 1] = [at_day]
    run: set[int] = set()
    place: int | None = places[-1] if places else None
    while place is not None:
        run.add(place)
        place = before[place]
    return run


def outlying(documents: Iterable[Document]) -> Iterator[Document]:
    """Yield the central records whose number lies so far past all others of its series that it must be misread."""
    series: dict[tuple[str, str, str], dict[int, list[Document]]] = defaultdict(lambda: defaultdict(list))
    for document in documents:
        match = _NUMBER.fullmatch(document.number or "")
        if match and not document.place:
            series[document.type, match["symbol"], match["year"]][int(match["ordinal"])].append(document)
    for numbers in series.values():
        *_, before, highest = sorted(numbers) if len(numbers) > 1 else (0, 0)
        if len(numbers) >= _MANY and highest > _FAR * before:
            yield from numbers[highest]
