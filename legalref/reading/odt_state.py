"""The elements of an .odt by their kinds, and what is open while it is read: paragraphs, tables, tracked changes."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from legalref.reading.blocks import column_name
from legalref.reading.fonts import joined

SKIPPED: Final = frozenset(
    {
        "office:annotation", "office:binary-data", "office:change-info", "office:forms", "office:meta", "office:scripts",
        "svg-compatible:desc", "svg-compatible:title", "table:tracked-changes", "text:hidden-text", "text:number",
        "text:ruby-text", "text:script", "text:alphabetical-index-source", "text:bibliography-source",
        "text:illustration-index-source", "text:object-index-source", "text:table-index-source",
        "text:table-of-content-source", "text:user-index-source",
    }
)  # fmt: skip
"""Elements whose characters are not on the page."""
ASIDES: Final = {
    "style:header": "header", "style:header-left": "header", "style:header-first": "header",
    "style:footer": "footer", "style:footer-left": "footer", "style:footer-first": "footer",
    "drawing:text-box": "text box", "text:note": "",
}  # fmt: skip
"""Elements with paragraphs of their own, beside those of the body → what their place is called."""
CHARACTERS: Final = {"text:tab": "\t", "text:line-break": "\n"}
"""Elements that stand for a character."""
FONTED: Final = {"text:p": "paragraph", "text:h": "paragraph", "text:span": "text"}
"""Elements whose style has a font → the family of their styles."""


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


@dataclass(slots=True)
class Changes:
    """What the document says of its tracked changes."""

    region: str = ""
    deletes: bool = False
    inserted: set[str] = field(default_factory=set)
    deleted: dict[str, list[str]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    """Insertions that have begun and not ended."""
