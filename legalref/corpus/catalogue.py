"""The catalogue: every record and relation in one SQLite file, found by exact keys.

Built once from the facts (`build`), then only read (`Corpus`). It is disposable: the facts are
what counts.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final, Self

import msgspec

from legalref.errors import IndexProblem
from legalref.model import Confidence, Document, Reference, Rel, Relation
from legalref.orthography import fold, number_key, words, year_of

_SCHEMA: Final = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, key TEXT NOT NULL, ordinal TEXT NOT NULL,
    type TEXT NOT NULL, year INTEGER NOT NULL, record BLOB NOT NULL
);
CREATE TABLE names (name TEXT NOT NULL, document INTEGER NOT NULL);
CREATE TABLE relations (
    source INTEGER NOT NULL, rel TEXT NOT NULL, target INTEGER, number TEXT NOT NULL, issued TEXT,
    effective TEXT, confidence TEXT NOT NULL
);
"""
_INDEXES: Final = """
CREATE INDEX documents_by_key ON documents (key);
CREATE INDEX documents_by_ordinal ON documents (ordinal, type, year);
CREATE INDEX names_by_name ON names (name);
CREATE INDEX relations_by_source ON relations (source);
CREATE INDEX relations_by_target ON relations (target);
"""
_ORDINAL: Final = re.compile(r"[0-9]+(?:bis|[a-zđ]{1,2}(?=[/.-]|$))?")
_BATCH: Final = 2000


def ordinal(number: str) -> str:
    """Return the running number that a number begins with, without leading zeros: `30a` of «30a/2008/NQ-CP»."""
    match = _ORDINAL.match(number.lower())
    return fold(match.group().lstrip("0")) if match else ""


def name_key(name: str) -> str:
    """Return the key of a name: folded words, «năm» before a year left out."""
    return re.sub(r" nam (?=\d{4}$)", " ", " ".join(words(name)))


