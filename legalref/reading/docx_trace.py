"""The way back from a Word document as read to its parts: which element each character of the text comes from.

The document is read once more by the same reader, which now notes the places; nothing is compared to find them again.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import Any, Final, NamedTuple

from legalref.errors import UnreadableInput
from legalref.model import Span, Text
from legalref.reading.blocks import Blocks
from legalref.reading.content import Budget, Content
from legalref.reading.docx import Reading
from legalref.reading.docx_names import Attributes, spelled
from legalref.reading.docx_origins import Element, Piece, Run, Woven, tag_at
from legalref.reading.docx_parts import Parts
from legalref.reading.docx_places import Placed, placed_in
from legalref.reading.docx_state import Block, Paragraph
from legalref.reading.docx_story import Story
from legalref.reading.package import Target

_RUN: Final = frozenset(spelled({"w:r": 0}))
_LOOKS: Final = frozenset(spelled({"w:rPr": 0}))
_TEXTS: Final = frozenset(spelled(dict.fromkeys(("w:t", "w:delText", "m:t"), 0)))
_SIGNS: Final = frozenset(
    spelled(dict.fromkeys(("w:tab", "w:ptab", "w:br", "w:cr", "w:sym", "w:noBreakHyphen", "w:softHyphen"), 0))
)
_CONTROL: Final = frozenset(spelled({"w:sdt": 0}))
_PLAIN: Final = frozenset(spelled({"w:text": 0, "w:dataBinding": 0}))
"""What says of a content control that it holds nothing but text."""
_UTF8: Final = re.compile(rb"(?:\xef\xbb\xbf)?<(?!\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8[\"']))", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"']")
_DECLARATION: Final = re.compile(r"^\ufeff?<\?xml[^>]*\?>")


class Trace(NamedTuple):
    """A document as read, with the pieces it was made of, in order, and the parts that they come from."""

    content: Content
    placed: list[Placed]
    main: str
    parts: dict[str, bytes]
    """The parts that were read, in UTF-8: places of elements are bytes of these."""
    notes: dict[tuple[str, str], Run]
    """(Part, id of a note) → the run of the body that refers to it."""
    package: Parts

    def between(self, span: Span) -> list[Placed]:
        """Return the pieces that have characters inside `span`."""
        low = bisect_right(self.placed, span.start, key=lambda each: each.span.end)
        high = bisect_left(self.placed, span.end, key=lambda each: each.span.start)
        return self.placed[low:high]

    def home(self, element: Element) -> Run | None:
        """Return the run of the body by which an element hangs: its own, that of its text box, or the reference to its note."""
        if element.note:
            return self.notes.get((element.part, element.note))
        return element.run.home if element.run and element.part == self.main else None


def trace(data: bytes, path: str, budget: Budget, *, original: bool = False) -> Trace:
    """Return a .docx as `read` does, with the way back. Raises UnreadableInput where `read` would."""
    parts = _Parts(data, path, budget)
    blocks = _Blocks(path, budget)
    reading = Reading(parts, blocks, path, budget, original, story=_Story)
    content = reading.content()
    main = parts.name_of(parts.main())
    kinds = {each.kind: parts.name_of(each.part) for each in parts.relations(main).values()}
    notes = {(kinds.get(f"{kind}s", ""), id_): run for (kind, id_), run in parts.references.items()}
    return Trace(content, blocks.placed, main, parts.traced, notes, parts)


def trace_of(text: Text, data: bytes, budget: Budget, *, original: bool = False) -> Trace:
    """Return the way back from `text`, which was read of `data`. Raises UnreadableInput where that is another file by now.

    What is cut off or damaged is refused, too: a copy of it would pretend to be whole.
    """
    traced = trace(data, text.path, budget, original=original)
    if any(remark.message == "remark.cut" for remark in traced.content.remarks):
        raise UnreadableInput("error.damaged", path=text.path, detail=traced.main)
    if traced.content.text != text.content:
        raise UnreadableInput("error.changed", path=text.path)
    return traced


class _Parts(Parts):
    """Parts that are read as they are, so that the places of the parser are those of the file."""

    def __init__(self, data: bytes, path: str, budget: Budget) -> None:
        super().__init__(data, path, budget)
        self.traced: dict[str, bytes] = {}
        self.references: dict[tuple[str, str], Run] = {}

    def read(self, part: str, target: Target) -> None:
        if not isinstance(target, _Story):
            super().read(part, target)
            return
        name = self.name_of(part)
        with self.sound(part):
            data = self.traced.setdefault(name, in_utf8(self.bytes_of(part)))
            _feed(data, name, target)
        self.references |= {key: run for key, run in target.referring.items() if key not in self.references}


def _feed(data: bytes, part: str, target: "_Story") -> None:
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=target)
    expat = parser.parser
    expat.buffer_text = expat.ordered_attributes = False
    expat.StartElementHandler, expat.EndElementHandler = target.start, target.end
    expat.CharacterDataHandler = target.data
    target.stand_in(part, data, lambda: expat.CurrentByteIndex)
    parser.feed(data)
    parser.close()


def in_utf8(data: bytes) -> bytes:
    """Return a part of XML in UTF-8: itself, unless it says otherwise."""
    if _UTF8.match(data):
        return data
    declared = _DECLARED.match(data)
    text = data.decode(declared[1].decode() if declared else "utf-16")
    return _DECLARATION.sub('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', text).encode()


class _Story(Story):
    """The reader's own story, which gives every piece its origin."""

    def stand_in(self, part: str, data: bytes, place: Callable[[], int]) -> None:
        """Begin to read `part`; `place` tells the byte at which the parser is."""
        self._part, self._data, self._place = part, data, place
        self._path: list[str] = []
        self._runs: list[Run] = []
        self._controls: list[Run] = []
        self._element: Element | None = None
        self.referring: dict[tuple[str, str], Run] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in _PLAIN and self._controls and self._open:
            self._hold(self._controls[-1])
        elif not self._skipping:
            self._note_start(tag)
        self._path.append(tag)
        super().start(tag, attributes)

    def end(self, tag: str) -> None:
        self._path.pop()
        if not self._skipping:
            self._note_end(tag)
        super().end(tag)
        if not self._skipping and tag in _RUN:
            self._runs.pop()

    def data(self, text: str) -> None:
        if self._reading and self._element:
            self._element.chunks.append((self._place(), text))
        super().data(text)

    def _note_start(self, tag: str) -> None:
        place = self._place()
        parent = self._path[-1] if self._path else ""
        run = self._runs[-1] if self._runs and parent in _RUN else None  # none in formulas
        if tag in _RUN:
            self._hold(Run(self._part, place, tag_at(self._data, place)))
        elif tag in _CONTROL:
            self._controls.append(Run(self._part, place, tag_at(self._data, place)))
        elif tag in _LOOKS and run:
            run.looks = (place, place)
        elif tag in _TEXTS or tag in _SIGNS:
            opening = tag_at(self._data, place)
            self._element = Element(self._part, run, self.note_id, place, opening, tag in _TEXTS)

    def _hold(self, run: Run) -> None:
        """Begin a run; a control for text alone is as one, which is not split, with all that stands in it."""
        run.home = self._runs[0] if self._runs else run
        self._runs.append(run)

    def _note_end(self, tag: str) -> None:
        if tag in _RUN:
            run = self._runs[-1]
            run.closing, run.end = self._ending(run.opening)
        elif tag in _CONTROL and self._controls:
            control = self._controls.pop()
            control.closing, control.end = self._ending(control.opening)
            if self._runs and self._runs[-1] is control:
                self._runs.pop()
        elif tag in _LOOKS and self._runs and self._path[-1] in _RUN:
            start = self._runs[-1].looks[0]
            self._runs[-1].looks = (start, self._ending(tag_at(self._data, start))[1])
        elif (tag in _TEXTS or tag in _SIGNS) and self._element:
            self._element.closing, self._element.end = self._ending(self._element.opening)

    def _ending(self, opening: bytes) -> tuple[int, int]:
        """Return where the end tag begins and ends of the element that ends now; of one without any, where it ends itself."""
        place = self._place()
        return place, place if opening.endswith(b"/>") else place + len(tag_at(self._data, place))

    def _refer(self, kind: str, attributes: Attributes) -> None:
        before = len(self.references)
        super()._refer(kind, attributes)
        if len(self.references) > before and self._runs:
            self.referring.setdefault((kind, self.references[-1].id), self._runs[0])

    def _write(self, text: str, font: str | None = None) -> None:
        element = self._element
        if element is not None:
            whole = "".join(chunk for _, chunk in element.chunks)
            kept = whole.strip(" \t\r\n") if element.is_text and not self._kept else whole
            text = Piece.of(text, element, whole.find(kept) if kept else 0)
        super()._write(text, font)

    def _block(self, paragraph: Paragraph) -> Block:
        block = super()._block(paragraph)
        return block._replace(text=Woven.of(block.text, tuple(paragraph.pieces), tuple(at for at, _ in paragraph.turns)))


class _Blocks(Blocks):
    """Blocks that note where in the text their pieces stand."""

    @cached_property
    def placed(self) -> list[Placed]:
        """The pieces, in order."""
        return []

    def add(self, text: str, **places: Any) -> None:
        at = self._length
        super().add(text, **places)
        if self._length > at and isinstance(text, Woven):
            self.placed.extend(placed_in(text, at))
