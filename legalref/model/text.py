"""A file as read: its characters, and the way back to lines, pages, paragraphs and cells. Offsets are Unicode code points."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import msgspec


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Location(msgspec.Struct, frozen=True):
    """Where a person finds a place in a file: line and column from 1 of the text as read; the rest where the file has it."""

    line: int
    column: int
    page: int | None = None
    paragraph: int | None = None
    cell: str | None = None
    """«B7» in a sheet; «1:2:3» is table 1, row 2, column 3 in a document."""
    note: str | None = None
    """The mark of a footnote or endnote; `header`, `footer`, `text box`."""
    part: str | None = None
    """The sheet, the attachment or the member of an archive."""


class Mark(NamedTuple):
    """Where a stretch of a text begins, and where in the file it stands; numbers from 1."""

    start: int
    page: int | None = None
    paragraph: int | None = None
    cell: str | None = None
    note: str | None = None
    part: str | None = None


class Remark(NamedTuple):
    """What has to be said of a file that was read: the key of a message and its values."""

    message: str
    values: dict[str, object]


class Text:
    """A file as read: its path as the user gave it, its characters, and the way back to lines, pages and cells."""

    def __init__(
        self, path: str, content: str, marks: Sequence[Mark] = (), remarks: Sequence[Remark] = (), format_: str | None = None
    ) -> None:
        """Keep `content` untouched: every offset anywhere counts its code points. `marks` are in order.

        `format_` is what the file was (`reading.formats.Format`), if it was one.
        """
        self.path = path
        self.content = content
        self.marks = marks
        self.remarks = remarks
        self.format = format_

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(map(len, self.content.splitlines(keepends=True)))]

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [mark.start for mark in self.marks]

    def locate(self, offset: int) -> Location:
        """Return where `offset` stands: its line and column, and what the file knows besides."""
        line = bisect_right(self._line_starts, offset)
        column = offset - self._line_starts[line - 1] + 1
        at = bisect_right(self._mark_starts, offset) - 1
        return Location(line, column, *self.marks[at][1:]) if at >= 0 else Location(line, column)
