"""The elements of an .odt, in the order of its parts, made into blocks."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar, Final

from legalref.reading.blocks import Blocks
from legalref.reading.content import Budget
from legalref.reading.odt_state import ASIDES, CHARACTERS, FONTED, SKIPPED, Block, Changes, Paragraph, Table
from legalref.reading.odt_styles import Styles
from legalref.reading.package import Target, short, whole

_name = lru_cache(maxsize=4096)(short)
_SPACE: Final = re.compile(r"[ \t\r\n]+")

_MOST_SPACES: Final = 200
"""More spaces in a row than a page is wide."""
_MOST_CELLS: Final = 1 << 20
_MOST_DEPTH: Final = 5_000
"""Elements inside one another; writers of documents need a few dozen."""

Attributes = dict[str, str]


class Body(Target):
    """The target of content.xml; with `headers`, of the headers and footers in styles.xml."""

    def __init__(self, blocks: Blocks, budget: Budget, styles: Styles, *, original: bool, headers: bool = False) -> None:
        """Begin; what is read is added to `blocks`."""
        self._blocks = blocks
        self._budget = budget
        self._styles = styles
        self._original = original
        self._headers = headers
        self._depth = 0
        self._skipping = 0
        self._sheets = False
        self._page: int | None = None
        self._table_count = 0
        self._tables: list[Table] = []
        self._notes: list[str] = []
        self._open: list[Paragraph | None] = []
        """Paragraphs inside one another; None is a note or box, whose characters belong to its own paragraphs only."""
        self._carried: Paragraph | None = None
        """With `original`: one whose end was inserted, so that the next one goes on with it."""
        self._fonts: list[str] = [""]
        self._changes = Changes()
        self._seen: set[tuple[str, str | None]] = set()

    @property
    def has_changes(self) -> bool:
        """Whether insertions or deletions are tracked."""
        return bool(self._changes.inserted or self._changes.deleted)

    def start(self, tag: str, attributes: Attributes) -> None:
        """Begin an element."""
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise OverflowError
        name = _name(tag)
        if self._skipping or name in SKIPPED:
            self._skipping += 1
            return
        if name.startswith("style:") and not self._headers:
            self._styles.start(tag, attributes)
        if name in FONTED:
            self._push_font(FONTED[name], attributes)
        if name in ASIDES:
            self._begin_aside(ASIDES[name])
        elif name in CHARACTERS:
            self._write(CHARACTERS[name])
        elif (begin := self._STARTS.get(name)) is not None:
            begin(self, {_name(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        """End an element."""
        self._depth -= 1
        if self._skipping:
            self._skipping -= 1
            return
        name = _name(tag)
        if name in ASIDES:
            self._end_aside()
        elif (finish := self._ENDS.get(name)) is not None:
            finish(self)
        if name in FONTED:
            self._fonts.pop()
        if name.startswith("style:") and not self._headers:
            self._styles.end(tag)

    def data(self, text: str) -> None:
        """Take characters; spaces, tabs and line ends of the XML count as one space, at the start of a paragraph as none."""
        paragraph = self._open[-1] if self._open else None
        if paragraph is None or self._skipping or self._hidden:
            return
        text = _SPACE.sub(" ", text)
        if paragraph.spaced:
            text = text.removeprefix(" ")
        if text:
            paragraph.pieces.append((self._fonts[-1], text))
            paragraph.spaced = text.endswith(" ")

    @property
    def _hidden(self) -> bool:
        return self._original and bool(self._changes.open)

    def _push_font(self, family: str, attributes: Attributes) -> None:
        style = next((value for key, value in attributes.items() if _name(key) == "text:style-name"), "")
        font = self._styles.font(family, style)
        self._fonts.append(font or (self._fonts[-1] if family == "text" else ""))

    def _write(self, text: str) -> None:
        """Append characters that the XML names by an element."""
        paragraph = self._open[-1] if self._open else None
        if paragraph is not None and not self._hidden:
            self._budget.spend(len(text))
            paragraph.pieces.append((self._fonts[-1], text))
            paragraph.spaced = False

    # Paragraphs

    def _begin_paragraph(self, values: Attributes) -> None:
        style = values.get("text:style-name", "")
        if not self._notes and not self._blocks.empty and self._styles.breaks_page("paragraph", style):
            self._break_page()
        carried = None if self._notes else self._carried
        if carried is not None:
            self._carried = None
        self._open.append(carried or Paragraph(self._page))

    def _end_paragraph(self) -> None:
        paragraph = self._open.pop()
        if paragraph is None:
            return
        if self._changes.deletes:
            self._changes.deleted.setdefault(self._changes.region, []).append(paragraph.text)
        elif self._hidden and not self._notes:
            self._carried = paragraph
        else:
            self._close(paragraph)

    def _close(self, paragraph: Paragraph) -> None:
        note = self._notes[-1] if self._notes else None
        cell, part = self._cell
        self._emit(Block(paragraph.text, paragraph.page, cell, note, part))
        for block in paragraph.after:
            self._emit(block)

    def _flush(self, _values: Attributes | None = None) -> None:
        """Close the paragraph that no other one went on with."""
        if self._carried is not None:
            paragraph, self._carried = self._carried, None
            self._close(paragraph)

    def _emit(self, block: Block) -> None:
        """Add a block, or keep it until the paragraph ends that it hangs on."""
        if self._headers:
            if not self._notes or (block.text, block.note) in self._seen:
                return  # the same header stands in each of several page styles
            self._seen.add((block.text, block.note))
        outer = next((paragraph for paragraph in reversed(self._open) if paragraph is not None), None)
        if outer is None:
            self._blocks.add(block.text, page=block.page, cell=block.cell, note=block.note, part=block.part)
        elif self._blocks.hold(block.text):
            outer.after.append(block)

    # Notes and text boxes

    def _begin_aside(self, note: str) -> None:
        self._notes.append(note)
        self._open.append(None)

    def _end_aside(self) -> None:
        self._notes.pop()
        self._open.pop()

    def _begin_mark(self, _values: Attributes) -> None:
        self._open.append(Paragraph())

    def _end_mark(self) -> None:
        paragraph = self._open.pop()
        if paragraph is not None and self._notes:
            self._notes[-1] = paragraph.text.strip()

    # Tables

    @property
    def _cell(self) -> tuple[str | None, str | None]:
        """The address of the cell that is open, and the sheet it is in."""
        if not self._tables or self._notes:
            return None, None
        table = self._tables[-1]
        return (table.in_sheet, table.name or None) if self._sheets else (table.in_text, None)

    def _begin_table(self, values: Attributes) -> None:
        self._flush()
        self._table_count += 1
        self._tables.append(Table(self._table_count, values.get("table:name", "")))

    def _end_table(self) -> None:
        self._tables.pop()

    def _begin_row(self, values: Attributes) -> None:
        if self._tables:
            table = self._tables[-1]
            table.row, table.rows = table.row + table.rows, whole(values.get("table:number-rows-repeated"), 1, _MOST_CELLS)
            table.column, table.columns = 0, 1

    def _begin_cell(self, values: Attributes) -> None:
        self._flush()
        if self._tables:
            table = self._tables[-1]
            table.column += table.columns
            table.columns = whole(values.get("table:number-columns-repeated"), 1, _MOST_CELLS)

    # Tracked changes

    def _begin_region(self, values: Attributes) -> None:
        self._changes.region = values.get("text:id") or values.get("namespace:id") or ""

    def _begin_insertion(self, _values: Attributes) -> None:
        self._changes.inserted.add(self._changes.region)

    def _begin_deletion(self, _values: Attributes) -> None:
        self._changes.deletes = True
        self._changes.deleted.setdefault(self._changes.region, [])

    def _end_deletion(self) -> None:
        self._changes.deletes = False
        self._table_count = 0  # they are listed before the body, whose tables are counted

    def _begin_change(self, values: Attributes) -> None:
        if values.get("text:change-id") in self._changes.inserted:
            self._changes.open.add(values["text:change-id"])

    def _end_change(self, values: Attributes) -> None:
        self._changes.open.discard(values.get("text:change-id", ""))

    def _restore(self, values: Attributes) -> None:
        """With `original`, put back what was deleted here: its first paragraph goes on with this one, its last ends in it."""
        deleted = self._changes.deleted.get(values.get("text:change-id", ""), []) if self._original else []
        for number, text in enumerate(deleted):
            if number and self._open and (paragraph := self._open[-1]) is not None:
                self._open[-1] = None
                self._close(paragraph)
                self._open[-1] = Paragraph(paragraph.page)
            if self._open:
                self._write(text)
            else:
                self._emit(Block(text, self._page, self._cell[0], None, None))

    def _begin_sheets(self, _values: Attributes) -> None:
        self._sheets = True

    def _begin_text(self, values: Attributes) -> None:
        """Count pages only where the writer left a mark at every one."""
        if values.get("text:use-soft-page-breaks") == "true":
            self._page = 1

    def _break_page(self, _values: Attributes | None = None) -> None:
        if self._page is not None:
            self._page += 1
            if self._open and (paragraph := self._open[-1]) is not None and not paragraph.pieces:
                paragraph.page = self._page

    def _spaces(self, values: Attributes) -> None:
        self._write(" " * whole(values.get("text:c"), 1, _MOST_SPACES))

    _STARTS: ClassVar[dict[str, Callable[["Body", Attributes], None]]] = {
        "office:spreadsheet": _begin_sheets,
        "office:text": _begin_text,
        "table:covered-table-cell": _begin_cell,
        "table:table": _begin_table,
        "table:table-cell": _begin_cell,
        "table:table-row": _begin_row,
        "text:change": _restore,
        "text:change-end": _end_change,
        "text:change-start": _begin_change,
        "text:changed-region": _begin_region,
        "text:deletion": _begin_deletion,
        "text:h": _begin_paragraph,
        "text:insertion": _begin_insertion,
        "text:note-citation": _begin_mark,
        "text:p": _begin_paragraph,
        "text:s": _spaces,
        "text:soft-page-break": _break_page,
    }
    _ENDS: ClassVar[dict[str, Callable[["Body"], None]]] = {
        "office:text": _flush,
        "table:covered-table-cell": _flush,
        "table:table": _end_table,
        "table:table-cell": _flush,
        "text:deletion": _end_deletion,
        "text:h": _end_paragraph,
        "text:note-citation": _end_mark,
        "text:p": _end_paragraph,
    }
