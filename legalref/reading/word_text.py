"""The characters of a Word file as a person sees them: fields by their results, old fonts in Unicode, changes as made or not."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from legalref.reading.content import Budget
from legalref.reading.fonts import decoded
from legalref.reading.word_looks import Looks
from legalref.reading.word_pieces import Piece, Run, Word, characters, pieces, runs

_ENDS: Final = re.compile("[\r\x07\x0c]")
_FIELD: Final = re.compile("[\x13\x14\x15]")
_SIGNS: Final = dict.fromkeys(range(0x20)) | {0x09: "\t", 0x0B: "\n", 0x0E: "\n", 0x1E: "\u2011", 0x1F: "\u00ad"}
"""What Word's signs are in a text: a line end, a column's end, the hyphens; objects, pictures and references are nothing."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]+")

_MARK_BYTES: Final = 100
"""What a paragraph, a field or a stretch takes in memory besides its characters."""


class Stretch(NamedTuple):
    """Characters from `start` on that are taken alike, up to the next stretch."""

    start: int
    encoding: str
    dropped: bool
    symbol: bool


class Place(NamedTuple):
    """What the properties of a paragraph say from `start` on, up to the next place."""

    start: int
    in_table: bool
    row_end: bool


class Paragraph(NamedTuple):
    """Characters `start` to `end` of the document, without the sign that ends them; `end` is where it stands."""

    start: int
    end: int


