"""Corrections inside the runs of a Word document: letters change, looks and all else stay, byte for byte."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

from legalref.model import Edit, Span, Text
from legalref.reading.content import Budget
from legalref.reading.docx_origins import Element, bytes_of
from legalref.reading.docx_places import Placed
from legalref.reading.docx_trace import Trace, trace_of
from legalref.reporting.docx_marks import kept_spaces
from legalref.reporting.docx_package import rewritten
from legalref.reporting.edits import Step, steps
from legalref.reporting.splices import Splice, spliced

_PREFIX: Final = re.compile(rb"<([\w.-]+:)?")


def edited(text: Text, data: bytes, edits: Sequence[Edit], budget: Budget, *, original: bool = False) -> tuple[bytes, list[Edit]]:
    """Return the .docx `data`, read as `text`, with `edits` made, and those that could not be: in old fonts, formulas.

    Raises UnreadableInput for a document that is damaged.
    """
    traced = trace_of(text, data, budget, original=original)
    splices: dict[str, list[Splice]] = {}
    left: list[Edit] = []
    for edit in edits:
        found = _changes(traced, edit)
        if found is None:
            left.append(edit)
            continue
        for part, splice in found:
            splices.setdefault(part, []).append(splice)
    changed = {part: spliced(traced.parts[part], dict.fromkeys(each)) for part, each in splices.items()}
    return (rewritten(data, text.path, changed, budget) if changed else data), left


def _changes(traced: Trace, edit: Edit) -> list[tuple[str, Splice]] | None:
    """Return the changes of parts that an edit is; None where one of its steps cannot be made."""
    found: list[tuple[str, Splice]] = []
    for step in steps(traced.content.text, edit):
        made = _put_in(traced, step) if step.span.start == step.span.end else _replaced(traced, step)
        if made is None:
            return None
        found += made
    return found


def _replaced(traced: Trace, step: Step) -> list[tuple[str, Splice]] | None:
    placed = traced.between(step.span)
    covered = sum(min(each.span.end, step.span.end) - max(each.span.start, step.span.start) for each in placed)
    if covered != step.span.end - step.span.start or not all(_is_writable(traced, each, step.new) for each in placed):
        return None
    found: list[tuple[str, Splice]] = []
    new = step.new
    for each in placed:
        element = each.piece.element
        found += [(element.part, splice) for splice in _of_element(traced, each, step.span, new)]
        new = ""
    return found


def _of_element(traced: Trace, placed: Placed, span: Span, new: str) -> Iterator[Splice]:
    """Yield the changes of one element: the characters inside `span` go, `new` stands where the first of them stood."""
    element, data = placed.piece.element, traced.parts[placed.piece.element.part]
    if not element.is_text:
        yield Splice(element.start, element.end, _text_element(element, new) if new else b"")
        return
    for number, byte in enumerate(bytes_of(element, data, *placed.within(span))):
        yield Splice(byte.start, byte.end, escape(new).encode() if number == 0 else b"")
    if new != new.strip() and not element.keeps_spaces:
        yield from kept_spaces(element, data)


def _put_in(traced: Trace, step: Step) -> list[tuple[str, Splice]] | None:
    """Put characters in after the one before them, with its looks."""
    at = step.span.start
    placed = traced.between(Span(at - 1, at))
    if len(placed) != 1 or not placed[0].piece.element.is_text or not _is_writable(traced, placed[0], step.new):
        return None
    element = placed[0].piece.element
    data = traced.parts[element.part]
    (byte,) = bytes_of(element, data, *placed[0].within(Span(at - 1, at)))
    spaces: Iterable[Splice] = ()
    if step.new != step.new.strip() and not element.keeps_spaces:
        spaces = kept_spaces(element, data)
    return [(element.part, splice) for splice in (Splice(byte.end, byte.end, escape(step.new).encode()), *spaces)]


def _is_writable(traced: Trace, placed: Placed, new: str) -> bool:
    """Tell whether `new` can stand in place of a piece: in a run, in Unicode or as letters that are the same in all fonts."""
    element = placed.piece.element
    raw = traced.parts[element.part][element.content : element.closing]
    return placed.exact and element.run is not None and (not placed.legacy or new.isascii()) and b"<![CDATA[" not in raw


def _text_element(element: Element, new: str) -> bytes:
    prefix = _PREFIX.match(element.opening)
    name = (prefix[1] or b"" if prefix else b"") + b"t"
    return b'<%b xml:space="preserve">%b</%b>' % (name, escape(new).encode(), name)
