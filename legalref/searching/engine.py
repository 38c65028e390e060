"""The index of words, opened for searching: the tree of a query → the best records, how many there are, and their facets."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from itertools import compress, islice
from pathlib import Path
from typing import Final, NamedTuple, Self

from legalref.corpus import Corpus
from legalref.errors import IndexProblem
from legalref.model import Document, Order
from legalref.searching import asked, bits
from legalref.searching.counting import Facets, counted
from legalref.searching.gathering import ORDERS, STEPS
from legalref.searching.matching import matching
from legalref.searching.ranking import NORM, UNIT, Statistics, best, elements, statistics
from legalref.searching.schema import WORDS
from legalref.searching.segment import Segment, opened

DEFAULT_LIMIT: Final = 20


class Found(NamedTuple):
    """What was found: the records of one page, what each is worth (0 where they are sorted), how many there are in all."""

    documents: tuple[Document, ...]
    worths: tuple[float, ...]
    total: int
    facets: Facets
    """Field (type, issuer, place, status, year) → (value, number of records), where it was asked for."""
    rows: tuple[int, ...] = ()
    """The rows of the documents in the catalogue."""


class Engine:
    """The index of the words of a corpus."""

    def __init__(self, folder: Path, corpus: Corpus) -> None:
        """Open the index in `folder`, whose records are those of `corpus`. Raises IndexProblem where it is damaged.

        Whoosh's files hold pickles, which run code when opened: `folder` must be one that this user built.
        """
        self.corpus = corpus
        try:
            self._segments = opened(folder)
        except Exception as error:  # a damaged pickle may raise anything at all
            raise IndexProblem("error.index_damaged", path=folder, detail=error) from error

    def __enter__(self) -> Self:
        """Return the engine itself."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the files."""
        self.close()

    def close(self) -> None:
        """Close the files of words; the corpus stays open."""
        for segment in self._segments:
            segment.close()

    def answer(
        self,
        node: asked.Node,
        *,
        limit: int = DEFAULT_LIMIT,
        offset: int = 0,
        order: Order = Order.RELEVANCE,
        facets: bool = False,
    ) -> Found:
        """Return the records that match `node` from the `offset` best on, at most `limit`; with `facets`, the counts of all."""
        found = self._found(node)
        last = offset + limit
        ranked = self._best(node, found, last) if order is Order.RELEVANCE else self._sorted(found, order, last)
        page = ranked[offset:]
        rows = tuple(self._row(number) for _, number in page)
        return Found(
            self.corpus.at(rows),
            tuple(worth / (STEPS * NORM * UNIT) for worth, _ in page),
            sum(records.bit_count() for _, records in found),
            counted(found) if facets else {},
            rows,
        )

    def foremost(self, node: asked.Node) -> tuple[int, ...]:
        """Return the rows of all records that match `node`: by their standing, by how many texts cite them, the newest first.

        For few records, as a number or a name has them: all are sorted, none is read.
        """
        streams = [sorted(_by_standing(segment, records)) for segment, records in self._found(node)]
        return tuple(row for *_, row in merge(*streams))

    def count(self, node: asked.Node) -> int:
        """Return how many records match `node`."""
        return sum(records.bit_count() for _, records in self._found(node))

    def frequency(self, word: str) -> int:
        """Return how many records have a folded word anywhere."""
        return self.count(asked.Word(word))

    @cached_property
    def lexicon(self) -> Mapping[str, int]:
        """All folded words, each with the number of records of the field that has it most often."""
        total: Counter[str] = Counter()
        for segment in self._segments:
            counts = [segment.column(f"in {field}") for field in WORDS]
            total.update(dict(zip(segment.lexicon, map(max, *counts), strict=True)))
        del total[""]
        return total

    def _found(self, node: asked.Node) -> list[tuple[Segment, int]]:
        return [(segment, matching(node, segment)) for segment in self._segments]

    def _best(self, node: asked.Node, found: Sequence[tuple[Segment, int]], count: int) -> list[tuple[int, int]]:
        if not count or not any(records for _, records in found):
            return []
        return best(found, elements(node, self._statistics), self._statistics, count)

    @cached_property
    def _statistics(self) -> Statistics:
        return statistics(self._segments)

    def _sorted(self, found: Sequence[tuple[Segment, int]], order: Order, count: int) -> list[tuple[int, int]]:
        """Return the first `count` by the columns of an order, the highest first, as the ranked ones are returned."""
        streams = [_falling(segment, records, order, count) for segment, records in found]
        return [(0, number) for *_, number in islice(merge(*streams), count)]

    def _row(self, number: int) -> int:
        segment = next(segment for segment in reversed(self._segments) if segment.offset <= number)
        return segment.column("row")[number - segment.offset]


def _falling(segment: Segment, records: int, order: Order, count: int) -> Iterator[tuple[int, ...]]:
    """Yield (values negative, number) of the records of a segment by the columns of an order, the highest first.

    Few records are sorted; of many, those are picked that come first in the order of all.
    """
    total = records.bit_count()
    if total * total < count * segment.size:
        return iter(sorted(_keys(segment, bits.records(records, segment.size), ORDERS[order])))
    flags, ranked = bits.flags(records, segment.size), segment.column(f"by {order}")
    return _keys(segment, compress(ranked, map(flags.__getitem__, ranked)), ORDERS[order])


def _keys(segment: Segment, records: Iterable[int], columns: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """Yield what records are sorted by: the columns, the highest first, and their number among all segments."""
    values = [segment.column(name) for name in columns]
    return ((*(-column[at] for column in values), segment.offset + at) for at in records)


def _by_standing(segment: Segment, records: int) -> Iterator[tuple[int, ...]]:
    """Yield what the foremost are sorted by, and the row. That one text cites a record, the one it was read in, says nothing."""
    standing, cited, issued, row = (segment.column(name) for name in ("standing", "cited", "issued", "row"))
    return ((-standing[at], -max(cited[at], 1), -issued[at], row[at]) for at in bits.records(records, segment.size))