class Story:
    """All characters of a document, and how they are to be taken."""

    def __init__(self, word: Word, budget: Budget, *, original: bool) -> None:
        """Read pieces and formatting. Raises BrokenStructure where there is no text to be had."""
        self.word, self.budget = word, budget
        table = pieces(word)
        self.raw = characters(word, table, budget)
        self.changed = False
        self.cut = len(self.raw) < sum(word.lengths)
        self.original = original
        self.looks = Looks(word)
        self.stretches: list[Stretch] = []
        self.places: list[Place] = []
        self._lay_out(table)
        self._starts = [each.start for each in self.stretches]
        self._place_starts = [each.start for each in self.places]
        self._unsaid = _instructions(self.raw, self._bounds(), budget)
        self._unsaid_starts = [start for start, _ in self._unsaid]

    @property
    def encodings(self) -> set[str]:
        """The encodings of the fonts in use, but for Unicode."""
        return {each.encoding.lower() for each in self.stretches if each.encoding}

    def _bounds(self) -> Iterator[tuple[int, int]]:
        at = 0
        for length in self.word.lengths:
            yield at, at + length
            at += length

    def part(self, index: int) -> tuple[int, int]:
        """Return where the characters of one kind begin and end: 0 the text, 1 the footnotes, and so on as the FIB counts."""
        return list(self._bounds())[index]

    def _lay_out(self, table: list[Piece]) -> None:
        of_characters = runs(self.word, "characters", self.budget)
        of_paragraphs = runs(self.word, "paragraphs", self.budget)
        edges = sorted({edge for run in (*of_characters, *of_paragraphs) for edge in run[:2]})
        by_character, by_paragraph = _Finder(of_characters), _Finder(of_paragraphs)
        for piece in table:
            if piece.start >= len(self.raw):
                break
            self.budget.tick()
            for start, at in _steps(piece, edges):
                self._add(start, by_character.at(at), by_paragraph.at(at), piece.prm)

    def _add(self, start: int, character: bytes, paragraph: bytes, change: bytes) -> None:
        self.budget.spend(_MARK_BYTES)
        values = self.looks.values(character + change)
        deleted, inserted = bool(values.get("deleted")), bool(values.get("inserted"))
        self.changed = self.changed or deleted or inserted
        encoding = self.looks.encoding(int.from_bytes(paragraph[:2], "little"), character + change)
        stretch = Stretch(start, encoding, inserted if self.original else deleted, "symbol" in values)
        if not self.stretches or self.stretches[-1][1:] != stretch[1:]:
            self.stretches.append(stretch)
        of_paragraph = self.looks.values(paragraph[2:] + change)
        place = Place(start, bool(of_paragraph.get("in_table")), bool(of_paragraph.get("row_end")))
        if not self.places or self.places[-1][1:] != place[1:]:
            self.places.append(place)

    def place(self, position: int) -> Place | None:
        """Return what is known of the paragraph at a position; nothing where its formatting cannot be read."""
        at = bisect_right(self._place_starts, position) - 1
        return self.places[at] if at >= 0 else None

    def paragraphs(self, start: int, end: int) -> Iterator[Paragraph]:
        """Yield the paragraphs from `start` to `end`; one whose mark was deleted goes on in the next."""
        begin = start
        for match in _ENDS.finditer(self.raw, start, end):
            if self._said(match.start(), match.end()):
                self.budget.spend(_MARK_BYTES)
                yield Paragraph(begin, match.start())
                begin = match.end()
        if begin < min(end, len(self.raw)):
            yield Paragraph(begin, min(end, len(self.raw)))

    def text(self, start: int, end: int) -> str:
        """Return the characters from `start` to `end` as a person sees them."""
        text = "".join(decoded(taken, encoding) for taken, encoding in _joined(self._said(start, end))).translate(_SIGNS)
        return _SURROGATE.sub(_whole, text)

    def _said(self, start: int, end: int) -> list[tuple[str, str]]:
        """Return the characters of a range that are part of the text, with their encodings."""
        said = []
        at = max(bisect_right(self._starts, start) - 1, 0)
        while at < len(self.stretches) and (at == 0 or self._starts[at] < end):
            stretch = self.stretches[at]
            upper = self._starts[at + 1] if at + 1 < len(self._starts) else end
            if not stretch.dropped:
                for low, high in self._outside(max(start, stretch.start if at else 0), min(end, upper)):
                    said.append(("•" if stretch.symbol else self.raw[low:high], stretch.encoding))
            at += 1
        return said if self.stretches else [(self.raw[low:high], "") for low, high in self._outside(start, end)]

    def _outside(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the ranges between `start` and `end` that are not instructions of fields."""
        at = max(bisect_right(self._unsaid_starts, start) - 1, 0)
        while start < end and at < len(self._unsaid) and self._unsaid[at][0] < end:
            low, high = self._unsaid[at]
            if start < low:
                yield start, low
            start = max(start, high)
            at += 1
        if start < end:
            yield start, end


class _Finder:
    """The properties at an offset of the main stream."""

    def __init__(self, found: list[Run]) -> None:
        self._runs = found
        self._starts = [run.start for run in found]

    def at(self, offset: int) -> bytes:
        index = bisect_right(self._starts, offset) - 1
        return self._runs[index].properties if index >= 0 and offset < self._runs[index].end else b""


def _steps(piece: Piece, edges: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where in a piece the formatting changes: the position, and the offset of its bytes."""
    yield piece.start, piece.offset
    end = piece.offset + (piece.end - piece.start) * piece.width
    at = bisect_right(edges, piece.offset)
    while at < len(edges) and edges[at] < end:
        yield piece.start + (edges[at] - piece.offset + piece.width - 1) // piece.width, edges[at]
        at += 1


def _joined(said: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield what is said with neighbours of one encoding as one: a letter of VNI may begin in one run and end in the next."""
    for encoding, group in groupby(said, key=itemgetter(1)):
        yield "".join(text for text, _ in group), encoding


def _instructions(raw: str, bounds: Iterable[tuple[int, int]], budget: Budget) -> list[tuple[int, int]]:
    """Return the ranges of fields that are not their results, in order; a field that does not end has none."""
    found: list[tuple[int, int]] = []
    for start, end in bounds:
        begun: list[int] = []
        for match in _FIELD.finditer(raw, start, end):
            at = match.start()
            if raw[at] == "\x13":
                budget.spend(_MARK_BYTES)
                begun.append(at)
            elif begun and raw[at] == "\x14":
                found.append((begun[-1], at + 1))
                begun[-1] = -1
            elif begun and (begin := begun.pop()) >= 0:
                found.append((begin, at + 1))
    return _outermost(sorted(found))


def _outermost(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in ranges:
        if start >= 0 and (not kept or end > kept[-1][1]):
            kept.append((start, end))
    return kept


def _whole(match: re.Match[str]) -> str:
    """Return the characters that halves of surrogate pairs make up; a half by itself is replaced."""
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
