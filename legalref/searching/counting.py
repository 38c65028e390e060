"""How many records of a set have each value: the facets."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress
from typing import Final

from legalref.searching import bits
from legalref.searching.gathering import CODED
from legalref.searching.segment import Segment

_MANY: Final = 16
"""Where more than one in so many records is counted, those of frequent values are counted as sets."""

Facets = dict[str, list[tuple[str, int]]]


def counted(found: Sequence[tuple[Segment, int]]) -> Facets:
    """Return field → (value as records write it, number of records), the most frequent first."""
    total: dict[str, Counter[str]] = {field: Counter() for field in CODED}
    for segment, records in found:
        count = _count_one_by_one if records.bit_count() * _MANY < segment.size else _count_by_sets
        for field, codes in count(segment, records).items():
            _add(total[field], field, segment.values(field), codes)
    return {field: sorted(counts.items(), key=lambda row: (-row[1], row[0])) for field, counts in total.items()}


def _add(total: Counter[str], field: str, values: Sequence[str], codes: Counter[int]) -> None:
    """Add what was counted by code; several issuers of one record count each."""
    for code, count in codes.items():
        for value in values[code].split("; ") if field == "issuer" else [values[code]]:
            if value and count:
                total[value] += count


def _count_one_by_one(segment: Segment, records: int) -> dict[str, Counter[int]]:
    ids = list(bits.records(records, segment.size))
    return {field: Counter(map(segment.column(f"={field}").__getitem__, ids)) for field in CODED}


def _count_by_sets(segment: Segment, records: int) -> dict[str, Counter[int]]:
    """Count frequent values by their ready sets, and one by one what has none of these."""
    found = {}
    for field in CODED:
        codes: Counter[int] = Counter()
        rest = records
        for code in range(len(segment.values(field))):
            ready = segment.ready_value(field, code)
            if ready is not None:
                codes[code] = (ready & records).bit_count()
                rest &= ~ready
        codes.update(_codes(segment, field, rest))
        found[field] = codes
    return found


def _codes(segment: Segment, field: str, records: int) -> Iterable[int]:
    return compress(segment.column(f"={field}"), bits.flags(records, segment.size)) if records else ()
