"""Every fault of a folder of facts, with its file and line: of single rows, and of what they say together.

Any folder can be held to the rules: the shipped facts, and those of the user's own.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, NamedTuple

from legalref.corpus import edge_rules, record_rules
from legalref.corpus.facts import CITING_FILE, DOCUMENT_FILES, NAME_FILE, PROVISION_FILE, RELATION_FILES, rows
from legalref.corpus.ranks import CHANGES
from legalref.corpus.series import misdated, outlying
from legalref.corpus.statuses import settled
from legalref.corpus.terms import is_shared
from legalref.model import Citing, Confidence, Document, Name, Provisions, Relation, Status
from legalref.orthography import number_key, year_of


class Fault(NamedTuple):
    """A line of the facts that breaks a rule; `message` is a key of the message tables."""

    file: str
    line: int
    message: str
    values: dict[str, object]


class _Lines(NamedTuple):
    """The rows of a kind, with where each stands."""

    places: list[tuple[str, int]]
    rows: list[Any]

    def fault(self, at: int, message: str, **values: object) -> Fault:
        return Fault(*self.places[at], message, values)


def validate(folder: Path) -> Iterator[Fault]:
    """Yield every fault of the facts in `folder`. Raises CorpusFault for a line that is no row of its file at all."""
    documents = _read(folder, DOCUMENT_FILES, Document, needed=DOCUMENT_FILES[0])
    relations = _read(folder, RELATION_FILES, Relation)
    yield from _record_faults(documents)
    yield from _together(documents)
    yield from _relation_faults(relations, documents.rows)
    yield from _circles(relations)
    yield from _status_faults(documents, relations.rows)
    yield from _name_faults(_read(folder, (NAME_FILE,), Name), documents.rows)
    yield from _provision_faults(_read(folder, (PROVISION_FILE,), Provisions), documents.rows)
    yield from _citing_faults(_read(folder, (CITING_FILE,), Citing), documents.rows)


def _read(folder: Path, names: tuple[str, ...], schema: type[Any], needed: str | None = None) -> _Lines:
    lines = _Lines([], [])
    for name in names:
        if name == needed or (folder / name).is_file():
            for line, row in rows(folder / name, schema):
                lines.places.append((name, line))
                lines.rows.append(row)
    return lines


def _record_faults(documents: _Lines) -> Iterator[Fault]:
    for at, document in enumerate(documents.rows):
        for message in record_rules.faults(document):
            yield documents.fault(at, message, id=document.id)


def _together(documents: _Lines) -> Iterator[Fault]:
    """Yield what single records do not show: order, identity, and the order of the dates of a series of numbers."""
    yield from _disorder(documents, [(row.issued, row.number or "", row.id) for row in documents.rows], "fault.order")
    yield from _repeated(documents, [row.id for row in documents.rows], "fault.duplicate")
    at = {document.id: place for place, document in enumerate(documents.rows)}
    for document, earliest, latest in misdated(documents.rows):
        if document.confidence not in (Confidence.SINGLE, Confidence.OWN):
            yield documents.fault(at[document.id], "fault.series", id=document.id, earliest=earliest, latest=latest)
    for document in outlying(row for row in documents.rows if row.confidence not in (Confidence.SINGLE, Confidence.OWN)):
        yield documents.fault(at[document.id], "fault.outlying", id=document.id)
    yield from _two_days(documents)


def _disorder(lines: _Lines, keys: list[Any], message: str) -> Iterator[Fault]:
    """Yield the rows that stand before one that should come after them; every file is sorted for itself."""
    for at in range(1, len(keys)):
        if lines.places[at][0] == lines.places[at - 1][0] and keys[at] < keys[at - 1]:
            yield lines.fault(at, message, id=_label(lines.rows[at]))


def _repeated(lines: _Lines, keys: list[Hashable], message: str) -> Iterator[Fault]:
    seen: set[Hashable] = set()
    for at, key in enumerate(keys):
        if key in seen:
            yield lines.fault(at, message, id=_label(lines.rows[at]))
        seen.add(key)


def _label(row: Any) -> str:
    if isinstance(row, Relation):
        return f"{row.source_number} → {row.to}"
    if isinstance(row, Name):
        return row.name
    return row.document if isinstance(row, Provisions) else str(row.id)


def _two_days(documents: _Lines) -> Iterator[Fault]:
    """Yield the central records whose number, which carries its year and is given once, a strong record has on another day."""
    first: dict[tuple[str, str], Document] = {}
    for at, document in enumerate(documents.rows):
        if document.place or not year_of(document.number) or document.confidence in (Confidence.SINGLE, Confidence.OWN):
            continue
        same = first.setdefault((document.type, number_key(document.number)), document)
        if same.issued != document.issued:
            yield documents.fault(at, "fault.two_days", id=document.id, other=same.issued)


def _relation_faults(relations: _Lines, documents: list[Document]) -> Iterator[Fault]:
    known: dict[tuple[str, date], Document] = {}
    days: dict[str, set[date]] = defaultdict(set)
    for document in documents:
        number = number_key(document.number or "")
        known[number, document.issued] = document
        days[number].add(document.issued)
    keys = []
    for at, edge in enumerate(relations.rows):
        far = number_key(edge.to)
        target = known.get((far, edge.to_issued)) if edge.to_issued else None
        other_days = bool(edge.to_issued and not target and days[far] and year_of(edge.to) and not is_shared(edge.to))
        ends = edge_rules.Ends(edge, known.get((number_key(edge.source_number), edge.source_issued)), target, other_days)
        for message in edge_rules.faults(ends):
            yield relations.fault(at, message, id=_label(edge))
        keys.append((edge.source_issued, edge.source_number, edge.rel, edge.to, edge.to_issued or date.min))
    yield from _repeated(relations, list(keys), "fault.relation_twice")
    yield from _disorder(relations, keys, "fault.relation_sorted")


def _circles(relations: _Lines) -> Iterator[Fault]:
    """Yield one relation of a circle of changes, where there is any: a document cannot end what ended it."""
    sorter: TopologicalSorter[tuple[str, date | None]] = TopologicalSorter()
    at: dict[tuple[str, date | None], int] = {}
    for place, edge in enumerate(relations.rows):
        if edge.rel in CHANGES:
            source = number_key(edge.source_number), edge.source_issued
            at.setdefault(source, place)
            sorter.add(source, (number_key(edge.to), edge.to_issued))
    try:
        sorter.prepare()
    except CycleError as error:
        circle = [node for node in error.args[1] if node in at]
        if circle:
            yield relations.fault(at[circle[0]], "fault.relation_circle", id=" → ".join(number for number, _ in error.args[1]))


def _status_faults(documents: _Lines, relations: list[Relation]) -> Iterator[Fault]:
    """Yield the records whose status is not what the relations say."""
    for at, (document, should) in enumerate(zip(documents.rows, settled(documents.rows, relations), strict=True)):
        if document.confidence is Confidence.OWN or (document.status, document.expired) == (should.status, should.expired):
            continue
        in_force = document.status in (Status.IN_FORCE, Status.PARTLY_EXPIRED) and should.status is Status.EXPIRED
        message = "fault.replaced" if in_force else "fault.status"
        yield documents.fault(at, message, id=document.id, status=should.status.value, expired=should.expired or "?")


def _name_faults(names: _Lines, documents: list[Document]) -> Iterator[Fault]:
    """Yield the names that no record bears."""
    borne = {(document.type, document.number, document.issued, name) for document in documents for name in document.names}
    for at, name in enumerate(names.rows):
        if (name.type, name.number, name.issued, name.name) not in borne:
            yield names.fault(at, "fault.name_record", id=name.name)
        if not name.source.strip():
            yield names.fault(at, "fault.name_source", id=name.name)
    keys = [(name.issued, name.number or "", name.name) for name in names.rows]
    yield from _disorder(names, keys, "fault.name_sorted")
    yield from _repeated(names, list(keys), "fault.name_twice")


def _provision_faults(provisions: _Lines, documents: list[Document]) -> Iterator[Fault]:
    """Yield rows of provisions without a record, in another order than the records, or with điểm under no khoản."""
    order = {
        document.id: at for at, document in enumerate(sorted(documents, key=lambda row: (row.issued, row.number or "", row.id)))
    }
    for at, row in enumerate(provisions.rows):
        if row.document not in order:
            yield provisions.fault(at, "fault.provision_record", id=row.document)
        for label, article in row.dieu.items():
            if not {"0", *article.khoan}.issuperset(article.diem):
                yield provisions.fault(at, "fault.provision_point", id=row.document, article=label)
    yield from _disorder(provisions, [order.get(row.document, -1) for row in provisions.rows], "fault.provision_sorted")
    yield from _repeated(provisions, [row.document for row in provisions.rows], "fault.provision_twice")


def _citing_faults(citations: _Lines, documents: list[Document]) -> Iterator[Fault]:
    known = {document.id for document in documents}
    for at, row in enumerate(citations.rows):
        if row.source not in known:
            yield citations.fault(at, "fault.citing", id=row.source)
