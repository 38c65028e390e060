"""A query's tree → the set of the records of a segment that match it."""

from collections.abc import Callable
from typing import Any as Anything
from typing import Final

from legalref.orthography import words
from legalref.searching import asked
from legalref.searching.schema import WORDS
from legalref.searching.segment import Segment

_KEYS: Final = {asked.Field.TYPE: "whole_type", asked.Field.STATUS: "status"}


def matching(node: asked.Node, segment: Segment) -> int:
    """Return the records of `segment` that match `node`."""
    return _WAYS[type(node)](node, segment) & segment.alive


def _word(node: asked.Word, segment: Segment) -> int:
    return segment.anywhere(node.folded)


def _beginning(node: asked.Beginning, segment: Segment) -> int:
    found = 0
    for field in WORDS:
        found |= segment.beginning(field, node.folded)
    return found


def _phrase(node: asked.Phrase, segment: Segment) -> int:
    return segment.side_by_side(node.words) | segment.named(node.words)


def _is(node: asked.Is, segment: Segment) -> int:
    found = 0
    for value in node.values:
        found |= _one(node.field, value, segment)
    return found


def _one(field: asked.Field, value: str, segment: Segment) -> int:
    if field in _KEYS:
        return segment.having(_KEYS[field], value)
    found = segment.alive
    for word in words(value):
        found &= segment.having(field.value, word)
    return found


def _years(node: asked.Years, segment: Segment) -> int:
    first, last = node.first or 0, node.last or 9999
    found = 0
    for year in segment.values("year"):
        if first <= int(year) <= last:
            found |= segment.having("year", year)
    return found


def _all(node: asked.All, segment: Segment) -> int:
    found = segment.alive
    for part in node.parts:
        if not found:
            return 0
        found &= matching(part, segment)
    return found


def _any(node: asked.Any, segment: Segment) -> int:
    found = 0
    for part in node.parts:
        found |= matching(part, segment)
    return found


def _without(node: asked.Without, segment: Segment) -> int:
    return segment.alive & ~matching(node.part, segment)


_WAYS: Final[dict[type, Callable[[Anything, Segment], int]]] = {
    asked.Word: _word,
    asked.Beginning: _beginning,
    asked.Phrase: _phrase,
    asked.Is: _is,
    asked.Rows: lambda node, segment: segment.in_rows(node.rows),
    asked.Years: _years,
    asked.All: _all,
    asked.Any: _any,
    asked.Without: _without,
    asked.Rather: lambda node, segment: matching(node.must, segment),
    asked.Everything: lambda _node, segment: segment.alive,
}
