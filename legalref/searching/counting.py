"""How many records of a set have each value: the facets."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Final

from legalref.searching import bits
from legalref.searching.gathering import CODED
from legalref.searching.segment import Segment

_MANY: Final = 16
"""Where more than one in so many records is counted, all are gone through."""

Facets = dict[str, list[tuple[str, int]]]


def facets(found: Sequence[tuple[Segment, int]]) -> Facets:
    """Return field → (value as records write it, number of records), the most frequent first."""
    return {field: _ranked(field, found) for field in CODED}


def _ranked(field: str, found: Sequence[tuple[Segment, int]]) -> list[tuple[str, int]]:
    total: Counter[str] = Counter()
    for segment, records in found:
        for value, count in _counted(field, segment, records):
            for one in value.split("; ") if field == "issuer" else [value]:
                total[one] += count
    return sorted(((value, count) for value, count in total.items() if value and count), key=lambda row: (-row[1], row[0]))


def _counted(field: str, segment: Segment, records: int) -> list[tuple[str, int]]:
    """Count frequent values by their ready sets, and one by one what has none of these."""
    values, counts, rest = segment.values(field), [], records
    for code, value in enumerate(values):
        ready = segment.ready_value(field, code)
        if ready is not None:
            counts.append((value, (ready & records).bit_count()))
            rest &= ~ready
    others = Counter(_codes(segment.column(f"={field}"), rest, segment.size))
    return [*counts, *((values[code], count) for code, count in others.items())]


def _codes(column: "array[int]", records: int, size: int) -> Iterator[int]:
    """Return the codes of some records."""
    if records.bit_count() * _MANY > size:
        return compress(column, bits.flags(records, size))
    return map(column.__getitem__, bits.records(records, size))
