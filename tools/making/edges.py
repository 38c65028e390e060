"""Which relations ship: with a source, and a shipped document at their near end, as the law allows them."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import msgspec

from legalref.corpus.ranks import CHANGES, FARTHEST_BACK, may_change
from legalref.corpus.statuses import STRONG, Edge, resolved, settled
from legalref.corpus.terms import is_shared
from legalref.model import CHANGING, ENDING, Conflict, Document, Rel, Relation, Status
from legalref.orthography import number_key, year_of

from . import collected
from .tables import STRENGTH, Row, named, read

_ORDER = ("from_issued", "from", "rel", "to", "to_issued")


class _Known:
    """The records by number and day, and where the days of edges lead."""

    def __init__(self, documents: list[Document]) -> None:
        self._at: dict[tuple[str, str], Document] = {}
        self.days: dict[str, set[str]] = defaultdict(set)
        for document in documents:
            number, day = number_key(document.number or ""), document.issued.isoformat()
            self._at[number, day] = document
            self.days[number].add(day)
        self._moved = {
            (number_key(document.number or ""), conflict.value): document.issued.isoformat()
            for document in documents
            for conflict in document.conflicts
            if conflict.field == "issued" and conflict.value not in self.days[number_key(document.number or "")]
        }

    def at(self, number: str, day: str | None) -> Document | None:
        """Return the record of a number and a day."""
        return self._at.get((number_key(number), day or ""))

    def day(self, number: str, day: str | None) -> str | None:
        """Return the day under which the document is recorded.

        A day that was given up for another leads to that; a number that carries its year, and is one record, has one day,
        but for the numbers that laws and resolutions of the National Assembly share.
        """
        key = number_key(number)
        day = self._moved.get((key, day), day)
        only = self.days[key] if year_of(number) and len(self.days[key]) == 1 and not is_shared(number) else set()
        return day if day in self.days[key] or not only else next(iter(only))


def relations(source: Path, folder: Path, documents: list[Document]) -> list[Row]:
    """Return the relations that ship, those of `folder` (collected) believed before those of the tables."""
    known = _Known(documents)
    tables = [*read(source / "relations.jsonl"), *read(source / "relations-more.jsonl"), *_party(source, known)]
    kept: dict[tuple[object, ...], Row] = {}
    looked_up = collected.relations(folder)
    for at, edge in enumerate([*looked_up, *tables]):
        edge |= {"from_issued": known.day(edge["from"], edge["from_issued"]), "source": named(edge["source"])}
        edge["to_issued"] = known.day(edge["to"], edge["to_issued"])
        near, far = known.at(edge["from"], edge["from_issued"]), known.at(edge["to"], edge["to_issued"])
        if edge["confidence"] == "memory" or near is None or not _is_possible(edge, near, far):
            if at < len(looked_up):
                why = "no record at its near end" if near is None else "not possible"
                what = [edge[field] for field in ("from", "from_issued", "rel", "to", "to_issued")]
                print(f"relation left out, {why}:", *what)
            continue
        edge |= {"from": near.number, "to": far.number if far else edge["to"]}
        if edge["effective"] and near.issued - date.fromisoformat(edge["effective"]) > FARTHEST_BACK:
            edge["effective"] = None
        kept.setdefault(tuple(edge[field] for field in _ORDER), edge)
    return sorted(kept.values(), key=lambda edge: tuple(edge[field] or "" for field in _ORDER))


def settle(documents: list[Document], relations: list[Row]) -> list[Document]:
    """Return the documents with the statuses that follow from the relations, once these agree with each other.

    A document may be said to be amended after its expiry. Where no relation says what ended it, the expiry is not taken,
    and stays visible as a conflict. Where one does, the worse supported of the two is weakened to `single`; the later,
    where they are alike.
    """
    for _ in relations:  # each round takes at least one away
        values = [msgspec.convert(edge, Relation) for edge in relations]
        found = settled(documents, values)
        late = _late_changes(found, values)
        if not late:
            break
        for change in late:
            ends = [edge for edge in _strong(found, values) if edge.target == change.target and edge.relation.rel in ENDING]
            if not ends:
                documents = _without_expiry(documents, change.target)
            else:
                weaker = max([*ends, change], key=lambda edge: (STRENGTH.index(edge.relation.confidence), edge is change))
                relations[values.index(weaker.relation)]["confidence"] = "single"
    return without_late_effect(found)


def _strong(documents: list[Document], values: list[Relation]) -> list[Edge]:
    return [edge for edge in resolved(documents, values) if edge.relation.confidence in STRONG]


def _late_changes(documents: list[Document], values: list[Relation]) -> list[Edge]:
    """Return the relations that change a document which had expired when theirs was issued, one for each document."""
    found: dict[int, Edge] = {}
    for edge in _strong(documents, values):
        expired = documents[edge.target].expired
        if edge.relation.rel in CHANGING and expired and edge.relation.source_issued > expired:
            found.setdefault(edge.target, edge)
    return list(found.values())


def _without_expiry(documents: list[Document], at: int) -> list[Document]:
    document = documents[at]
    was = Conflict("expired", str(document.expired), ", ".join(document.sources))
    left = msgspec.structs.replace(
        document, expired=None, status=Status.UNKNOWN, status_as_of=None, conflicts=(*document.conflicts, was)
    )
    return [*documents[:at], left, *documents[at + 1 :]]


def without_late_effect(documents: list[Document]) -> list[Document]:
    """Drop a day of effect after the expiry, into the conflicts: the document was ended before, or the day is misread."""
    return [
        msgspec.structs.replace(
            document,
            effective=None,
            conflicts=(*document.conflicts, Conflict("effective", str(document.effective), ", ".join(document.sources))),
        )
        if document.effective and document.expired and document.expired < document.effective
        else document
        for document in documents
    ]


def _is_possible(edge: Row, near: Document, far: Document | None) -> bool:
    """Tell whether an edge leads back in time, to another document, and to one of no higher rank where it changes it."""
    if edge["to_issued"] and edge["rel"] != Rel.BASED_ON and edge["to_issued"] > edge["from_issued"]:
        return False
    return near is not far and (edge["rel"] not in CHANGES or may_change(near, edge["to"], far))


def _party(source: Path, known: _Known) -> list[Row]:
    """Return the edges that the Party table keeps inside its rows, where their far end is one known record."""
    edges = []
    for row in read(source / "party-central.jsonl"):
        here = row["number"], row["issued"]
        for number in row["replaced_by"]:
            later = [day for day in known.days[number_key(number)] if day > row["issued"]]
            if len(later) == 1:
                edges.append(_edge((number, later[0]), "replaces", here))
        for rel in ("replaces", "amends"):
            for number in row[rel]:
                earlier = [day for day in known.days[number_key(number)] if day < row["issued"]]
                if len(earlier) == 1:
                    edges.append(_edge(here, rel, (number, earlier[0])))
    return edges


def _edge(start: tuple[str, str], rel: str, end: tuple[str, str]) -> Row:
    """Return a relation read in a Party table, its day of effect unknown."""
    return {
        "from": start[0], "from_issued": start[1], "rel": rel, "to": end[0], "to_issued": end[1],
        "effective": None, "source": "party-central", "confidence": "mined",
    }  # fmt: skip
