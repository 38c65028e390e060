"""The corrections that are safe to make, put into a copy of a file: text as text, Word documents inside their runs."""

import codecs
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from legalref.model import CheckedCitation, Edit, Location, Span, Text
from legalref.reading.content import Budget
from legalref.reading.formats import Format

_ENCODINGS: Final = (
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Mark of the byte order, and encoding, of texts that can be written as they were."""


class Change(NamedTuple):
    """A correction as a person reads it: what stood there, what stands there now, and where it was."""

    old: str
    new: str
    location: Location


class Corrected(NamedTuple):
    """A file with its corrections; and those that could not be made, and must be made by hand."""

    data: bytes
    made: list[Change]
    left: list[Change]


def edits_of(checked: Iterable[CheckedCitation], text: Text) -> list[Edit]:
    """Return the safe changes of the findings shown, in order; of two that overlap, the first."""
    found = {edit for each in checked for finding in each.findings for edit in finding.edits}
    chosen: list[Edit] = []
    for edit in sorted(found, key=lambda each: (each.start, each.end, each.text)):
        if text.content[edit.start : edit.end] != edit.text and (not chosen or chosen[-1].end <= edit.start):
            chosen.append(edit)
    return chosen


def corrected(text: Text, data: bytes, edits: Sequence[Edit], budget: Budget, *, original: bool = False) -> Corrected | None:
    """Return the file `data`, which was read as `text`, with `edits` made; None for a format that cannot be written as it was.

    Edits are in order and do not overlap (`edits_of`). Raises UnreadableInput for a Word document that is damaged.
    """
    if not edits:
        return Corrected(data, [], [])
    if text.format == Format.DOCX:
        from legalref.reporting.docx_edits import edited

        new, left = edited(text, data, edits, budget, original=original)
    elif text.format in (Format.TEXT, None) and (mark_and_encoding := _encoding(text.content, data)):
        new, left = _edited(text.content, edits, *mark_and_encoding), []
    else:
        return None
    return Corrected(new, [_change(text, edit) for edit in edits if edit not in left], [_change(text, edit) for edit in left])


def _change(text: Text, edit: Edit) -> Change:
    return Change(text.content[edit.start : edit.end], edit.text, text.locate(edit.start))


def _encoding(content: str, data: bytes) -> tuple[bytes, str] | None:
    """Return how a text was written; None where it would not come out the same."""
    for mark, encoding in _ENCODINGS:
        if data == mark + content.encode(encoding, "surrogatepass"):
            return mark, encoding
    return None


def _edited(content: str, edits: Iterable[Edit], mark: bytes, encoding: str) -> bytes:
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += [content[at : edit.start], edit.text]
        at = edit.end
    return mark + "".join([*pieces, content[at:]]).encode(encoding, "surrogatepass")


class Step(NamedTuple):
    """A part of an edit that touches no character which stays: what stands at `span` becomes `new`."""

    span: Span
    new: str


def steps(content: str, edit: Edit) -> list[Step]:
    """Return an edit in its smallest steps, so that what stays keeps its looks."""
    old = content[edit.start : edit.end]
    codes = SequenceMatcher(None, old, edit.text, autojunk=False).get_opcodes()
    return [
        Step(Span(edit.start + first, edit.start + last), edit.text[new_first:new_last])
        for tag, first, last, new_first, new_last in codes
        if tag != "equal"
    ]
