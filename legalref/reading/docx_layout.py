"""Pages, tables and tracked changes of a part of a .docx: where its paragraphs stand, and which of them are there at all."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Final

from legalref.reading.content import Budget
from legalref.reading.docx_names import Attributes, is_on, spelled, value
from legalref.reading.docx_paragraphs import Paragraphs, Sink
from legalref.reading.docx_state import Flow, Table
from legalref.reading.docx_styles import Styles
from legalref.reading.package import whole

_MOST_COLUMNS: Final = 1 << 16


class Layout(Paragraphs):
    """The part of the target that is about pages, tables and changes; `Story` knows which element is what."""

    def __init__(self, sink: Sink, budget: Budget, styles: Styles, *, original: bool, note: str | None = None) -> None:
        """Begin; see Paragraphs."""
        super().__init__(sink, budget, styles, original=original, note=note)
        self.paged = False
        """Whether there is a page break."""
        self.changed = False
        """Whether changes are tracked."""
        self._tracked: list[int] = []
        """What the open insertions and deletions add to `_hiding`."""
        self._tables: list[Table] = []
        self._table_count = 0

    # Pages

    def _turn(self, *, by_hand: bool) -> None:
        """Begin a page. The mark that Word left where it laid one out repeats a break by hand, and one of the row."""
        flow = self._flows[-1]
        if flow.note is not None or self._hiding:
            return
        repeated = not by_hand and self._broken
        self._broken = by_hand
        if repeated or (flow.cell and not self._turns_row(flow)):
            return
        self.paged = True
        self._page += 1
        if self._open:
            self._open[-1].turn(self._page, new_line=by_hand)

    def _turns_row(self, flow: Flow) -> bool:
        """Return whether a page begins in a cell that does not already begin with its row; note where the row does."""
        table = self._tables[-1]
        if flow.written:
            return True
        if table.turned:
            return False
        if table.column == 1:
            table.turned = True
            table.page += 1
        return True

    def _rendered_break(self, _attributes: Attributes) -> None:
        self._turn(by_hand=False)

    def _break(self, attributes: Attributes) -> None:
        if attributes and value(attributes, "type") == "page":
            self._turn(by_hand=True)
        else:
            self._write("\n")

    def _begin_properties(self, _attributes: Attributes) -> None:
        self._properties = "paragraph"

    def _end_properties(self) -> None:
        self._properties = ""
        if not self._open:
            return
        paragraph = self._open[-1]
        own = paragraph.breaks_page
        if self._flows[0].written and (self._styles.breaks_page(paragraph.style) if own is None else own):
            self._turn(by_hand=True)

    def _break_before(self, attributes: Attributes) -> None:
        if self._open:
            self._open[-1].breaks_page = is_on(attributes)

    # Tables

    def _begin_table(self, _attributes: Attributes) -> None:
        self._flush()
        if self._flows[-1].note is None:
            self._table_count += 1
        self._tables.append(Table(self._table_count))

    def _end_table(self) -> None:
        self._tables.pop()

    def _begin_row(self, _attributes: Attributes) -> None:
        if self._tables:
            self._tables[-1].begin_row(self._page)

    def _end_row(self) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        if self._flows[-1].note is None:
            self._page = max(table.last_page, table.page)
        if table.hides:
            table.hides = False
            table.row -= 1
            self._hiding -= 1

    def _begin_row_properties(self, _attributes: Attributes) -> None:
        self._properties = "row"

    def _end_row_properties(self) -> None:
        self._properties = ""

    def _begin_cell(self, _attributes: Attributes) -> None:
        outer = self._flows[-1]
        cell = self._tables[-1].begin_cell() if self._tables else None
        if outer.note is None and self._tables:
            self._page = self._tables[-1].page
        self._flows.append(Flow(outer.note, cell if outer.note is None else None))

    def _end_cell(self) -> None:
        self._flush()
        flow = self._flows.pop()
        self._hiding -= flow.hides
        if self._tables:
            self._tables[-1].last_page = max(self._tables[-1].last_page, self._page)
        if flow.written:
            self._flows[-1].written = True

    def _span(self, attributes: Attributes) -> None:
        if self._tables:
            self._tables[-1].columns = whole(value(attributes), 1, _MOST_COLUMNS) or 1

    def _indent_row(self, attributes: Attributes) -> None:
        if self._tables:
            self._tables[-1].column += whole(value(attributes), 0, _MOST_COLUMNS)

    # Tracked changes

    def _begin_insertion(self, _attributes: Attributes) -> None:
        self._begin_change(hides=self._original)

    def _begin_deletion(self, _attributes: Attributes) -> None:
        self._begin_change(hides=not self._original)

    def _begin_change(self, *, hides: bool) -> None:
        """Begin the insertion or deletion of characters, or take what is said of the end of a paragraph, or of a row."""
        self.changed = True
        self._tracked.append(int(hides and not self._properties))
        self._hiding += self._tracked[-1]
        if hides and self._properties == "paragraph" and self._open:
            self._open[-1].joins = True
        elif hides and self._properties == "row" and self._tables and not self._tables[-1].hides:
            self._tables[-1].hides = True
            self._hiding += 1

    def _end_change(self) -> None:
        self._hiding -= self._tracked.pop()

    def _inserted_cell(self, _attributes: Attributes) -> None:
        self._change_cell(hides=self._original)

    def _deleted_cell(self, _attributes: Attributes) -> None:
        self._change_cell(hides=not self._original)

    def _change_cell(self, *, hides: bool) -> None:
        self.changed = True
        flow = self._flows[-1]
        if hides and flow.cell and not flow.hides:
            flow.hides = True
            self._hiding += 1

    LAYOUT_STARTS: ClassVar[Mapping[str, Callable[["Layout", Attributes], None]]] = spelled(
        {
            "w:br": _break,
            "w:cellDel": _deleted_cell,
            "w:cellIns": _inserted_cell,
            "w:cr": _break,
            "w:del": _begin_deletion,
            "w:gridBefore": _indent_row,
            "w:gridSpan": _span,
            "w:ins": _begin_insertion,
            "w:lastRenderedPageBreak": _rendered_break,
            "w:moveFrom": _begin_deletion,
            "w:moveTo": _begin_insertion,
            "w:pPr": _begin_properties,
            "w:pageBreakBefore": _break_before,
            "w:tbl": _begin_table,
            "w:tc": _begin_cell,
            "w:tr": _begin_row,
            "w:trPr": _begin_row_properties,
        }
    )

    LAYOUT_ENDS: ClassVar[Mapping[str, Callable[["Layout"], None]]] = spelled(
        {
            "w:del": _end_change,
            "w:ins": _end_change,
            "w:moveFrom": _end_change,
            "w:moveTo": _end_change,
            "w:pPr": _end_properties,
            "w:tbl": _end_table,
            "w:tc": _end_cell,
            "w:tr": _end_row,
            "w:trPr": _end_row_properties,
        }
    )
