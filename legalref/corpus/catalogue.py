"""The catalogue: every record, relation and provision in one SQLite file, found by exact keys.

Built once from the facts (`build`), added to by the office's own documents (`extend`), and read through `Corpus`
(`lookups.py`). It is disposable: the facts are what counts. Records are written as they come, so that a country's
registry needs no more memory than a small one.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from legalref.corpus.merging import together
from legalref.corpus.names import name_key
from legalref.corpus.registers import of_document
from legalref.corpus.statuses import STRONG
from legalref.corpus.terms import is_shared
from legalref.model import Citing, Document, Provisions, Relation
from legalref.orthography import fold, number_key, year_of

_SCHEMA: Final = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL, own INTEGER NOT NULL, key TEXT NOT NULL, ordinal TEXT NOT NULL,
    type TEXT NOT NULL, issued TEXT NOT NULL, term TEXT, register TEXT, entry INTEGER, record BLOB NOT NULL
);
CREATE TABLE names (name TEXT NOT NULL, document INTEGER NOT NULL);
CREATE TABLE relations (
    source INTEGER NOT NULL, rel TEXT NOT NULL, target INTEGER, key TEXT NOT NULL, number TEXT NOT NULL, issued TEXT,
    before TEXT NOT NULL, effective TEXT, confidence TEXT NOT NULL, origin TEXT NOT NULL
);
CREATE TABLE citings (
    source INTEGER NOT NULL, target INTEGER, key TEXT NOT NULL, type TEXT, number TEXT, name TEXT, date TEXT,
    count INTEGER NOT NULL
);
CREATE TABLE provisions (iri TEXT NOT NULL, record BLOB NOT NULL);
"""
_KEYS: Final = """
CREATE UNIQUE INDEX documents_by_iri ON documents (iri);
CREATE INDEX documents_by_key ON documents (key, issued);
CREATE INDEX documents_by_ordinal ON documents (ordinal, type, issued);
CREATE INDEX documents_by_term ON documents (term) WHERE term IS NOT NULL;
CREATE INDEX documents_by_issued ON documents (issued, type);
CREATE INDEX documents_by_register ON documents (register, entry) WHERE register IS NOT NULL;
CREATE INDEX names_by_name ON names (name);
"""
_ENDS: Final = """
CREATE INDEX relations_by_source ON relations (source);
CREATE INDEX relations_by_target ON relations (target);
CREATE INDEX relations_open ON relations (key) WHERE target IS NULL;
CREATE INDEX citings_by_source ON citings (source);
CREATE INDEX citings_by_target ON citings (target);
CREATE INDEX citings_open ON citings (key) WHERE target IS NULL;
CREATE UNIQUE INDEX provisions_by_iri ON provisions (iri);
ANALYZE;
"""
_ORDINAL: Final = re.compile(r"[0-9]+(?:bis|[a-zđ]{1,2}(?=[/.-]|$))?")
_BATCH: Final = 2000

UNWRITABLE: Final = sqlite3.OperationalError
"""What is raised where the disk is full or does not answer."""

_encode: Final = msgspec.json.Encoder().encode


class Own(NamedTuple):
    """The office's own facts, which stand before the shipped ones."""

    documents: Iterable[Document] = ()
    relations: Iterable[Relation] = ()
    citings: Iterable[Citing] = ()


def ordinal(number: str) -> str:
    """Return the running number that a number begins with, without leading zeros: `30a` of «30a/2008/NQ-CP»."""
    match = _ORDINAL.match(number.lower())
    return fold(match.group().lstrip("0")) if match else ""


def build(
    path: Path,
    documents: Iterable[Document],
    relations: Iterable[Relation] = (),
    advance: Callable[[int], None] = lambda _rows: None,
    *,
    provisions: Iterable[Provisions] = (),
    own: Own | None = None,
) -> None:
    """Write the catalogue to `path`, which must not exist; `advance` hears of each batch of records."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        connection.execute("BEGIN")
        _insert(connection, documents, advance)
        connection.executescript(_KEYS)
        connection.execute("BEGIN")
        _relate(connection, relations)
        connection.executemany("INSERT INTO provisions VALUES (?, ?)", ((each.document, _encode(each)) for each in provisions))
        connection.executescript(_ENDS)
        if own:
            connection.execute("BEGIN")
            _extend(connection, own)
            connection.execute("COMMIT")


def extend(path: Path, own: Own) -> None:
    """Add the office's own facts to the catalogue at `path`; a record that is there is joined with the office's.

    Relations and citings whose far end was not known are tied to it where it is among the new records.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        connection.execute("BEGIN")
        _extend(connection, own)
        connection.execute("COMMIT")


def _insert(connection: sqlite3.Connection, documents: Iterable[Document], advance: Callable[[int], None]) -> None:
    waiting, first, newest = iter(documents), 1, 0
    while batch := list(islice(waiting, _BATCH)):
        connection.executemany("INSERT INTO documents VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)", _rows(batch, first))
        connection.executemany("INSERT INTO names VALUES (?, ?)", _names(batch, first))
        advance(len(batch))
        first += len(batch)
        newest = max([newest, *(int(f"{each.status_as_of:%Y%m%d}") for each in batch if each.status_as_of)])
    connection.execute(f"PRAGMA user_version = {newest}")  # the day of the newest evidence, which the file itself keeps


