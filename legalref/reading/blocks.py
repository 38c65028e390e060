"""The blocks of a document (paragraphs, cells, notes) one after another, with the place of each, as one text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from legalref.errors import UnreadableInput
from legalref.model import Mark, Remark
from legalref.reading.content import Budget, Content
from legalref.reading.fonts import joined

_PER_BLOCK: Final = 100
"""What a block costs besides its characters, in bytes: its mark. A million empty-looking cells are not free."""
_SEPARATOR: Final = "\n\n"
"""A blank line: what stands in two blocks is never joined."""


class Blocks:
    """A text that grows block by block. A block without anything to see is left out, and is not counted."""

    def __init__(self, path: str, budget: Budget) -> None:
        """Begin an empty text; `budget` pays for what is added."""
        self._path = path
        self._budget = budget
        self._texts: list[str] = []
        self._marks: list[Mark] = []
        self._length = 0
        self._paragraphs = 0
        self.remarks: list[Remark] = []

    @property
    def empty(self) -> bool:
        """Whether nothing was added yet."""
        return not self._texts

    def hold(self, text: str) -> bool:
        """Pay for a block that is kept for later; return whether there is anything to see in it."""
        seen = bool(text) and not text.isspace()
        if seen:
            self._budget.spend(len(text) + _PER_BLOCK)
        return seen

    def add(
        self,
        text: str,
        *,
        page: int | None = None,
        cell: str | None = None,
        note: str | None = None,
        part: str | None = None,
        turns: Iterable[tuple[int, int]] = (),
    ) -> None:
        """Append a block; one that is neither a cell nor a note is the next paragraph.

        `turns` are offsets in `text` where a page begins, and the page.
        """
        if not self.hold(text):
            return
        paragraph = None
        if cell is None and note is None:
            self._paragraphs += 1
            paragraph = self._paragraphs
        self._marks.append(Mark(self._length, page, paragraph, cell, note, part))
        for offset, next_page in turns:
            self._budget.spend(_PER_BLOCK)
            self._marks.append(Mark(self._length + offset, next_page, paragraph, cell, note, part))
        self._texts.append(text)
        self._length += len(text) + len(_SEPARATOR)

    def content(self) -> Content:
        """Return the whole. Raises UnreadableInput where no block was added."""
        if not self._texts:
            raise UnreadableInput("error.empty", path=self._path)
        return Content(_SEPARATOR.join(self._texts) + "\n", tuple(self._marks), tuple(self.remarks))


def column_name(number: int) -> str:
    """Return the letters of a sheet's column: 1 is A, 28 is AB."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Block(NamedTuple):
    """Characters that stand together, and where."""

    text: str
    page: int | None
    cell: str | None
    note: str | None
    part: str | None


@dataclass(slots=True)
class Paragraph:
    """One that is open: its fonts and characters so far, and the blocks of the notes and boxes that hang on it."""

    page: int | None = None
    pieces: list[tuple[str, str]] = field(default_factory=list)
    spaced: bool = True
    """Whether it ends in a space, or is empty: another space would not be seen."""
    after: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its characters, in Unicode."""
        return joined(self.pieces)


@dataclass(slots=True)
class Table:
    """One that is open: the place of its last cell, and how far the next row and cell are."""

    number: int
    name: str
    row: int = 0
    column: int = 0
    rows: int = 1
    columns: int = 1

    @property
    def in_text(self) -> str:
        """The address of the cell in a text: table, row, column."""
        return f"{self.number}:{self.row}:{self.column}"

    @property
    def in_sheet(self) -> str:
        """The address of the cell in a sheet."""
        return f"{column_name(self.column)}{self.row}"
