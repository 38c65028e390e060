"""The characters and paragraphs of a part of a .docx, with the looks that matter: fonts from before Unicode, what is hidden."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Final

from legalref.reading.content import Budget
from legalref.reading.docx_names import Attributes, font_of, is_on, local, spelled, value
from legalref.reading.docx_notes import Reference
from legalref.reading.docx_state import Block, Flow, Paragraph
from legalref.reading.docx_styles import Styles
from legalref.reading.package import Target

_PER_ITEM: Final = 100
"""What a run costs besides its characters, in bytes; and a block that waits."""
_SPACE: Final = "http://www.w3.org/XML/1998/namespace}space"
_PAID_AT_ONCE: Final = 64
_SYMBOLS: Final = {code: chr(code) for code in b"0123456789%()+,./:;<=>[]_{|}"} | {0x2D: "\u2212", 0xB7: "•", 0xA2: "\u2032"}
"""The font Symbol, as far as it has what may stand in a number or a date."""

Sink = Callable[[Block], None]


class Paragraphs(Target):
    """The part of the target that is about paragraphs; `Story` knows which element is what."""

    def __init__(self, sink: Sink, budget: Budget, styles: Styles, *, original: bool, note: str | None = None) -> None:
        """Begin; each block goes to `sink` when it is whole. `note` is the place of all that stands in this part."""
        self._sink = sink
        self._budget = budget
        self._styles = styles
        self._original = original
        self.references: list[Reference] = []
        """The places that refer to notes, in order."""
        self._page = 1
        self._broken = False
        """Whether a page was begun by hand, and nothing is on it yet."""
        self._hiding = 0
        """How many deletions (with `original`: insertions) are open."""
        self._properties = ""
        """Whether what stands here is said of a «paragraph» or a «row», and is none of its characters."""
        self._flows = [Flow(note)]
        self._open: list[Paragraph] = []
        self._reading = False
        self._kept = False
        self._text: list[str] = []
        self._items = 0

    def data(self, text: str) -> None:
        """Take characters."""
        if self._reading:
            self._text.append(text)

    def close(self) -> None:
        """End what a damaged part has left open."""
        while self._open:
            self._close(self._open.pop())
        while self._flows:
            self._flush()
            self._flows.pop()

    def _pay(self) -> None:
        self._items += 1
        if self._items % _PAID_AT_ONCE == 0:
            self._budget.spend(_PAID_AT_ONCE * _PER_ITEM)

    # Characters

    def _begin_text(self, attributes: Attributes) -> None:
        self._reading = True
        self._kept = attributes.get(_SPACE) == "preserve"

    def _begin_deleted(self, attributes: Attributes) -> None:
        if self._original:
            self._begin_text(attributes)

    def _end_text(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        self._reading = False
        if not self._kept:
            text = text.strip(" \t\r\n")  # as Word does: they are there to indent the XML
        if "\n" in text or "\r" in text:
            text = text.replace("\r", " ").replace("\n", " ")
        if text:
            self._write(text)

    @property
    def _seen(self) -> bool:
        """Whether characters that come now are on the page: not deleted, not hidden, no instruction of a field."""
        if not self._open or self._hiding or self._properties:
            return False
        paragraph = self._open[-1]
        if paragraph.instructions:
            return False
        if paragraph.hidden is None:
            return not self._styles.look(paragraph.style, paragraph.run_style).hidden
        return not paragraph.hidden

    def _write(self, text: str, font: str | None = None) -> None:
        """Append characters to the paragraph that is open, where they are to be seen."""
        if not self._seen:
            return
        self._pay()
        paragraph = self._open[-1]
        look = self._styles.look(paragraph.style, paragraph.run_style)
        own = paragraph.font if font is None else font
        paragraph.write(look.font if own is None else own, text)
        self._flows[-1].written = True
        self._broken = False
        if self.references:
            self.references[-1].take(text)

    def _symbol(self, attributes: Attributes) -> None:
        """Write a character that is named by its place in a font; one that only draws is a dot."""
        given = local(attributes)
        try:
            code = int(given.get("char", ""), 16) & 0xFF
        except ValueError:
            return
        if font := self._styles.unicode_or(given.get("font", "")):
            self._write(chr(code), font)
        else:
            self._write(_SYMBOLS.get(code, "•") if given.get("font") == "Symbol" else "•", "")

    def _field(self, attributes: Attributes) -> None:
        if self._open and not self._hiding:
            self._open[-1].step(value(attributes, "fldCharType"))

    # Looks

    def _begin_run(self, _attributes: Attributes) -> None:
        if self._open:
            self._open[-1].begin_run()

    def _run_style(self, attributes: Attributes) -> None:
        if self._open and not self._properties:
            self._open[-1].run_style = value(attributes)

    def _font(self, attributes: Attributes) -> None:
        if self._open and not self._properties and (font := font_of(attributes)):
            self._open[-1].font = self._styles.unicode_or(font)

    def _hide(self, attributes: Attributes) -> None:
        if not self._open:
            return
        if not self._properties:
            self._open[-1].hidden = is_on(attributes)
        elif is_on(attributes):
            self._open[-1].joins = True

    # Paragraphs

    def _begin_paragraph(self, _attributes: Attributes) -> None:
        flow = self._flows[-1]
        paragraph, flow.carried = flow.carried, None
        if paragraph is None:
            paragraph = Paragraph(self._page)
        elif not paragraph.pieces:
            paragraph.page = self._page
        paragraph.begin()
        self._open.append(paragraph)

    def _end_paragraph(self) -> None:
        paragraph = self._open.pop()
        if paragraph.joins:
            self._flows[-1].carried = paragraph
        else:
            self._close(paragraph)

    def _close(self, paragraph: Paragraph) -> None:
        self._emit(self._block(paragraph))
        for block in paragraph.after:
            self._emit(block)

    def _block(self, paragraph: Paragraph) -> Block:
        flow = self._flows[-1]
        return paragraph.block(flow.cell, flow.note)

    def _emit(self, block: Block) -> None:
        """Give a block away, or keep it until the paragraph ends that it hangs on."""
        if not self._open:
            self._sink(block)
        elif block.text and not block.text.isspace():
            self._budget.spend(len(block.text) + _PER_ITEM)
            self._open[-1].after.append(block)

    def _flush(self) -> None:
        """Close the paragraph that no other one of its flow went on with."""
        flow = self._flows[-1]
        if flow.carried is not None:
            paragraph, flow.carried = flow.carried, None
            self._close(paragraph)

    def _paragraph_style(self, attributes: Attributes) -> None:
        if self._open:
            self._open[-1].style = value(attributes)

    PARAGRAPH_STARTS: ClassVar[Mapping[str, Callable[["Paragraphs", Attributes], None]]] = spelled(
        {
            "m:r": _begin_run,
            "m:t": _begin_text,
            "w:delText": _begin_deleted,
            "w:fldChar": _field,
            "w:noBreakHyphen": lambda self, _: self._write("\N{NON-BREAKING HYPHEN}"),
            "w:p": _begin_paragraph,
            "w:pStyle": _paragraph_style,
            "w:ptab": lambda self, _: self._write("\t"),
            "w:r": _begin_run,
            "w:rFonts": _font,
            "w:rStyle": _run_style,
            "w:softHyphen": lambda self, _: self._write("\N{SOFT HYPHEN}"),
            "w:sym": _symbol,
            "w:t": _begin_text,
            "w:tab": lambda self, _: self._write("\t"),
            "w:vanish": _hide,
        }
    )

    PARAGRAPH_ENDS: ClassVar[Mapping[str, Callable[["Paragraphs"], None]]] = spelled(
        {
            "m:t": _end_text,
            "w:delText": _end_text,
            "w:p": _end_paragraph,
            "w:t": _end_text,
        }
    )
