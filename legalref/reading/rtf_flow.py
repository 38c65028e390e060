"""A stretch of an .rtf with paragraphs of its own: the body, a note, a header, a text box."""

import re
from dataclasses import dataclass, field
from io import StringIO
from typing import Final, NamedTuple

from legalref.reading.fonts import joined

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_MOST_PIECES: Final = 50_000
"""When more runs are waiting for the end of their paragraph, they are joined at once, so that they take little memory."""


class Block(NamedTuple):
    """Characters that stand together, and where."""

    text: str
    cell: str | None
    note: str | None


@dataclass(slots=True)
class _Table:
    number: int
    row: int = 1
    column: int = 1


@dataclass(slots=True)
class Flow:
    """What is open in it: the runs of a paragraph, the tables, and the notes that hang on the paragraph."""

    note: str | None
    depth: int
    """How many groups are open where it begins."""
    level: int = 0
    """How many tables the paragraph is in."""
    after: list[Block] = field(default_factory=list)
    done: list[Block] = field(default_factory=list)
    _tables: list[_Table] = field(default_factory=list)
    _pieces: list[tuple[str, str]] = field(default_factory=list)
    _run: StringIO = field(default_factory=StringIO)
    _font: str = ""

    def write(self, font: str, text: str) -> None:
        """Append characters in a font."""
        if font != self._font:
            self._end_run()
            self._font = font
        self._run.write(text)

    def _end_run(self) -> None:
        text = self._run.getvalue()
        if _SURROGATE.search(text):  # a character beyond U+FFFF is written as two
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._pieces.append((self._font, text))
        self._run = StringIO()
        if len(self._pieces) > _MOST_PIECES:
            self._pieces = [("", joined(self._pieces))]

    def end_block(self) -> list[Block]:
        """Return the paragraph that ends here, and what hung on it."""
        self._end_run()
        blocks = [Block(joined(self._pieces), self._cell, self.note), *self.after]
        self._pieces.clear()
        self.after.clear()
        return blocks

    @property
    def _cell(self) -> str | None:
        if not self._tables or self.note is not None:
            return None
        table = self._tables[-1]
        return f"{table.number}:{table.row}:{table.column}"

    def enter(self, level: int, count: int) -> int:
        """Be in `level` tables, `count` having been counted before; return how many of them begin here."""
        begun = max(level - len(self._tables), 0)
        del self._tables[level:]
        self._tables += [_Table(count + each) for each in range(1, begun + 1)]
        return begun

    def end_cell(self) -> None:
        """Go on with the next cell."""
        self._tables[-1].column += 1

    def end_row(self, level: int) -> None:
        """Go on with the next row of the table at `level`."""
        del self._tables[level:]
        if len(self._tables) == level:
            self._tables[-1].row += 1
            self._tables[-1].column = 1
