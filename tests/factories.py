"""Short ways to make values for expectations."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from legalref.corpus import Corpus, catalogue
from legalref.corpus.facts import identity
from legalref.model import Citation, Confidence, Document, Kind, Rel, Relation, Status


def day(text: str) -> date:
    return date.fromisoformat(text)


def record(number: str | None, issued: str, type_: str = "Quyết định", **fields: Any) -> Document:
    """Return a record; what is not given is null, unknown or official."""
    values = {
        "number": number, "type": type_, "issuer": None, "place": None, "effective": None, "expired": None,
        "status": Status.UNKNOWN, "status_as_of": None, "title": None, "names": (), "term": None, "signer": None,
        "topic": None, "articles": None, "sources": ("test",), "confidence": Confidence.OFFICIAL, "mentions": None,
        "conflicts": (),
    }  # fmt: skip
    for name in ("effective", "expired", "status_as_of"):
        if isinstance(fields.get(name), str):
            fields[name] = day(fields[name])
    document = Document(id="", issued=day(issued), **(values | fields))
    return msgspec.structs.replace(document, id=identity(document))


def edge(source: Document, rel: Rel, target: Document, effective: str | None = None) -> Relation:
    return Relation(
        source.number or "", source.issued, rel, target.number or "", target.issued,
        day(effective) if effective else None, "test", Confidence.OFFICIAL,
    )  # fmt: skip


def corpus_of(folder: Path, documents: list[Document], relations: list[Relation] | None = None) -> Corpus:
    folder.mkdir(parents=True, exist_ok=True)
    catalogue.build(folder / "catalogue.sqlite", documents, relations or [])
    return Corpus(folder / "catalogue.sqlite")


def citation(number: str, type_: str | None = "Quyết định", kind: Kind = Kind.FULL, **fields: Any) -> Citation:
    return Citation(path="-", start=0, end=1, text=number, kind=kind, type=type_, number=number, **fields)
