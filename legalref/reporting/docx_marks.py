"""Where comments begin and end in the body of a Word document: runs are split there, with their looks kept."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Final, NamedTuple

from legalref.model import Span
from legalref.reading.docx_names import NAMESPACES
from legalref.reading.docx_origins import Element, Run, bytes_of
from legalref.reading.docx_places import Placed
from legalref.reading.docx_trace import Trace
from legalref.reporting.splices import Splice

_NAME: Final = re.compile(rb"<([^\s/>]+)")
_LOOKS_CHANGED: Final = re.compile(rb"(<(?:\w+:)?rPrChange\b[^>]*?:id\s*=\s*[\"'])(\d+)")
_ANY_ID: Final = re.compile(rb":id\s*=\s*[\"'](\d{1,9})[\"']")
_TRANSITIONAL, _STRICT = NAMESPACES["w"]


class Place(NamedTuple):
    """A byte of the body where a mark can stand: between runs, or inside `run`, which is then split; and inside `element`."""

    at: int
    run: Run | None = None
    element: Element | None = None


class Anchor(NamedTuple):
    """Where a comment begins and ends."""

    start: Place
    end: Place


def namespace(main: bytes) -> str:
    """Return the namespace in which a document is written, of the two forms of the standard."""
    return _STRICT if _STRICT.encode() in main else _TRANSITIONAL


def anchor(trace: Trace, span: Span) -> Anchor | None:
    """Return where a comment on `span` of the text stands; None where it can stand nowhere (headers, footers)."""
    homes = [(each, home) for each in trace.between(span) if (home := trace.home(each.piece.element))]
    if not homes:
        return None
    main = trace.parts[trace.main]
    (first, of_first), (last, of_last) = homes[0], homes[-1]
    start = _before(first, span, main) if first.piece.element.run is of_first else Place(of_first.start)
    end = _after(last, span, main) if last.piece.element.run is of_last else Place(of_last.end)
    return Anchor(start, end)


def _before(placed: Placed, span: Span, main: bytes) -> Place:
    element = placed.piece.element
    first, _ = placed.within(span)
    if first > placed.piece.skipped and _can_be_split(element, main):
        (byte,) = bytes_of(element, main, first, first + 1)
        return Place(byte.start, element.run, element)
    run = element.run
    if run is None or not main[run.inside : element.start].strip():
        return Place(run.start if run else element.start)
    return Place(element.start, run)


def _after(placed: Placed, span: Span, main: bytes) -> Place:
    element = placed.piece.element
    _, last = placed.within(span)
    if last < placed.piece.skipped + len(placed.piece) and _can_be_split(element, main):
        (byte,) = bytes_of(element, main, last, last + 1)
        return Place(byte.start, element.run, element)
    run = element.run
    if run is None or not main[element.end : run.closing].strip():
        return Place(run.end if run else element.end)
    return Place(element.end, run)


def _can_be_split(element: Element, main: bytes) -> bool:
    return element.is_text and b"<![CDATA[" not in main[element.content : element.closing]


@dataclass
class _Marks:
    """What stands at one place: ends before beginnings."""

    place: Place
    ends: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


def marks(main: bytes, anchors: Iterable[tuple[int, Anchor]]) -> Iterator[Splice]:
    """Yield the changes of the body that mark comments, each given by its id and where it stands."""
    at: dict[int, _Marks] = {}
    for id_, (start, end) in anchors:
        at.setdefault(start.at, _Marks(start)).starts.append(id_)
        at.setdefault(end.at, _Marks(end)).ends.append(id_)
    writer = _Writer(main)
    for place, each in at.items():
        yield Splice(place, place, writer.marked(each))
    for element in {id(each.place.element): each.place.element for each in at.values()}.values():
        if element is not None and not element.keeps_spaces:
            yield from kept_spaces(element, main)


def kept_spaces(element: Element, main: bytes) -> Iterator[Splice]:
    """Yield what makes the spaces at the ends of a text count, without those that did not."""
    raw = main[element.content : element.closing]
    yield Splice(element.start, element.content, element.spaced_opening())
    yield Splice(element.content, element.content + len(raw) - len(raw.lstrip()), b"")
    yield Splice(element.closing - len(raw) + len(raw.rstrip()), element.closing, b"")


class _Writer:
    """Writes marks as the document itself would."""

    def __init__(self, main: bytes) -> None:
        self._main = main
        said = b'xmlns:w="%b"' % namespace(main).encode()
        self._said = b"" if main.count(said) and main.count(said) == main.count(b"xmlns:w=") else b" " + said
        self._ids = count(max(map(int, _ANY_ID.findall(main)), default=0) + 1)

    def marked(self, marks: _Marks) -> bytes:
        """Return what is put in at a place: marks, and round them the ends and beginnings of what they split."""
        run, element = marks.place.run, marks.place.element
        before = (self._end(element.opening) if element else b"") + (self._end(run.opening) if run else b"")
        after = (run.opening + self._looks(run) if run else b"") + (element.spaced_opening() if element else b"")
        inside = b"".join([*map(self._end_of, marks.ends), *map(self._start_of, marks.starts)])
        return before + inside + after

    def _start_of(self, id_: int) -> bytes:
        return b'<w:commentRangeStart%b w:id="%d"/>' % (self._said, id_)

    def _end_of(self, id_: int) -> bytes:
        end = b'<w:commentRangeEnd%b w:id="%d"/>' % (self._said, id_)
        return end + b'<w:r%b><w:commentReference w:id="%d"/></w:r>' % (self._said, id_)

    def _looks(self, run: Run) -> bytes:
        """Return a copy of a run's properties; a tracked change of them gets an id of its own."""
        return _LOOKS_CHANGED.sub(lambda match: match[1] + b"%d" % next(self._ids), self._main[slice(*run.looks)])

    @staticmethod
    def _end(opening: bytes) -> bytes:
        name = _NAME.match(opening)
        return b"</" + (name[1] if name else b"") + b">"
