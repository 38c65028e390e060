"""What the facts must be, beyond their schema. Every fault is named with its file and line."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from legalref.corpus.facts import DOCUMENT_FILES, RELATION_FILES, identity, load_documents, rows
from legalref.corpus.ranks import CHANGES, may_change
from legalref.corpus.series import misdated
from legalref.model import Confidence, Document, Rel, Relation, Status
from legalref.orthography import D_LETTERS, DASHES, INVISIBLE, SPACES, number_key, year_of

_NUMBER: Final = re.compile(r"\d{1,5}(?:\.\d{1,3})?[A-Za-z]{0,3}(?:[-/][0-9A-ZĐƯa-z&.]+)+")
_NUMBERLESS: Final = frozenset({"Hiến pháp", "Cương lĩnh", "Điều lệ", "Nghị quyết"})
_FORBIDDEN: Final = frozenset(map(chr, [*D_LETTERS, *DASHES, *SPACES])) | INVISIBLE


class Fault(NamedTuple):
    """A line of the facts that breaks a rule; `message` is a key of the message tables."""

    file: str
    line: int
    message: str
    values: dict[str, object]


def validate(folder: Path) -> Iterator[Fault]:
    """Yield every fault of the facts in `folder`. Raises CorpusFault for a line that is no record at all."""
    seen: dict[str, int] = {}
    known: dict[tuple[str, date], Document] = {}
    for name in DOCUMENT_FILES:
        before: tuple[date, str, str] | None = None
        for line, document in rows(folder / name, Document):
            yield from _document_faults(name, line, document)
            if document.id in seen:
                yield Fault(name, line, "fault.duplicate", {"id": document.id})
            seen[document.id] = line
            known[number_key(document.number or ""), document.issued] = document
            order = (document.issued, document.number or "", document.id)
            if before and order < before:
                yield Fault(name, line, "fault.order", {"id": document.id})
            before = order
    yield from _order_faults(folder)
    for name in RELATION_FILES:
        yield from _relation_file_faults(name, folder, known)


def _order_faults(folder: Path) -> Iterator[Fault]:
    """Yield the strong records whose date does not fit their number; a weak one may be wrong."""
    lines = {document.id: (name, line) for name in DOCUMENT_FILES for line, document in rows(folder / name, Document)}
    for document, earliest, latest in misdated(load_documents(folder)):
        if document.confidence is not Confidence.SINGLE:
            yield Fault(*lines[document.id], "fault.series", {"id": document.id, "earliest": earliest, "latest": latest})


def _document_faults(file: str, line: int, document: Document) -> Iterator[Fault]:
    for message, breaks in _DOCUMENT_RULES.items():
        if breaks(document):
            yield Fault(file, line, message, {"id": document.id})


def _number_is_malformed(document: Document) -> bool:
    if document.number is None:
        return document.type not in _NUMBERLESS
    return not _NUMBER.fullmatch(document.number)


def _year_differs(document: Document) -> bool:
    year = year_of(document.number)
    return year is not None and int(year) != document.issued.year


def _text_is_not_clean(document: Document) -> bool:
    text = " ".join(filter(None, [document.number, document.type, document.issuer, document.title, *document.names]))
    return not unicodedata.is_normalized("NFC", text) or not _FORBIDDEN.isdisjoint(text)


_DOCUMENT_RULES: Final[dict[str, Callable[[Document], bool]]] = {
    "fault.id": lambda d: d.id != identity(d),
    "fault.number": _number_is_malformed,
    "fault.year": _year_differs,
    "fault.text": _text_is_not_clean,
    "fault.effective": lambda d: d.effective is not None and d.effective < d.issued,
    "fault.expired": lambda d: d.expired is not None and d.expired < d.issued,
    "fault.expiry_status": lambda d: d.expired is not None and d.status is not Status.EXPIRED,
    "fault.as_of": lambda d: d.status is not Status.UNKNOWN and d.status_as_of is None,
    "fault.sources": lambda d: not d.sources,
    "fault.title": lambda d: d.title is not None and (not d.title or d.title != d.title.strip()),
    "fault.place": lambda d: d.place is not None and not d.issuer,
}
"""Message of the fault → whether a record has it."""


def _relation_file_faults(name: str, folder: Path, known: dict[tuple[str, date], Document]) -> Iterator[Fault]:
    seen: set[tuple[object, ...]] = set()
    for line, edge in rows(folder / name, Relation):
        source = known.get((number_key(edge.source_number), edge.source_issued))
        target = known.get((number_key(edge.to), edge.to_issued)) if edge.to_issued else None
        key = (edge.source_number, edge.source_issued, edge.rel, edge.to, edge.to_issued)
        broken = {
            "fault.relation_source": source is None,
            "fault.relation_target": not _NUMBER.fullmatch(edge.to),
            "fault.relation_order": _is_younger(edge),
            "fault.relation_rank": edge.rel in CHANGES and bool(source and not may_change(source, edge.to, target)),
            "fault.relation_twice": key in seen,
            "fault.relation_effect": edge.effective is not None and edge.source_issued - edge.effective > FARTHEST_BACK,
        }
        seen.add(key)
        values: dict[str, object] = {"id": f"{edge.source_number} → {edge.to}"}
        yield from (Fault(name, line, message, values) for message, is_broken in broken.items() if is_broken)


FARTHEST_BACK: Final = timedelta(days=180)
"""An edge that takes effect longer before its document's issue has its day or month misread; less may be retroactive."""


def _is_younger(edge: Relation) -> bool:
    """Tell whether an edge leads to a document issued after its own; «căn cứ» may name one of the same days."""
    return edge.rel is not Rel.BASED_ON and edge.to_issued is not None and edge.to_issued > edge.source_issued