def _rows(batch: list[Document], first: int) -> Iterator[tuple[object, ...]]:
    return ((row, document.id, *_keys(document)) for row, document in enumerate(batch, first))


def _keys(document: Document) -> tuple[object, ...]:
    number = document.number or ""
    key, issued = number_key(number), document.issued.isoformat()
    place = of_document(document) if document.confidence in STRONG else None  # sure enough of its day
    return key, ordinal(number), document.type, issued, document.term, *(place or (None, None)), _encode(document)


def _names(batch: list[Document], first: int) -> Iterator[tuple[str, int]]:
    for row, document in enumerate(batch, first):
        if document.names:
            yield from ((name, row) for name in dict.fromkeys(map(name_key, document.names)))


def _extend(connection: sqlite3.Connection, own: Own) -> None:
    for document in own.documents:
        _put(connection, document)
    _relate(connection, own.relations)
    connection.executemany("INSERT INTO citings VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _citing_rows(connection, own.citings))
    _tie_open_ends(connection)


def _put(connection: sqlite3.Connection, document: Document) -> None:
    """Add a record of the office's own, joined with the one of the same identity where there is one."""
    known = connection.execute("SELECT id, record FROM documents WHERE iri = ?", (document.id,)).fetchone()
    row, shipped = known or (None, None)
    if shipped:
        document = together(document, msgspec.json.decode(shipped, type=Document))
        connection.execute("DELETE FROM names WHERE document = ?", (row,))
    values = row, document.id, *_keys(document)
    placed = connection.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    connection.executemany("INSERT INTO names VALUES (?, ?)", _names([document], placed.lastrowid or 0))


def _relate(connection: sqlite3.Connection, relations: Iterable[Relation]) -> None:
    """Write relations with both ends tied to their records.

    The far end may have no record; without its day, a number that carries no year names none. Where two
    records share number and day (18/2008/QH12 is a law and a resolution), which of them is meant is not
    known: the far end stays a number, the near end is left out.
    """
    for edge in relations:
        source = _of_day(connection, number_key(edge.source_number), edge.source_issued)
        if source is None:
            continue
        issued, before = _iso(edge.to_issued), edge.source_issued.isoformat()
        connection.execute(
            "INSERT INTO relations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(source, edge.rel, _far_end(connection, edge.to, issued, before), number_key(edge.to), edge.to, issued),
                *(before, _iso(edge.effective), edge.confidence, edge.source),
            ),
        )


def _of_day(connection: sqlite3.Connection, key: str, issued: date) -> int | None:
    return _only(connection, "key = ? AND issued = ?", (key, issued.isoformat()))


def _far_end(connection: sqlite3.Connection, number: str, issued: str | None, before: str) -> int | None:
    """Return the record at the far end of a relation that was issued no later than `before`; None where that is not certain."""
    key = number_key(number)
    if issued:
        return _only(connection, "key = ? AND issued = ?", (key, issued))
    is_one = year_of(number) and not is_shared(number)
    return _only(connection, "key = ? AND issued <= ?", (key, before)) if is_one else None


def _only(connection: sqlite3.Connection, where: str, values: tuple[object, ...]) -> int | None:
    """Return the one record that there is, None where there is none or several."""
    found = connection.execute(f"SELECT id FROM documents WHERE {where} LIMIT 2", values).fetchall()  # noqa: S608  # our own columns
    return found[0][0] if len(found) == 1 else None


def _citing_rows(connection: sqlite3.Connection, citings: Iterable[Citing]) -> Iterator[tuple[object, ...]]:
    for citing in citings:
        source = _only(connection, "iri = ?", (citing.source,))
        if source is not None:
            key = number_key(citing.number or "")
            said = citing.type, citing.number, citing.name, citing.date
            yield source, _cited(connection, *said), key, *said, citing.count


def _cited(
    connection: sqlite3.Connection, type_: str | None, number: str | None, name: str | None, day: str | None
) -> int | None:
    """Return the one record that a citation can name by its number and day, or by its name and day; None where several fit."""
    since, until = day or "", (day or "") + "~"  # «~» follows every digit, so that a year alone is a prefix
    if number and not number.isdigit():
        where, values = "key = ? AND issued BETWEEN ? AND ?", (number_key(number), since, until)
        return _only(connection, where, values) or _only(connection, f"{where} AND type = ?", (*values, type_))
    if number or not name:
        return None
    named = "id IN (SELECT document FROM names WHERE name = ?) AND issued BETWEEN ? AND ?"
    return _only(connection, named, (name_key(name), since, until))


def _tie_open_ends(connection: sqlite3.Connection) -> None:
    """Tie what had no record to a record of the office's own."""
    newly = "target IS NULL AND key IN (SELECT key FROM documents WHERE own)"
    edges = connection.execute(f"SELECT rowid, number, issued, before FROM relations WHERE {newly}").fetchall()  # noqa: S608
    for row, *far in edges:
        connection.execute("UPDATE relations SET target = ? WHERE rowid = ?", (_far_end(connection, *far), row))
    citings = connection.execute(f"SELECT rowid, type, number, name, date FROM citings WHERE {newly}").fetchall()  # noqa: S608
    for row, *said in citings:
        connection.execute("UPDATE citings SET target = ? WHERE rowid = ?", (_cited(connection, *said), row))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
