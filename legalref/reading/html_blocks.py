"""The elements of a page → its blocks of text, each with its place.

No tree is built. What is open is a stack that is never deeper than `_DEEPEST`; what a missing end tag leaves open is closed as
browsers do it: a paragraph by the next block, a list item by the next item, a cell by the next cell or the end of its table.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from legalref.reading.blocks import Blocks
from legalref.reading.html_tags import Tag, attributes

_VOIDS: Final = "area base br col embed hr img input link meta param source track wbr"
_VOID: Final = frozenset(_VOIDS.split())
_CELLS: Final = frozenset(("td", "th"))
_SCOPES: Final = frozenset(("table", "td", "th", "caption"))
_ROW_GROUPS: Final = frozenset(("thead", "tbody", "tfoot", "caption"))
_OF_TABLES: Final = _CELLS | _ROW_GROUPS | {"table", "tr"}
_BLOCKS_ELSEWHERE: Final = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav ol p plaintext pre "
    "search section summary textarea ul xmp"
)
_BLOCKS: Final = _OF_TABLES | frozenset(_BLOCKS_ELSEWHERE.split())
_BUT_P: Final = _BLOCKS - {"p"}
_AS_WRITTEN: Final = frozenset(("listing", "plaintext", "pre", "textarea", "xmp"))
"""Elements that keep their spaces and line ends."""
_CHANGES: Final = frozenset(("ins", "del"))
_NOT_SHOWN: Final = frozenset(("audio", "canvas", "datalist", "math", "select", "svg", "video"))
_ITEMS: Final = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd")}
_NONE: Final[frozenset[str]] = frozenset()
_LISTS: Final = frozenset(("ul", "ol", "menu", "dir", "dl"))
_HIDING: Final = re.compile(
    r"(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden|mso-hide\s*+:\s*+all|mso-element\s*+:\s*+comment)", re.IGNORECASE
)
_KEEPING: Final = re.compile(r"white-space\s*+:\s*+(?:pre|break-spaces)", re.IGNORECASE)
_TELLING: Final = re.compile("hidden|style", re.IGNORECASE)

_DEEPEST: Final = 500
"""Elements open at once that are known by name; Chromium puts what is deeper beside it, too (512)."""
_FAR: Final = 50
"""Elements above it on the stack that an end tag of an inline element, or the next item of a list, looks through."""
_WIDEST: Final = 1000
"""The largest colspan of the standard."""
_TABLES_DEEP: Final = 100
"""Tables in each other that are told apart."""

_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
"""What browsers make one space of: not the no-break space."""
_SPACES: Final = re.compile("  +")
_BLANK_LINES: Final = re.compile(r"\n(?:[^\S\n]*+\n)++")


class _Open(NamedTuple):
    """An element that is open; what holds in it holds in those within."""

    name: str
    hidden: bool
    as_written: bool
    scope: bool
    """Whether it is a table or a cell: an end tag in it closes nothing round it."""


@dataclass(slots=True)
class _Table:
    """Where in a table we are. `depth` is the height of the stack in the table, in its row group, in its row."""

    number: int
    depth: int
    group_depth: int
    row_depth: int | None = None
    row: int = 0
    column: int = 0
    width: int = 1
    in_cell: bool = False
    below: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Column of a cell that reaches down → its width and its last row."""

    def next_row(self) -> None:
        """Go on to the next row, before its first cell."""
        self.row += 1
        self.column, self.width = 0, 1

    def next_cell(self, width: int, rows: int) -> None:
        """Go on to the next column that no cell from above reaches into."""
        self.column += self.width if self.column else 1
        for _ in range(_FAR):
            above, last = self.below.get(self.column, (0, 0))
            if last < self.row:
                break
            self.column += above
        self.width = width
        if rows > 1:
            self.below[self.column] = (width, self.row + rows - 1)


