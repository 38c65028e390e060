"""What is open while a .docx is read: paragraphs, the flows they stand in, tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from legalref.reading.fonts import joined


class Block(NamedTuple):
    """Characters that stand together, and where; `turns` are offsets where a page begins, and the page."""

    text: str
    page: int | None
    cell: str | None
    note: str | None
    turns: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Paragraph:
    """One that is open, with the looks of its open run."""

    page: int
    pieces: list[tuple[str, str]] = field(default_factory=list)
    """Font and characters."""
    turns: list[tuple[int, int]] = field(default_factory=list)
    """How many pieces stand before a page, and the page."""
    after: list[Block] = field(default_factory=list)
    """The blocks of the text boxes that hang on it."""
    style: str = ""
    joins: bool = False
    """Whether its end is deleted or hidden: the next paragraph goes on with it."""
    breaks_page: bool | None = None
    waiting: str = ""
    """A line end that a page break stands for, if anything follows."""
    run_style: str = ""
    font: str | None = None
    hidden: bool | None = None
    fields: list[bool] = field(default_factory=list)
    """Fields inside one another; true while their instruction stands, and not yet their result."""
    instructions: int = 0

    def begin(self) -> None:
        """Begin anew with the looks of a paragraph, as the next one does that goes on with this one."""
        self.joins = False
        self.breaks_page = None
        self.style = ""
        self.begin_run()

    def begin_run(self) -> None:
        """Forget the looks of the last run."""
        self.run_style = ""
        self.font = self.hidden = None

    def write(self, font: str, text: str) -> None:
        """Append characters."""
        if self.waiting:
            self.pieces.append((font, self.waiting))
            self.waiting = ""
        self.pieces.append((font, text))

    def turn(self, page: int, *, new_line: bool) -> None:
        """Begin a page here."""
        if not self.pieces:
            self.page = page
            return
        self.waiting = "\n" if new_line else self.waiting
        if self.turns and self.turns[-1][0] == len(self.pieces):
            self.turns.pop()
        self.turns.append((len(self.pieces), page))

    def step(self, kind: str) -> None:
        """Take the begin, the separator or the end of a field; what has no begin in this paragraph changes nothing."""
        if kind == "begin":
            self.fields.append(True)
            self.instructions += 1
        elif self.fields and kind == "separate" and self.fields[-1]:
            self.fields[-1] = False
            self.instructions -= 1
        elif self.fields and kind == "end":
            self.instructions -= self.fields.pop()

    def block(self, cell: str | None, note: str | None) -> Block:
        """Return what was written."""
        if not self.turns:
            return Block(joined(self.pieces), self.page, cell, note)
        stretches = list(self._stretches())
        turns: list[tuple[int, int]] = []
        length = len(stretches[0])
        for stretch, (_, page) in zip(stretches[1:], self.turns, strict=True):
            if stretch:
                turns.append((length, page))
            length += len(stretch)
        return Block("".join(stretches), self.page, cell, note, tuple(turns))

    def _stretches(self) -> Iterator[str]:
        """Yield the characters of each page."""
        places = (0, *(place for place, _ in self.turns), len(self.pieces))
        for start, end in pairwise(places):
            yield joined(self.pieces[start:end])


@dataclass(slots=True)
class Flow:
    """Paragraphs that follow one another: the body, a cell, a text box, a note."""

    note: str | None = None
    cell: str | None = None
    carried: Paragraph | None = None
    """A paragraph whose end is deleted or hidden."""
    written: bool = False
    """Whether anything to see stands in it."""
    hides: bool = False
    """A cell that is deleted."""


@dataclass(slots=True)
class Table:
    """One that is open: the place of its last cell in its grid, how many columns that spans, and on which pages its row is."""

    number: int
    row: int = 0
    column: int = 0
    columns: int = 1
    hides: bool = False
    """Whether its row is deleted."""
    page: int = 1
    last_page: int = 1
    turned: bool = False
    """Whether its row begins a page."""

    def begin_row(self, page: int) -> None:
        """Begin a row on a page."""
        self.row += 1
        self.column, self.columns = 0, 1
        self.page = self.last_page = page
        self.turned = False

    def begin_cell(self) -> str:
        """Begin a cell; return its address: table, row, column."""
        self.column += self.columns
        self.columns = 1
        return f"{self.number}:{self.row}:{self.column}"