def build(
    path: Path,
    documents: list[Document],
    relations: Iterable[Relation],
    advance: Callable[[int], None] = lambda _rows: None,
) -> None:
    """Write the catalogue to `path`, which must not exist; `advance` hears of each batch of records."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        connection.execute("BEGIN")
        for at in range(0, len(documents), _BATCH):
            batch = documents[at : at + _BATCH]
            connection.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", _document_rows(batch, at + 1))
            advance(len(batch))
        connection.executemany("INSERT INTO names VALUES (?, ?)", _name_rows(documents))
        connection.executemany("INSERT INTO relations VALUES (?, ?, ?, ?, ?, ?, ?)", _relation_rows(documents, relations))
        connection.execute("COMMIT")
        connection.executescript(_INDEXES + "ANALYZE;")
    finally:
        connection.close()


def _document_rows(batch: list[Document], first: int) -> Iterator[tuple[object, ...]]:
    encode = msgspec.json.Encoder().encode
    for row, document in enumerate(batch, first):
        number = document.number or ""
        yield row, document.id, number_key(number), ordinal(number), document.type, document.issued.year, encode(document)


def _name_rows(documents: list[Document]) -> Iterator[tuple[str, int]]:
    for row, document in enumerate(documents, 1):
        for name in dict.fromkeys(name_key(name) for name in document.names):
            yield name, row


def _relation_rows(documents: list[Document], relations: Iterable[Relation]) -> Iterator[tuple[object, ...]]:
    """Resolve both ends of each relation.

    The far end may have no record; without its day, a number that carries no year names none. Where two
    records share number and day (18/2008/QH12 is a law and a resolution), which of them is meant is not
    known: the far end stays a number, the near end is left out.
    """
    rows: dict[tuple[str, date], list[int]] = defaultdict(list)
    by_number: dict[str, list[tuple[int, date]]] = defaultdict(list)
    for row, document in enumerate(documents, 1):
        key = number_key(document.number or "")
        rows[key, document.issued].append(row)
        by_number[key].append((row, document.issued))
    for edge in relations:
        far = number_key(edge.to)
        if edge.to_issued:
            targets = rows.get((far, edge.to_issued), [])
        else:
            named = by_number.get(far, ()) if year_of(edge.to) else ()
            targets = [row for row, issued in named if issued <= edge.source_issued]
        target = targets[0] if len(targets) == 1 else None
        effective = edge.effective.isoformat() if edge.effective else None
        issued_text = edge.to_issued.isoformat() if edge.to_issued else None
        sources = rows[number_key(edge.source_number), edge.source_issued]
        if len(sources) == 1:
            yield sources[0], edge.rel, target, edge.to, issued_text, effective, edge.confidence


class Corpus:
    """The records and relations of the corpus, read from a catalogue. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Open the catalogue at `path` for reading. Raises IndexProblem where it is none."""
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise IndexProblem("error.index_damaged", path=path, detail=error) from error
        try:
            self.size = int(self._connection.execute("SELECT count(*) FROM documents").fetchone()[0])
        except sqlite3.Error as error:
            self.close()
            raise IndexProblem("error.index_damaged", path=path, detail=error) from error
        self._decode = msgspec.json.Decoder(Document).decode
        self.by_key = lru_cache(maxsize=4096)(self._by_key)

    def __enter__(self) -> Self:
        """Return the corpus itself."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; nothing can be looked up after."""
        self._connection.close()

    def __iter__(self) -> Iterator[Document]:
        """Yield every record."""
        for (record,) in self._connection.execute("SELECT record FROM documents ORDER BY id"):
            yield self._decode(record)

    def _documents(self, where: str, values: tuple[object, ...]) -> tuple[Document, ...]:
        found = self._connection.execute(
            f"SELECT record FROM documents WHERE {where} ORDER BY id",  # noqa: S608  # our own columns
            values,
        )
        return tuple(self._decode(record) for (record,) in found)

    def _by_key(self, number: str) -> tuple[Document, ...]:
        """Return every record with this number, however it is spelled, the oldest first; none for an empty one."""
        key = number_key(number)
        return self._documents("key = ?", (key,)) if key else ()

    def by_id(self, iri: str) -> Document | None:
        """Return the record with this identifier, or None."""
        return next(iter(self._documents("iri = ?", (iri,))), None)

    def row(self, iri: str) -> int | None:
        """Return the row in which the record with this identifier stands, or None."""
        found = self._connection.execute("SELECT id FROM documents WHERE iri = ?", (iri,)).fetchone()
        return int(found[0]) if found else None

    def at(self, rows: Iterable[int]) -> tuple[Document, ...]:
        """Return the records that stand in `rows`, in that order."""
        look = self._connection.execute
        return tuple(
            self._decode(record)
            for row in rows
            for (record,) in look("SELECT record FROM documents WHERE id = ?", (row,))
        )

    def rows(self) -> Iterator[tuple[int, Document]]:
        """Yield row and record of every record."""
        for row, record in self._connection.execute("SELECT id, record FROM documents ORDER BY id"):
            yield row, self._decode(record)

    def by_ordinal(self, number: str, type_: str | None = None, year: int | None = None) -> tuple[Document, ...]:
        """Return the records of a type whose number begins with that of `number` («30», «30a»), the oldest first."""
        wanted = {"ordinal": ordinal(number), "type": type_, "year": year}
        given = {column: value for column, value in wanted.items() if value is not None}
        return self._documents(" AND ".join(f"{column} = ?" for column in given), tuple(given.values()))

    def by_name(self, name: str) -> tuple[Document, ...]:
        """Return the records that bear a name («Luật Đất đai 2013», «BLHS»), the oldest first."""
        return self._documents("id IN (SELECT document FROM names WHERE name = ?)", (name_key(name),))

    def done_by(self, document: Document) -> tuple[Reference, ...]:
        """Return what `document` does to others, each with the other document."""
        return self._references("source", "target", document)

    def done_to(self, document: Document) -> tuple[Reference, ...]:
        """Return what others do to `document`, each with the other document."""
        return self._references("target", "source", document)

    def _references(self, near: str, far: str, document: Document) -> tuple[Reference, ...]:
        found = self._connection.execute(
            # Both names are our own columns.
            f"""SELECT rel, number, issued, effective, confidence, other.record FROM relations
            LEFT JOIN documents other ON other.id = {far}
            WHERE {near} = (SELECT id FROM documents WHERE iri = ?) ORDER BY effective, number""",  # noqa: S608
            (document.id,),
        )
        return tuple(self._reference(*row) for row in found)

    def _reference(
        self, rel: str, number: str, issued: str | None, effective: str | None, confidence: str, record: bytes | None
    ) -> Reference:
        other = self._decode(record) if record else None
        return Reference(
            rel=Rel(rel),
            number=other.number or number if other else number,
            issued=other.issued if other else _day(issued),
            effective=_day(effective),
            confidence=Confidence(confidence),
            document=other,
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