class Page:
    """The text of a page, grown tag by tag."""

    def __init__(self, blocks: Blocks, *, original: bool) -> None:
        """Begin; what is read is added to `blocks`. `original` shows what was deleted, not what was inserted."""
        self._blocks = blocks
        self._out = "ins" if original else "del"
        self._open: list[_Open] = [_Open("", hidden=False, as_written=False, scope=True)]
        self._names: list[Counter[str]] = [Counter()]
        self._tables: list[_Table] = []
        self._tables_seen = 0
        self._pieces: list[str] = []
        self.changed = False
        """Whether the page marks insertions or deletions."""

    def end(self) -> None:
        """End the page."""
        self._end_block()

    def write(self, text: str) -> None:
        """Add characters."""
        here = self._open[-1]
        if not here.hidden:
            self._pieces.append(text if here.as_written else _SPACE.sub(" ", text))

    def tag(self, tag: Tag) -> None:
        """Heed a tag."""
        name = tag.name
        if name == "br":  # `</br>` is one, too
            self._break()
        elif name in _VOID:
            if name == "hr":
                self._end_block()
        elif tag.ends:
            self._end(name)
        else:
            self._start(tag)

    def _break(self) -> None:
        """End a line."""
        if not self._open[-1].hidden:
            self._pieces.append("\n")

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name in _BLOCKS:
            self._end_block()
            self._close_implied(name)
        self._push(tag)
        if name == "table" and len(self._tables) < _TABLES_DEEP:
            self._tables_seen += 1
            depth = len(self._open)
            self._tables.append(_Table(self._tables_seen, depth, depth))
        elif self._tables and name in _OF_TABLES:
            self._enter(self._tables[-1], tag)

    def _push(self, tag: Tag) -> None:
        above = self._open[-1]
        self.changed = self.changed or tag.name in _CHANGES
        hidden = above.hidden or tag.name in _NOT_SHOWN or tag.name == self._out
        as_written = above.as_written or tag.name in _AS_WRITTEN
        if tag.attributes and _TELLING.search(tag.attributes):
            values = attributes(tag.attributes)
            style = values.get("style", "")
            hidden = hidden or "hidden" in values or _HIDING.search(style) is not None
            as_written = as_written or (tag.name in _BLOCKS and _KEEPING.search(style) is not None)
        if tag.closed and tag.name in _NOT_SHOWN:
            return
        if len(self._open) < _DEEPEST * (1 + (tag.name in _OF_TABLES)):
            scope = tag.name == "table" or (bool(self._tables) and tag.name in _SCOPES)
            self._open.append(_Open(tag.name, hidden, as_written, scope))
            self._names[-1][tag.name] += 1
            if scope:
                self._names.append(Counter())

    def _close_implied(self, name: str) -> None:
        """Close what a block that begins cannot stand in."""
        if name in _OF_TABLES and name != "table":
            self._close_row_or_cell(name)
            return
        if name in _ITEMS:
            self._close_near(_ITEMS[name], _LISTS)
        self._close_near(("p",), _BUT_P)

    def _close_row_or_cell(self, name: str) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        table.in_cell = False
        if name in _CELLS:
            self._pop_to(table.row_depth or table.group_depth)
        elif name == "tr":
            self._pop_to(table.group_depth)
        else:
            self._pop_to(table.depth)
            table.group_depth = table.depth
        if name not in _CELLS:
            table.row_depth = None

    def _enter(self, table: _Table, tag: Tag) -> None:
        """Note the row or cell that has just been pushed."""
        depth = len(self._open)
        if tag.name in _CELLS:
            if table.row_depth is None:
                table.next_row()
                table.row_depth = depth - 1
            values = attributes(tag.attributes) if "span" in tag.attributes.lower() else {}
            table.next_cell(_number(values.get("colspan"), _WIDEST), _number(values.get("rowspan"), 65_534))
            table.in_cell = True
        elif tag.name == "tr":
            table.next_row()
            table.row_depth = depth
        elif tag.name != "caption":
            table.group_depth = depth

    def _end(self, name: str) -> None:
        if name in _BLOCKS:
            self._end_block()
        if name in _OF_TABLES:
            self._end_of_table(name)
        elif name in _BLOCKS or name in _NOT_SHOWN:
            self._close_near((name,), _NONE, far=2 * _DEEPEST)
        else:
            self._close_near((name,), _BLOCKS)

    def _end_of_table(self, name: str) -> None:
        if not self._tables:
            self._close_near((name,), _NONE, far=2 * _DEEPEST)
            return
        if name != "table":
            self._close_row_or_cell(name)
            return
        self._pop_to(self._tables.pop().depth - 1)

    def _close_near(self, names: tuple[str, ...], stops: frozenset[str], far: int = _FAR) -> None:
        """Close the innermost open element of `names`, and what is open in it, unless one of `stops` lies between.

        It is looked for only where it is open: whatever is passed over on the way is closed, or is `_FAR` elements at the most.
        """
        if not any(self._names[-1][name] for name in names):
            return
        for back in range(1, min(far, len(self._open) - 1) + 1):
            name = self._open[-back].name
            if name in names:
                self._pop_to(len(self._open) - back)
                return
            if name in stops:
                return

    def _pop_to(self, height: int) -> None:
        while len(self._open) > max(height, 1):
            closed = self._open.pop()
            if closed.scope:
                self._names.pop()
            self._names[-1][closed.name] -= 1

    def _end_block(self) -> None:
        """Add what was written since the last block; blank lines in it part paragraphs."""
        text = "".join(self._pieces)
        self._pieces.clear()
        if not self._open[-1].as_written:
            text = _trimmed(text)
        for paragraph in _BLANK_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n")):
            self._add(paragraph)

    def _add(self, text: str) -> None:
        table = self._tables[-1] if self._tables else None
        cell = f"{table.number}:{table.row}:{table.column}" if table and table.in_cell else None
        self._blocks.add(text.strip("\n"), cell=cell)


def _trimmed(text: str) -> str:
    """Return characters whose spaces were made one piece by piece, as lines without spaces at their ends."""
    one = _SPACES.sub(" ", text)
    return one.replace(" \n", "\n").replace("\n ", "\n").strip(" \n")


def _number(written: str | None, most: int) -> int:
    """Return a span of columns or rows, 1 where there is none."""
    digits = (written or "").strip()[:6]
    return min(max(int(digits), 1), most) if digits.isascii() and digits.isdigit() else 1
