"""What the columns of a list are: headings in any words, order and spelling → fields of a record (vocabulary/columns.toml)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

import msgspec

from legalref.collecting.tables import Row
from legalref.model import Status
from legalref.orthography import words
from legalref.vocabulary import columns

_LOOKED_AT: Final = 60
"""Rows in which the headings may stand."""
_FEWEST: Final = 2
"""Columns that make a row one of headings; one of them says the number, or the title."""
_TELLING: Final = frozenset({"number", "symbol", "title", "type_title"})
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_REMEMBERED: Final = 1024
_LONGEST: Final = 80
"""Code points of a heading; what is longer is a sentence."""


class Column(msgspec.Struct, frozen=True):
    """A column: its letter or key, its heading, and the field that it fills: «» on purpose none, None for an unknown heading."""

    name: str
    heading: str
    field: str | None


class Heading(NamedTuple):
    """What a heading is taken for: the field, and how telling its words are, 0 the most."""

    field: str
    rank: int


@cache
def _headings() -> dict[str, Heading]:
    """Return folded heading → what it is."""
    rows = columns().column
    return {_key(text): Heading(row.field, rank) for row in reversed(rows) for rank, text in reversed([*enumerate(row.headings)])}


@cache
def _abbreviations() -> dict[str, str]:
    return {" ".join(words(row.short)): " ".join(words(row.long)) for row in columns().abbreviation}


def _key(heading: str) -> str:
    table = _abbreviations()
    return " ".join(table.get(word, word) for word in words(heading))


@lru_cache(_REMEMBERED)
def heading_of(text: str) -> Heading | None:
    """Return what a heading is, by the longest of the known ones that it is or begins with; None for an unknown one."""
    if len(text) > _LONGEST:
        return None
    for attempt in (text, _BRACKETS.sub(" ", text), *re.split(r"[/\n]", text)):
        found = _longest(_key(attempt).split())
        if found:
            return found
    return None


def _longest(said: list[str]) -> Heading | None:
    for length in range(len(said), 0, -1):
        found = _headings().get(" ".join(said[:length]))
        if found and (length == len(said) or length > 1):
            return found
    return None


def mapped(headings: Mapping[str, str]) -> list[Column]:
    """Return what the columns are, given name → heading; of two that would fill one field the more telling does."""
    best: dict[str, tuple[int, str]] = {}
    for name, heading in headings.items():
        found = heading_of(heading)
        if found and found.field and (found.field not in best or found.rank < best[found.field][0]):
            best[found.field] = (found.rank, name)
    chosen = {name: field for field, (_, name) in best.items()}
    return [Column(name, " ".join(heading.split()), _field(name, heading, chosen)) for name, heading in headings.items()]


def _field(name: str, heading: str, chosen: Mapping[str, str]) -> str | None:
    found = heading_of(heading)
    return chosen.get(name, "") if found else None


def heading_row(rows: Sequence[Row]) -> tuple[int, list[Column]] | None:
    """Return the place in `rows` of the headings, with the columns; None where no row says enough. It need not be the first.

    Headings may take two rows: a column without one in the lower row has that of the upper.
    """
    best: tuple[int, list[Column]] | None = None
    most = _FEWEST - 1
    for at, row in enumerate(rows[:_LOOKED_AT]):
        above = rows[at - 1].cells if at and rows[at - 1].number == row.number - 1 else {}
        found = mapped(_in_order({**above, **row.cells}))
        fields = {column.field for column in found if column.field}
        if len(fields) > most and fields & _TELLING:
            best, most = (at, found), len(fields)
    return best


def _in_order(cells: Mapping[str, str]) -> dict[str, str]:
    """Return cells from left to right."""
    return {name: cells[name] for name in sorted(cells, key=lambda name: (len(name), name))}


@cache
def _states() -> dict[str, Status]:
    rows = columns().state
    table = {" ".join(words(text)): Status(row.status) for row in rows for text in row.words}
    return table | {" ".join(words(status)): status for status in Status}


def state_of(text: str) -> Status | None:
    """Return the status that a cell says in Vietnamese words or as the schema names it; None for other words."""
    plain = _BRACKETS.sub(" ", text)
    return _states().get(" ".join(words(plain)))


def fields(found: Iterable[Column]) -> dict[str, str]:
    """Return column → field, of the columns that fill one."""
    return {column.name: column.field for column in found if column.field}
