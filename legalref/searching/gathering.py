"""Records → the words and numbers of a segment, in the order in which the segment has them.

The best come first: records of equal standing stand together, the shortest title before longer ones, the newest
before older ones. Ranking lives on that order (`ranking`).
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from legalref.model import Document, Order, Status
from legalref.orthography import fold, words
from legalref.searching import bits, inside
from legalref.searching.schema import WORDS, WRITTEN, written_words
from legalref.searching.weights import standing

CODED: Final = ("type", "issuer", "place", "status", "year")
"""What is counted and filtered by, each value a code."""
ORDERS: Final = {Order.DATE: ("issued",), Order.CITED: ("cited", "issued")}
"""The columns by which records are sorted, the highest first."""
STEPS: Final = 16
"""Steps in which a standing of 1 is counted."""

_LONGEST: Final = 255
_READY: Final = 64
"""A set is kept ready where it has more than one in so many of the records."""
_BEGINNINGS: Final = (1, 2)
"""Lengths of beginnings of words that are kept ready."""
_WIDE: Final = 1 << 16


class Gathering:
    """Records as they come: their words as numbers of one vocabulary, one long list for all."""

    def __init__(self) -> None:
        """Begin with no record."""
        self.vocabulary: dict[str, int] = {"": 0}
        self.marked: dict[str, int] = {}
        self.values: dict[str, dict[str, int]] = {name: {} for name in CODED}
        self.flow = array("I")
        """Of each record: number, names, title; each ended by 0."""
        self.ends: tuple[array[int], array[int], array[int]] = (array("I"), array("I"), array("I"))
        """Where in `flow` number, names and title of each record end."""
        self.text = array("I")
        self.text_ends = array("I")
        self.written = array("I")
        self.written_ends = array("I")
        self.codes = {name: array("I") for name in CODED}
        self.columns = {name: array("I") for name in ("row", "issued", "cited", "standing", "length")}

    def add(self, row: int, document: Document, status: Status, text: str = "") -> None:
        """Take the record of a row of the catalogue, with its full text."""
        title = words(document.title or "")
        self._tell(self.ends[0], [document.number or ""])
        self._tell(self.ends[1], document.names)
        self._number(self.flow, self.vocabulary, title)
        self.flow.append(0)
        self.ends[2].append(len(self.flow))
        self._number(self.text, self.vocabulary, words(text))
        self.text_ends.append(len(self.text))
        self._number(self.written, self.marked, set(written_words(" ".join((*document.names, document.title or "")))))
        self.written_ends.append(len(self.written))
        self._value(document, status)
        numbers = (
            row,
            document.issued.year * 10000 + document.issued.month * 100 + document.issued.day,
            document.mentions or 0,
            min(max(round(STEPS * standing(document, status)), 1), _LONGEST),
            inside.rounded(len(set(title))),
        )
        for column, number in zip(self.columns.values(), numbers, strict=True):
            column.append(number)

    def _tell(self, ends: "array[int]", parts: Iterable[str]) -> None:
        for part in parts:
            self._number(self.flow, self.vocabulary, words(part))
            self.flow.append(0)
        ends.append(len(self.flow))

    @staticmethod
    def _number(to: "array[int]", vocabulary: dict[str, int], found: Iterable[str]) -> None:
        new = vocabulary.setdefault
        to.extend([new(word, len(vocabulary)) for word in found])

    def _value(self, document: Document, status: Status) -> None:
        given = (document.type, document.issuer or "", document.place or "", status.value, str(document.issued.year))
        for (name, known), value in zip(self.values.items(), given, strict=True):
            self.codes[name].append(known.setdefault(value, len(known)))

    def order(self) -> list[int]:
        """Return the records, as numbered when they came, in the order of the segment."""
        columns = self.columns
        keys = zip(columns["standing"], columns["length"], columns["issued"], columns["row"], strict=True)
        ranked = sorted((-quality, length, -issued, row, at) for at, (quality, length, issued, row) in enumerate(keys))
        return [at for *_, at in ranked]


class Arranged:
    """What was gathered, in the order of the segment."""

    def __init__(self, gathering: Gathering) -> None:
        """Put the records in order and turn them over: word → records."""
        self._given = gathering
        self._order = gathering.order()
        self.size = len(self._order)
        self.columns = {name: array("I", map(column.__getitem__, self._order)) for name, column in gathering.columns.items()}
        self.codes = {name: array("I", map(column.__getitem__, self._order)) for name, column in gathering.codes.items()}
        self.having = {name: _turned(column) for name, column in self.codes.items()}
        self.postings = self._postings()
        self.lexicon = sorted({*gathering.vocabulary, *(word for field in WORDS for word, _ in self.postings[field])})

    def _postings(self) -> dict[str, list[tuple[str, "array[int]"]]]:
        given, ends = self._given, self._given.ends
        names = {number: word for word, number in given.vocabulary.items() if word}
        marked = {number: word for word, number in given.marked.items()}
        found = {
            "number": self._inverted(given.flow, ends[2], ends[0], names),
            "names": self._inverted(given.flow, ends[0], ends[1], names, same=True),
            "title": self._inverted(given.flow, ends[1], ends[2], names, same=True),
            "text": self._inverted(given.text, given.text_ends, given.text_ends, names),
            WRITTEN: self._inverted(given.written, given.written_ends, given.written_ends, marked),
            "issuer": self._of_values(("issuer", "place"), words),
            "type": self._of_values(("type",), words),
            "place": self._of_values(("place",), words),
            "whole_type": self._of_values(("type",), lambda value: [fold(value)]),
            "status": self._of_values(("status",), lambda value: [value]),
            "year": self._of_values(("year",), lambda value: [value]),
        }
        return {field: sorted(terms) for field, terms in found.items()}

    def _inverted(
        self, flow: "array[int]", starts: "array[int]", ends: "array[int]", names: Mapping[int, str], *, same: bool = False
    ) -> list[tuple[str, "array[int]"]]:
        """Turn over one part of each record, from `starts` (of the record before unless `same`) to `ends`."""
        found: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
        for new, old in enumerate(self._order):
            start = starts[old] if same else starts[old - 1] if old else 0
            for number in set(flow[start : ends[old]]):
                found[number].append(new)
        return [(names[number], ids) for number, ids in found.items() if number in names]

    def _of_values(self, fields: Sequence[str], parts: Callable[[str], Iterable[str]]) -> list[tuple[str, "array[int]"]]:
        """Return the records of each part of the values of `fields`."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for field in fields:
            for value, code in self._given.values[field].items():
                for part in set(parts(value)) if value else ():
                    found[part].update(self.having[field][code])
        return [(part, array("I", sorted(ids))) for part, ids in found.items()]

    def segment(self) -> inside.Segment:
        """Return what Whoosh is given."""
        columns = {name: self.columns[name] for name in ("row", "issued", "cited", "standing")}
        return inside.Segment(self.size, self.postings, bytes(list(self.columns["length"])), columns)

    def sets(self) -> dict[str, int]:
        """Return the sets to keep ready: of frequent words, beginnings and values."""
        least = self.size / _READY
        found = {
            f"{field}:{word}": bits.of(ids, self.size)
            for field, terms in self.postings.items()
            for word, ids in terms
            if len(ids) > least
        }
        for field in WORDS:
            found |= self._beginnings(field, least)
        for field, having in self.having.items():
            found |= {f"={field}:{code}": bits.of(ids, self.size) for code, ids in having.items() if len(ids) > least}
        return found

    def _beginnings(self, field: str, least: float) -> dict[str, int]:
        having: defaultdict[str, list[array[int]]] = defaultdict(list)
        for word, ids in self.postings[field]:
            for start in {word[:length] for length in _BEGINNINGS}:
                having[start].append(ids)
        many = {start: lists for start, lists in having.items() if len(lists) > 1 and sum(map(len, lists)) > least}
        return {f"{field}:{start}*": bits.of_all(lists, self.size) for start, lists in many.items()}

    def beside(self) -> dict[str, "array[int]"]:
        """Return the columns of the sidecar."""
        known = {word: at for at, word in enumerate(self.lexicon)}
        ranks = array("I", [0]) * len(known)
        for word, number in self._given.vocabulary.items():
            ranks[number] = known[word]
        code = "H" if len(known) < _WIDE else "I"
        flow, starts = self._flow(self._given.flow, self._given.ends[2], ranks, code)
        text, text_starts = self._flow(self._given.text, self._given.text_ends, ranks, code)
        counts = {f"in {field}": array("I", [0]) * len(known) for field in WORDS}
        for field in WORDS:
            for word, ids in self.postings[field]:
                if word in known:
                    counts[f"in {field}"][known[word]] = len(ids)
        narrow = {name: array("B", self.columns[name]) for name in ("standing", "length")}
        return {
            **self.columns,
            **narrow,
            **{f"={name}": array("H", codes) for name, codes in self.codes.items()},
            **{f"by {order}": self._sorted(columns) for order, columns in ORDERS.items()},
            "by row": array("I", sorted(range(self.size), key=self.columns["row"].__getitem__)),
            "flow": flow,
            "starts": starts,
            "text": text,
            "text starts": text_starts,
            **counts,
        }

    def _sorted(self, names: Sequence[str]) -> "array[int]":
        """Return the records by columns, the highest first."""
        columns = [self.columns[name] for name in names]
        return array("I", sorted(range(self.size), key=lambda at: (*(-column[at] for column in columns), at)))

    def _flow(self, given: "array[int]", ends: "array[int]", ranks: "array[int]", code: str) -> tuple["array[int]", "array[int]"]:
        """Return the words of all records in order, as places in the lexicon, and where each record begins."""
        flow, starts = array(code), array("I", [0])
        for old in self._order:
            flow.extend([ranks[number] for number in given[ends[old - 1] if old else 0 : ends[old]]])
            starts.append(len(flow))
        return flow, starts


def _turned(codes: "array[int]") -> dict[int, "array[int]"]:
    found: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
    for at, code in enumerate(codes):
        found[code].append(at)
    return dict(found)
