"""Records → Whoosh index, in a fresh folder."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Final

from whoosh import index

from legalref.checking import validity
from legalref.corpus import Corpus
from legalref.model import Document, Status
from legalref.orthography import fold, number_key
from legalref.searching.schema import schema
from legalref.searching.weights import standing

_BATCH: Final = 500
"""Records between two reports of progress."""


def build(folder: Path, corpus: Corpus, as_of: date, advance: Callable[[int], None] = lambda _rows: None) -> None:
    """Write the index of all records of `corpus` into the empty `folder`; `advance` hears of each batch.

    The status to filter by is that of the day `as_of`.
    """
    folder.mkdir()
    writer = index.create_in(folder, schema()).writer(limitmb=512, compound=False)
    waiting = 0
    for document in corpus:
        status = validity(document, corpus, as_of).status
        writer.add_document(_boost=standing(document, status), **_fields(document, status))
        waiting += 1
        if waiting == _BATCH:
            advance(waiting)
            waiting = 0
    advance(waiting)
    writer.commit()


def _fields(document: Document, status: Status) -> dict[str, object]:
    given = {
        "id": document.id,
        "key": number_key(document.number) if document.number else None,
        "number": document.number,
        "names": " ".join(document.names) or None,
        "title": document.title,
        "issuer": _joined((*document.issuers, document.place or "")),
        "place": document.place,
        "type": document.type,
        "whole_type": fold(document.type),
        "status": status.value,
        "year": str(document.issued.year),
        "issued": int(document.issued.strftime("%Y%m%d")),
    }
    return {name: value for name, value in given.items() if value is not None}


def _joined(parts: Iterable[str]) -> str | None:
    return " ".join(filter(None, parts)) or None
