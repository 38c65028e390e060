"""What the relations say of a document's status (docs/decisions/0011-derived-statuses.md).

- Replaced or repealed from a known day: expired from that day. Without a day: expired where the replacing document is
  itself known to apply, or is a Party paper (in effect when signed, Quy định 399-QĐ/TW); else no claim is left standing.
- Amended or repealed in part: partly expired (Luật 64/2025/QH15, Điều 57 khoản 1).
- Nothing follows from a parent's expiry, nor from edges or documents that were read only once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

import msgspec

from legalref.corpus.terms import is_shared
from legalref.model import CHANGING, ENDING, Confidence, Document, Rel, Relation, Status
from legalref.orthography import is_party_number, number_key, year_of

STRONG: Final = frozenset({Confidence.OFFICIAL, Confidence.CROSSCHECKED, Confidence.MINED})
"""Support from which a status may be derived."""
_APPLIES: Final = frozenset({Status.IN_FORCE, Status.PARTLY_EXPIRED, Status.EXPIRED, Status.SUSPENDED})
"""Statuses of a document that has come into force."""
_NEVER: Final = date.min


class Edge(NamedTuple):
    """A relation between two records, by their places in a list of documents."""

    source: int
    target: int
    relation: Relation


class _End(NamedTuple):
    """What ends or changes a document."""

    rel: Rel
    issued: date
    """Day of the document that does it: the day of the evidence."""
    day: date | None
    """From which day, where it is known."""
    seen: date | None
    """Else a day on which the document that does it is known to apply."""


def settled(documents: list[Document], relations: Iterable[Relation]) -> list[Document]:
    """Return the documents with the statuses that follow; what follows is stable (`settled` of it changes nothing)."""
    documents = list(documents)
    done: dict[int, list[Edge]] = defaultdict(list)
    for edge in resolved(documents, relations):
        if edge.relation.confidence in STRONG and documents[edge.source].confidence in STRONG:
            done[edge.target].append(edge)
    today = max((document.issued for document in documents), default=_NEVER)
    for at in sorted(done, key=lambda at: documents[at].issued, reverse=True):  # what ends it has been settled before it
        documents[at] = _settled(documents[at], _ends(done[at], documents), today)
    return documents


def resolved(documents: list[Document], relations: Iterable[Relation]) -> Iterable[Edge]:
    """Yield the relations both of whose ends are one record each, as the catalogue reads them."""
    at, named = _places(documents)
    for relation in relations:
        near, far = number_key(relation.source_number), number_key(relation.to)
        sources = at.get((near, relation.source_issued), ())
        if relation.to_issued:
            targets: list[int] = at.get((far, relation.to_issued), [])
        else:
            alone = () if is_shared(relation.to) else named.get(far, ())
            targets = [place for place in alone if documents[place].issued <= relation.source_issued]
        if len(sources) == len(targets) == 1:
            yield Edge(sources[0], targets[0], relation)


def _places(documents: list[Document]) -> tuple[Mapping[tuple[str, date], list[int]], Mapping[str, list[int]]]:
    """Return the places of records by number and day, and by a number that carries its year."""
    at: dict[tuple[str, date], list[int]] = defaultdict(list)
    named: dict[str, list[int]] = defaultdict(list)
    for place, document in enumerate(documents):
        key = number_key(document.number or "")
        at[key, document.issued].append(place)
        if year_of(document.number):
            named[key].append(place)
    return at, named


def _ends(edges: list[Edge], documents: list[Document]) -> list[_End]:
    found = []
    for edge in edges:
        source = documents[edge.source]
        found.append(_End(edge.relation.rel, source.issued, edge.relation.effective or source.effective, _seen(source)))
    return found


def _seen(source: Document) -> date | None:
    """Return the day on which a document of unknown day of effect is known to have come into force."""
    if is_party_number(source.number):
        return source.issued
    return source.status_as_of if source.status in _APPLIES else None


def _settled(document: Document, done: list[_End], today: date) -> Document:
    ends = [end for end in done if end.rel in ENDING]
    if ends:
        return _ended(document, ends)
    changed = [end.issued for end in done if end.rel in CHANGING and (end.day or end.issued) <= today]
    if changed and document.status in (Status.IN_FORCE, Status.PARTLY_EXPIRED, Status.UNKNOWN):
        return _with(document, Status.PARTLY_EXPIRED, max(changed))
    return document


def _ended(document: Document, ends: list[_End]) -> Document:
    days = [(max(end.day, document.issued), end.issued) for end in ends if end.day]
    seen = [end.seen for end in ends if end.seen]
    if days:
        expired, known = min(days)
        if document.expired and document.expired <= expired:
            expired, known = document.expired, document.status_as_of or known
        return msgspec.structs.replace(_with(document, Status.EXPIRED, known), expired=expired)
    if document.status is Status.EXPIRED:
        return document
    if seen:
        return _with(document, Status.EXPIRED, min(seen))
    return msgspec.structs.replace(document, status=Status.UNKNOWN, status_as_of=None)


def _with(document: Document, status: Status, day: date) -> Document:
    """Return a document of a status, its evidence as new as it was or is now."""
    known = document.status_as_of if document.status is not Status.UNKNOWN else None
    return msgspec.structs.replace(document, status=status, status_as_of=max(day, known or _NEVER))
