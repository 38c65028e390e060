"""The best records of a set, without looking at most of the others.

What a record is worth is its standing times the sum of what each word asked for weighs in each field that has it
(BM25F where no frequencies are kept), all in whole numbers, so that equals are equal on every way to compute them.
Records that have the same words in the same fields form a class. Within a class and one standing the order of the
segment is the order of worth (`gathering`), so the class is never looked at further than its best few; and classes
are parted, best first, only as long as one may still hold a record among the best. Where there are too many elements
for that, their sums for all records (`summing`) say which records to look at one by one, again the best first.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from heapq import heapify, heappop, heappush
from math import log
from operator import add
from typing import Final, NamedTuple

from legalref.searching import asked, bits, weights
from legalref.searching.matching import matching
from legalref.searching.schema import MEASURED, WORDS, WRITTEN, written
from legalref.searching.segment import Segment
from legalref.searching.summing import Sums, summed

NORM: Final = 256
"""What a title of average length is counted as; a shorter one is worth more."""
UNIT: Final = 100
"""What a weight of 1 is counted as."""

_MANY: Final = 12
"""Elements from which on their sums are asked first."""
_REMEMBERED: Final = 4096
"""Words of which it is remembered how rare they are."""
_NONE: Final = (1, 0)
"""Where no other record waits; every record comes before it."""
_K1: Final = 1.2
_B: Final = 0.75
"""The constants of BM25 as Whoosh has them."""


class Element(NamedTuple):
    """Something that makes records worth more: its records in a segment, and how much."""

    having: Callable[[Segment], int]
    plain: int
    measured: int
    """What is weighed by the length of the title."""


class Statistics(NamedTuple):
    """What is known of all segments together."""

    records: int
    norms: Sequence[int]
    """Number of words of a title → its weight, falling."""
    rarity: Callable[[str], float]
    """How much a word says: the logarithm of how few records have it, at least in the field where most do."""


def statistics(segments: Sequence[Segment]) -> Statistics:
    """Return the statistics of an index; deleted records count until their segment goes."""
    records = sum(segment.size for segment in segments)
    average = sum(segment.words_of_titles for segment in segments) / records if records else 0
    return Statistics(
        records,
        [round(NORM * (_K1 + 1) / (1 + _K1 * (1 - _B + _B * length / (average or 1)))) for length in range(256)],
        lru_cache(_REMEMBERED)(lambda word: _rarity(word, segments, records)),
    )


def _rarity(word: str, segments: Sequence[Segment], records: int) -> float:
    most = max(sum(segment.frequency(field, word) for segment in segments) for field in WORDS)
    return log(records / (most + 1)) + 1


def elements(node: asked.Node, known: Statistics) -> list[Element]:
    """Return what makes records worth more in a search for `node`."""
    match node:
        case asked.Word():
            return _word(node, known)
        case asked.Beginning(start):
            return [*_word(asked.Word(start), known), _constant(node, weights.BEGINNING)]
        case asked.Phrase(words):
            return [element for word in words for element in _word(asked.Word(word), known)]
        case asked.All(parts) | asked.Any(parts):
            return [element for part in parts for element in elements(part, known)]
        case asked.Rather(must, may):
            return [*elements(must, known), *(_constant(part, weights.RATHER) for part in may)]
        case _:
            return []


def _constant(node: asked.Node, weight: float) -> Element:
    return Element(lambda segment: matching(node, segment), round(UNIT * weight), 0)


def _word(node: asked.Word, known: Statistics) -> list[Element]:
    says = UNIT * known.rarity(node.folded)
    found = [_in_field(field, node.folded, round(says * weights.FIELDS[field])) for field in WORDS]
    if node.written:
        found.append(_in_field(WRITTEN, written(node.written), round(says * weights.WRITTEN)))
    return found


def _in_field(field: str, word: str, weight: int) -> Element:
    measured = field == MEASURED
    return Element(lambda segment: segment.having(field, word), 0 if measured else weight, weight if measured else 0)


class _Class(NamedTuple):
    """Records of one segment and one standing that are alike in the elements before `at`."""

    records: int
    at: int
    plain: int
    measured: int
    part: "_Part"


class _Heap(NamedTuple):
    """Records of one segment and one standing, of which it is known how much at most the elements weigh that part them."""

    records: int
    plain: int
    measured: int
    part: "_Part"
    sums: Sums


class _Waiting(NamedTuple):
    """Records that wait to be ranked, ordered by what the best of them may be worth."""

    bound: int
    """The best that any of them can be worth, negative."""
    first: int
    """The number of the first among all segments; no two have the same."""
    them: "_Class | _Heap | list[tuple[int, int]]"
    """A class or a heap, or, where nothing more parts them, their worths (negative) and numbers, the best last."""


class _Part(NamedTuple):
    """One segment with the elements that its matches do not all have or all lack, the weightiest first."""

    segment: Segment
    norms: Sequence[int]
    having: Sequence[int]
    plain: Sequence[int]
    measured: Sequence[int]
    plain_after: Sequence[int]
    measured_after: Sequence[int]
    bytes_: Sequence[bytes]
    """`having` in bytes, where there are many."""

    def worth(self, record: int, plain: int, measured: int) -> tuple[int, int]:
        """Return what one record is worth, negative, and its number, by looking at each element."""
        segment = self.segment
        at = record + -segment.size % 8
        for having, more_plain, more_measured in zip(self.bytes_, self.plain, self.measured, strict=True):
            if having[at >> 3] & (128 >> (at & 7)):
                plain += more_plain
                measured += more_measured
        worth = plain * NORM + measured * self.norms[segment.lengths[record]]
        return -segment.standings[record] * worth, segment.offset + record

    def waiting(self, records: int, at: int, plain: int, measured: int) -> _Waiting:
        """Return the class of `records`, which are not empty, bounded by its first."""
        segment = self.segment
        first = bits.first_of(records, segment.size)
        norm = self.norms[segment.lengths[first]]
        best = (plain + self.plain_after[at]) * NORM + (measured + self.measured_after[at]) * norm
        return _Waiting(-segment.standings[first] * best, segment.offset + first, _Class(records, at, plain, measured, self))


def best(found: Sequence[tuple[Segment, int]], wanted: Sequence[Element], known: Statistics, count: int) -> list[tuple[int, int]]:
    """Return worth and number (among all segments) of the `count` best of the records `found`, the best first.

    Of equals the one that stands first in the index comes first.
    """
    if not count:
        return []
    waiting = [start for segment, records in found if records for start in _starts(segment, records, wanted, known)]
    heapify(waiting)
    ranked: list[tuple[int, int]] = []
    while waiting and len(ranked) < count:
        them = heappop(waiting).them
        if isinstance(them, _Class):
            for part in list(_parted(them)) or _run(them, count - len(ranked)):
                heappush(waiting, part)
        elif isinstance(them, _Heap):
            for part in _sifted(them):
                heappush(waiting, part)
        else:
            rival = waiting[0][:2] if waiting else _NONE
            while them and them[-1] < rival:
                ranked.append(them.pop())
            if them:
                heappush(waiting, _Waiting(*them[-1], them))
    return [(-worth, number) for worth, number in ranked[:count]]


def _starts(segment: Segment, records: int, wanted: Sequence[Element], known: Statistics) -> Iterator[_Waiting]:
    """Yield the matches of a segment as one class for each standing."""
    part, plain, measured = _part(segment, records, wanted, known)
    sums = summed(part.having, list(map(add, part.plain, part.measured))) if len(part.having) > _MANY else None
    for start, end in segment.levels:
        alike = records & bits.between(start, end, segment.size)
        if alike and sums:
            yield from (_heaped(_Heap(band, plain, measured, part, sums), None) for band in _bands(alike, segment))
        elif alike:
            yield part.waiting(alike, 0, plain, measured)


def _bands(records: int, segment: Segment) -> Iterator[int]:
    """Yield the records, of one standing, parted by the length of their titles, each to some half as long again."""
    while records:
        first = bits.first_of(records, segment.size)
        longest = segment.lengths[first] * 3 // 2 + 1
        end = bisect_right(segment.lengths, longest, first, segment.end_of_level(first))
        rest = records & bits.everything(segment.size - end)
        yield records ^ rest
        records = rest


def _heaped(heap: _Heap, most: int | None) -> _Waiting:
    """Return a heap that waits, bounded by the highest sum in it, or by `most` steps."""
    segment, norms = heap.part.segment, heap.part.norms
    first = bits.first_of(heap.records, segment.size)
    norm = norms[segment.lengths[first]]
    steps = heap.sums.highest(heap.records)[1] if most is None else most
    worth = heap.plain * NORM + heap.measured * norm + steps * heap.sums.step * max(norm, NORM)
    return _Waiting(-segment.standings[first] * worth, segment.offset + first, heap)


def _sifted(heap: _Heap) -> Iterator[_Waiting]:
    """Yield the records with the highest sum with what each is worth, and the rest as a heap."""
    top, steps = heap.sums.highest(heap.records)
    run = sorted(
        (heap.part.worth(at, heap.plain, heap.measured) for at in bits.records(top, heap.part.segment.size)), reverse=True
    )
    yield _Waiting(*run[-1], run)
    if heap.records != top:
        yield _heaped(heap._replace(records=heap.records ^ top), steps - 1)


def _part(segment: Segment, records: int, wanted: Sequence[Element], known: Statistics) -> tuple[_Part, int, int]:
    """Return the elements that part `records`, and what those that all have are worth."""
    plain = measured = 0
    parting = []
    for element in wanted:
        having = element.having(segment) & records
        if having == records:
            plain, measured = plain + element.plain, measured + element.measured
        elif having and element.plain + element.measured:
            parting.append((element.plain + element.measured, having, element))
    parting.sort(key=lambda row: -row[0])
    sets, elements_ = [row[1] for row in parting], [row[2] for row in parting]
    plains, measureds = [element.plain for element in elements_], [element.measured for element in elements_]
    width = (segment.size + 7) // 8
    bytes_ = [each.to_bytes(width, "big") for each in sets] if len(sets) > _MANY else []
    part = _Part(segment, known.norms, sets, plains, measureds, _after(plains), _after(measureds), bytes_)
    return part, plain, measured


def _after(weights: list[int]) -> list[int]:
    """Return what the weights from each place on come to together; nothing behind the last."""
    return [sum(weights[at:]) for at in range(len(weights) + 1)]


def _parted(top: _Class) -> Iterator[_Waiting]:
    """Yield a class parted by the next element that parts it, or nothing where none does."""
    records, at, plain, measured, part = top
    for here in range(at, len(part.having)):
        having = records & part.having[here]
        if having:
            if having != records:
                yield part.waiting(records ^ having, here + 1, plain, measured)
            yield part.waiting(having, here + 1, plain + part.plain[here], measured + part.measured[here])
            return


def _run(top: _Class, count: int) -> list[_Waiting]:
    """Return the `count` best of a class that nothing parts."""
    records, _, plain, measured, part = top
    segment, norms = part.segment, part.norms
    run = [
        (-segment.standings[at] * (plain * NORM + measured * norms[segment.lengths[at]]), segment.offset + at)
        for at in bits.first(records, segment.size, count)
    ]
    run.reverse()
    return [_Waiting(*run[-1], run)]
