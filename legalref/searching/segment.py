"""One segment of the index, opened: which of its records have a word, a beginning or a value, as sets (`bits`)."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from operator import neg
from pathlib import Path
from typing import Any, Final

from legalref.orthography import words
from legalref.searching import bits, inside
from legalref.searching.schema import MEASURED, WORDS
from legalref.searching.sidecar import ENDING, Sidecar

_REMEMBERED: Final = 512
"""Sets of words that a segment remembers: 40 kB each at 300,000 records."""
_ROWS: Final = 16
"""Sets of named records that a segment remembers: each search asks for one more than once."""
_PLACES: Final = 4096
"""Places in the lexicon that a segment remembers."""
_AFTER: Final = "\U0010ffff"


class Segment:
    """The records of one segment, numbered from 0; `offset` is what comes before them."""

    def __init__(self, folder: Path, name: str, reader: Any, offset: int) -> None:
        """Open the segment `name` of the index in `folder`. Raises OSError or ValueError where its sidecar is not sound."""
        self._reader = reader
        self._side = Sidecar(folder / f"{name}{ENDING}")
        self.offset = offset
        self.size = self._side.header.size
        if self.size != reader.doc_count_all():
            raise ValueError(name)
        self.alive = bits.everything(self.size) & ~bits.of(list(inside.deleted(reader)), self.size)
        self._kept = lru_cache(_REMEMBERED)(self._having)
        self.beginning = lru_cache(_REMEMBERED // 4)(self._beginning)
        self.side_by_side = lru_cache(_REMEMBERED // 4)(self._side_by_side)
        self.named = lru_cache(_REMEMBERED // 4)(self._named)
        self.place = lru_cache(_PLACES)(self._place)
        self.in_rows = lru_cache(_ROWS)(self._in_rows)

    def close(self) -> None:
        """Close the files."""
        self._reader.close()
        self._side.close()

    @cached_property
    def lexicon(self) -> list[str]:
        """All words of the segment, in order; the first is empty."""
        return self._side.lexicon()

    def column(self, name: str) -> "array[int]":
        """Return the numbers of a column, read once."""
        found: array[int] | None = self._columns.get(name)
        if found is None:
            found = self._columns[name] = self._side.column(name)
        return found

    @cached_property
    def _columns(self) -> "dict[str, array[int]]":
        return {}

    @cached_property
    def standings(self) -> "array[int]":
        """The standing of each record, falling."""
        return self.column("standing")

    @cached_property
    def lengths(self) -> "array[int]":
        """Different words in the title of each record, rising within a standing; 255 for more."""
        return self.column("length")

    @cached_property
    def levels(self) -> list[tuple[int, int]]:
        """Where the records of each standing begin and end."""
        standings, start, found = self.standings, 0, []
        while start < self.size:
            end = bisect_right(standings, -standings[start], start, key=neg)
            found.append((start, end))
            start = end
        return found

    def end_of_level(self, record: int) -> int:
        """Return where the records of the standing of `record` end."""
        return next(end for _, end in self.levels if end > record)

    @cached_property
    def words_of_titles(self) -> int:
        """How many words all titles have together, each counted once a title."""
        return inside.length(self._reader, MEASURED)

    def values(self, field: str) -> list[str]:
        """Return what the codes of a field stand for."""
        return self._side.header.values[field]

    def _place(self, word: str) -> int | None:
        """Return where a word stands in the lexicon, or None."""
        at = bisect_left(self.lexicon, word)
        return at if at < len(self.lexicon) and self.lexicon[at] == word else None

    def frequency(self, field: str, word: str) -> int:
        """Return how many records have a word in one of the fields of words, deleted ones among them."""
        at = self.place(word)
        return 0 if at is None else self.column(f"in {field}")[at]

    def having(self, field: str, word: str) -> int:
        """Return the records that have a word in a field."""
        return 0 if field in WORDS and not self.frequency(field, word) else self._kept(field, word)

    def _having(self, field: str, word: str) -> int:
        ready = self._side.ready(f"{field}:{word}")
        return bits.of(inside.postings(self._reader, field, word), self.size) if ready is None else ready

    def anywhere(self, word: str) -> int:
        """Return the records that have a word in any field."""
        found = 0
        for field in WORDS:
            found |= self.having(field, word)
        return found

    def _beginning(self, field: str, start: str) -> int:
        """Return the records that have a word with this beginning in a field."""
        ready = self._side.ready(f"{field}:{start}*")
        if ready is not None:
            return ready
        found, rare = 0, []
        counts = self.column(f"in {field}")
        for at in range(bisect_left(self.lexicon, start), bisect_left(self.lexicon, start + _AFTER)):
            if counts[at]:
                word = self.lexicon[at]
                common = self._side.ready(f"{field}:{word}")
                if common is None:
                    rare.append(inside.postings(self._reader, field, word))
                else:
                    found |= common
        return found | bits.of([record for records in rare for record in records], self.size)

    @cached_property
    def _issuers(self) -> list[str]:
        """The folded names of the issuers, by code, with a space before and behind."""
        return [f" {' '.join(words(value))} " for value in self.values("issuer")]

    def _named(self, parts: tuple[str, ...]) -> int:
        """Return the records of the issuers in whose name the words stand side by side."""
        candidates = self.alive
        for word in parts:
            candidates &= self.having("issuer", word)
        wanted = f" {' '.join(parts)} "
        codes = {code for code, name in enumerate(self._issuers) if wanted in name} if candidates else set()
        return self._coded("issuer", codes, candidates)

    def _coded(self, field: str, codes: AbstractSet[int], candidates: int) -> int:
        """Return those of the candidates whose value of a coded field is one of `codes`."""
        found = 0
        for code in range(len(self.values(field))):
            ready = self.ready_value(field, code)
            if ready is not None:
                found |= ready & candidates if code in codes else 0
                candidates &= ~ready
        column = self.column(f"={field}")
        return found | bits.of([at for at in bits.records(candidates, self.size) if column[at] in codes], self.size)

    def ready_value(self, field: str, code: int) -> int | None:
        """Return the records of a value of a coded field where they are kept ready."""
        return self._side.ready(f"={field}:{code}")

    def _side_by_side(self, parts: tuple[str, ...]) -> int:
        """Return the records that have all words side by side in number, one name, title, or full text."""
        short, long = self.alive, self.alive
        for word in parts:
            short &= self.having("title", word) | self.having("names", word) | self.having("number", word)
            long &= self.having("text", word)
        if len(parts) < 2:  # noqa: PLR2004  # one word is beside itself
            return short | long
        return self._verified("flow", "starts", parts, short) | self._verified("text", "text starts", parts, long)

    def _verified(self, flow: str, starts: str, parts: tuple[str, ...], candidates: int) -> int:
        """Return those of the candidates in whose words in order, a section of numbers, the given ones follow each other."""
        if not candidates:
            return 0
        begin, _, width = self._side.where(flow)
        places = [self.place(word) or 0 for word in parts]
        wanted = array("H" if width == 2 else "I", places).tobytes()  # noqa: PLR2004  # bytes
        bounds, find = self.column(starts), self._side.map.find
        found = []
        for at in bits.records(candidates, self.size):
            start, end = begin + bounds[at] * width, begin + bounds[at + 1] * width
            seen = find(wanted, start, end)
            while seen >= 0 and (seen - start) % width:
                seen = find(wanted, seen + 1, end)
            if seen >= 0:
                found.append(at)
        return bits.of(found, self.size)

    def _in_rows(self, rows: tuple[int, ...]) -> int:
        """Return the records in these rows of the catalogue that the segment has."""
        return bits.of([at for row in rows if (at := self._at_row(row)) is not None], self.size)

    def _at_row(self, row: int) -> int | None:
        """Return the record in a row; where no row is left out it stands as far from the first as the row does."""
        order, rows = self.column("by row"), self.column("row")
        at = row - rows[order[0]] if self.size else 0
        if not (0 <= at < self.size and rows[order[at]] == row):
            at = bisect_left(order, row, key=rows.__getitem__)
        return order[at] if at < self.size and rows[order[at]] == row else None


def opened(folder: Path) -> Sequence[Segment]:
    """Return the segments of the index in `folder`. Raises whatever a damaged file may raise."""
    found: list[Segment] = []
    readers = inside.segments(folder)
    try:
        for name, reader in readers:
            found.append(Segment(folder, name, reader, sum(segment.size for segment in found)))
    except BaseException:
        for _, reader in readers:
            reader.close()
        raise
    return found
