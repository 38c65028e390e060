"""From the stories of a Word file to one text with its places: the text, then notes, text boxes, headers and footers."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from legalref.model import Mark
from legalref.reading.blocks import Blocks
from legalref.reading.word_pieces import number, part
from legalref.reading.word_text import Paragraph, Story

_TEXT, _FOOTNOTES, _HEADERS, _ENDNOTES, _BOXES, _HEADER_BOXES = 0, 1, 2, 5, 6, 7
"""Comments and macros are left out."""
_SEPARATORS: Final = 6
"""So many of the headers' stretches are lines between text and notes."""
_AT_HEAD: Final = frozenset({0, 1, 4})
"""Of a section's six stretches, those that stand at the head of a page; the others stand at its foot."""
_CELL, _BREAK = "\x07", "\x0c"


def write(story: Story, blocks: Blocks) -> None:
    """Add all paragraphs to `blocks`, each with its place."""
    for paragraph, place in _all(story):
        blocks.add(story.text(paragraph.start, paragraph.end), page=place.page, cell=place.cell, note=place.note)


def _all(story: Story) -> Iterator[tuple[Paragraph, Mark]]:
    yield from _body(story)
    yield from _notes(story, _FOOTNOTES, "footnotes", "footnote_refs")
    yield from _notes(story, _ENDNOTES, "endnotes", "endnote_refs")
    yield from _noted(story, *story.part(_BOXES), "text box")
    yield from _margins(story)
    yield from _noted(story, *story.part(_HEADER_BOXES), "text box")


def _body(story: Story) -> Iterator[tuple[Paragraph, Mark]]:
    """Yield the paragraphs of the text; pages are counted by their hard breaks, and only where there is one."""
    start, end = story.part(_TEXT)
    page = 1 if story.raw.find(_BREAK, start, end) >= 0 else None
    table, continued = _Table(), _continued(story)
    for paragraph in story.paragraphs(start, end):
        sign = story.raw[paragraph.end : paragraph.end + 1]
        yield paragraph, Mark(0, page, cell=table.cell(story, paragraph, sign))
        if page is not None and sign == _BREAK and paragraph.end + 1 not in continued:
            page += 1


def _continued(story: Story) -> set[int]:
    """Return where sections begin that go on upon the same page."""
    word, found = story.word, set()
    starts, data = word.positions("sections", 12), word.block("sections")
    for index, start in enumerate(starts[:-1]):
        at = number(data, 4 * len(starts) + 12 * index + 2, 4)
        properties = part(word.main, at + 2, number(word.main, at, 2))
        if story.looks.values(properties).get("break") == 0:
            found.add(start)
    return found


class _Table:
    """Where in the tables of a text a paragraph stands."""

    def __init__(self) -> None:
        self._table = 0
        self._row = self._column = 1
        self._inside = False
        self._row_begins = True

    def cell(self, story: Story, paragraph: Paragraph, sign: str) -> str | None:
        """Return «table:row:column» of the next paragraph, or nothing for one that is in no table."""
        place = story.place(paragraph.end)
        if sign != _CELL and not (place and place.in_table):
            self._inside = False
            return None
        if not self._inside:
            self._inside, self._table, self._row, self._column = True, self._table + 1, 1, 1
            self._row_begins = True
        cell = f"{self._table}:{self._row}:{self._column}"
        if sign == _CELL:
            self._step(place.row_end if place and place.in_table else self._looks_like_row_end(paragraph))
        return cell

    def _looks_like_row_end(self, paragraph: Paragraph) -> bool:
        """Without formatting, a second mark right after the one of a cell is taken to end the row."""
        return paragraph.start == paragraph.end and not self._row_begins

    def _step(self, row_ends: bool) -> None:
        self._row_begins = row_ends
        self._row, self._column = (self._row + 1, 1) if row_ends else (self._row, self._column + 1)


def _noted(story: Story, start: int, end: int, note: str) -> Iterator[tuple[Paragraph, Mark]]:
    for paragraph in story.paragraphs(start, end):
        yield paragraph, Mark(0, note=note)


def _notes(story: Story, kind: int, texts: str, references: str) -> Iterator[tuple[Paragraph, Mark]]:
    """Yield the paragraphs of footnotes or endnotes with their marks: a number, or the sign that the author chose."""
    start, end = story.part(kind)
    edges = _edges(story, texts, end - start)
    counted = 0
    for (low, high), sign in zip(pairwise(edges), _signs(story, references, len(edges)), strict=False):
        counted += not sign
        yield from _noted(story, start + low, start + high, sign or str(counted))


def _edges(story: Story, name: str, length: int) -> list[int]:
    """Return where the stretches of a story begin and end; the whole story as one where their table cannot be read."""
    edges = [edge for edge in story.word.positions(name) if edge <= length]
    if edges[:1] != [0] or edges != sorted(edges):
        return [0, length]
    return edges if edges[-1] == length else [*edges, length]


def _signs(story: Story, name: str, count: int) -> Iterator[str]:
    """Yield the sign of each note that its author chose, «» for one that Word counts."""
    positions = story.word.positions(name, 2)
    data = story.word.block(name)
    for index in range(count):
        if index < len(positions) - 1 and not number(data, 4 * len(positions) + 2 * index, 2):
            yield story.text(positions[index], positions[index] + 1).strip()
        else:
            yield ""


def _margins(story: Story) -> Iterator[tuple[Paragraph, Mark]]:
    """Yield the paragraphs of headers and footers."""
    start, end = story.part(_HEADERS)
    edges = _edges(story, "headers", end - start)
    known = len(edges) > _SEPARATORS
    for index, (low, high) in enumerate(pairwise(edges)):
        if known and index < _SEPARATORS:
            continue
        at_head = not known or (index - _SEPARATORS) % 6 in _AT_HEAD
        yield from _noted(story, start + low, start + high, "header" if at_head else "footer")
