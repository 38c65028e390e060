"""The elements of a .docx, in the order of a part (the body, the notes, a header), made into blocks."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Final

from legalref.reading.content import Budget
from legalref.reading.docx_layout import Layout
from legalref.reading.docx_names import Attributes, local, spelled, value
from legalref.reading.docx_notes import Numberings, Reference
from legalref.reading.docx_paragraphs import Sink
from legalref.reading.docx_state import Flow, Paragraph
from legalref.reading.docx_styles import Styles

_MOST_DEPTH: Final = 100_000
"""Elements inside one another. Writers of documents need a few dozen; the parser keeps each open one."""
_SKIPPED: Final = (
    "w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange", "w:tblPrExChange", "w:trPrChange", "w:tcPrChange",
    "w:tblGridChange", "w:numberingChange", "w:sdtPr", "w:sdtEndPr", "w:ffData", "w:rt",
)  # fmt: skip
"""Elements with nothing that is on the page now: what looks were before a change, properties, the reading aids of ruby."""


class Story(Layout):
    """The target of the main part, of the notes (with `notes`: those that are referred to), of a header (with `note`)."""

    def __init__(
        self,
        sink: Sink,
        budget: Budget,
        styles: Styles,
        original: bool,
        note: str | None = None,
        notes: Mapping[str, Reference] | None = None,
    ) -> None:
        """Begin; see Paragraphs."""
        super().__init__(sink, budget, styles, original=original, note=note)
        self._notes = notes or {}
        self.note_id = ""
        """The note that is open."""
        self.numberings = Numberings()
        self.headers: list[tuple[str, str]] = []
        """Kind («header», «footer») and id of the relation, in order."""
        self.foreign: list[str] = []
        """The relations of documents in other formats that stand in this one."""
        self._section = 1
        self._last: Paragraph | None = None
        """The last paragraph of the section before, if that is open still."""
        self._depth = 0
        self._skipping = 0
        self._choices: list[bool] = []
        """Alternatives inside one another; true where one was taken."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """Begin an element."""
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise OverflowError
        if self._skipping:
            self._skipping += 1
        elif (begin := self._STARTS.get(tag)) is not None:
            begin(self, attributes)

    def end(self, tag: str) -> None:
        """End an element."""
        self._depth -= 1
        if self._skipping:
            self._skipping -= 1
        elif (finish := self._ENDS.get(tag)) is not None:
            finish(self)

    def _skip(self, _attributes: Attributes | None = None) -> None:
        self._skipping = 1

    # Notes, text boxes, headers

    def _begin_box(self, _attributes: Attributes) -> None:
        self._flows.append(Flow("text box"))

    def _end_flow(self) -> None:
        self._flush()
        self._flows.pop()

    def _refer_to_footnote(self, attributes: Attributes) -> None:
        self._refer("footnote", attributes)

    def _refer_to_endnote(self, attributes: Attributes) -> None:
        self._refer("endnote", attributes)

    def _refer(self, kind: str, attributes: Attributes) -> None:
        if self._seen:
            self._pay()
            given = local(attributes)
            custom = given.get("customMarkFollows", "0") not in {"0", "false", "off"}
            section = self._section - (self._open[-1] is self._last)
            self.references.append(Reference(kind, given.get("id", ""), self._page, section, custom))

    def _begin_note(self, attributes: Attributes) -> None:
        """Begin the note that was referred to; others, and the lines that divide notes from text, are on no page."""
        reference = self._notes.get(value(attributes, "id"))
        if reference is None:
            self._skip()
            return
        self.note_id = reference.id
        self._page = reference.page
        self._flows.append(Flow(reference.mark))

    def _header(self, attributes: Attributes) -> None:
        self._add_header("header", attributes)

    def _footer(self, attributes: Attributes) -> None:
        self._add_header("footer", attributes)

    def _add_header(self, kind: str, attributes: Attributes) -> None:
        self._pay()
        self.headers.append((kind, value(attributes, "id")))

    def _end_section(self) -> None:
        """End a section; where that is said in the properties of its last paragraph, after that."""
        self._section += 1
        self._last = self._open[-1] if self._open else None

    def _embed(self, attributes: Attributes) -> None:
        self._pay()
        self.foreign.append(value(attributes, "id"))

    # Alternatives: the first is read, for the others say the same

    def _begin_alternatives(self, _attributes: Attributes) -> None:
        self._choices.append(False)

    def _begin_choice(self, _attributes: Attributes) -> None:
        if not self._choices:
            return
        if self._choices[-1]:
            self._skip()
        self._choices[-1] = True

    def _end_alternatives(self) -> None:
        self._choices.pop()

    _STARTS: ClassVar[Mapping[str, Callable[["Story", Attributes], None]]] = {
        **Layout.PARAGRAPH_STARTS,
        **Layout.LAYOUT_STARTS,
        **spelled(
            dict.fromkeys(_SKIPPED, _skip)
            | {
                "mc:AlternateContent": _begin_alternatives,
                "mc:Choice": _begin_choice,
                "mc:Fallback": _begin_choice,
                "w:altChunk": _embed,
                "w:endnote": _begin_note,
                "w:endnotePr": lambda self, _: self.numberings.begin("endnote"),
                "w:endnoteReference": _refer_to_endnote,
                "w:footerReference": _footer,
                "w:footnote": _begin_note,
                "w:footnotePr": lambda self, _: self.numberings.begin("footnote"),
                "w:footnoteReference": _refer_to_footnote,
                "w:headerReference": _header,
                "w:numFmt": lambda self, attributes: self.numberings.set("form", value(attributes)),
                "w:numRestart": lambda self, attributes: self.numberings.set("restart", value(attributes)),
                "w:numStart": lambda self, attributes: self.numberings.set("start", value(attributes)),
                "w:txbxContent": _begin_box,
            }
        ),
    }

    _ENDS: ClassVar[Mapping[str, Callable[["Story"], None]]] = {
        **Layout.PARAGRAPH_ENDS,
        **Layout.LAYOUT_ENDS,
        **spelled(
            {
                "mc:AlternateContent": _end_alternatives,
                "w:endnote": _end_flow,
                "w:endnotePr": lambda self: self.numberings.begin(""),
                "w:footnote": _end_flow,
                "w:footnotePr": lambda self: self.numberings.begin(""),
                "w:sectPr": _end_section,
                "w:txbxContent": _end_flow,
            }
        ),
    }
