"""Exact look-ups in the catalogue, and what stands round a record. Days are `datetime.date`."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Final, NamedTuple, Self

import msgspec

from legalref.corpus.catalogue import ordinal
from legalref.corpus.names import name_key, year_apart
from legalref.corpus.registers import Between, Entry
from legalref.errors import IndexProblem
from legalref.model import Confidence, Document, Provisions, Reference, Rel
from legalref.orthography import number_key

_ORDER: Final = "ORDER BY own DESC, issued, id"
"""The office's own first, then the oldest."""
_REMEMBERED: Final = 256
"""Records whose relations and provisions are kept: those of the text at hand; a law has megabytes of them."""
_AFTER_A_YEAR: Final = "~"
"""Follows every digit and dash, so that `2020~` ends the days of 2020."""


class Mention(NamedTuple):
    """That a document cites another, as often as `times` (at least 1); `document` is the far end."""

    document: Document
    times: int


class Cited(NamedTuple):
    """A document, how many others here cite it, amend it or rest on it, and in how many texts its citation was read."""

    document: Document
    here: int
    mentions: int


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
        self._provisions_of = lru_cache(maxsize=_REMEMBERED)(self._read_provisions)
        self._done_to = lru_cache(maxsize=_REMEMBERED)(partial(self._references, "target", "source"))
        self._done_by = lru_cache(maxsize=_REMEMBERED)(partial(self._references, "source", "target"))

    @cached_property
    def known_until(self) -> date | None:
        """The day of the newest evidence on validity in the shipped facts; None where there is none."""
        number = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        return date(number // 10_000, number // 100 % 100, number % 100) if number else None

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
        """Yield every record, one at a time."""
        for (record,) in self._connection.execute("SELECT record FROM documents ORDER BY id"):
            yield self._decode(record)

    def _documents(self, where: str, values: tuple[object, ...]) -> tuple[Document, ...]:
        found = self._connection.execute(f"SELECT record FROM documents WHERE {where} {_ORDER}", values)  # noqa: S608  # our own columns
        return tuple(self._decode(record) for (record,) in found)

    def _by_key(self, number: str) -> tuple[Document, ...]:
        """Return every record with this number, however it is spelled; none for an empty one."""
        key = number_key(number)
        return self._documents("key = ?", (key,)) if key else ()

    def rows_by_key(self, number: str) -> tuple[int, ...]:
        """Return the rows of the records with this number, however it is spelled, unread; none for an empty one."""
        key = number_key(number)
        found = self._connection.execute("SELECT id FROM documents WHERE key = ?", (key,)) if key else ()
        return tuple(int(row) for (row,) in found)

    def by_id(self, iri: str) -> Document | None:
        """Return the record with this identifier, or None."""
        return next(iter(self._documents("iri = ?", (iri,))), None)

    def row(self, iri: str) -> int | None:
        """Return the row in which the record with this identifier stands, or None; it keeps it when others are added."""
        found = self._connection.execute("SELECT id FROM documents WHERE iri = ?", (iri,)).fetchone()
        return int(found[0]) if found else None

    def at(self, rows: Iterable[int]) -> tuple[Document, ...]:
        """Return the records that stand in `rows`, in that order."""
        look, decode = self._connection.execute, self._decode
        found = (look("SELECT record FROM documents WHERE id = ?", (row,)).fetchone() for row in rows)
        return tuple(decode(record) for (record,) in found)

    def rows(self) -> Iterator[tuple[int, Document]]:
        """Yield row and record of every record, one at a time."""
        for row, record in self._connection.execute("SELECT id, record FROM documents ORDER BY id"):
            yield row, self._decode(record)

    def by_ordinal(self, number: str, type_: str | None = None, year: int | None = None) -> tuple[Document, ...]:
        """Return the records of a type and a year whose number begins with that of `number` («30», «30a»)."""
        where, values = ["ordinal = ?"], [ordinal(number)]
        if type_ is not None:
            where, values = [*where, "type = ?"], [*values, type_]
        if year is not None:
            where, values = [*where, "issued BETWEEN ? AND ?"], [*values, f"{year}", f"{year}{_AFTER_A_YEAR}"]
        return self._documents(" AND ".join(where), tuple(values)) if values[0] else ()

    def by_name(self, name: str) -> tuple[Document, ...]:
        """Return the records that bear a name («Luật Đất đai 2013», «BLHS», «Nghị quyết Trung ương 4 khóa XII»).

        A year at the end is one of the name, or else the year of issue.
        """
        key = name_key(name)
        found = self._documents("id IN (SELECT document FROM names WHERE name = ?)", (key,))
        apart = year_apart(key)
        if found or apart is None:
            return found
        bare, year = apart
        of_year = "id IN (SELECT document FROM names WHERE name = ?) AND issued BETWEEN ? AND ?"
        return self._documents(of_year, (bare, f"{year}", f"{year}{_AFTER_A_YEAR}"))

    def by_term(self, term: str, type_: str | None = None) -> tuple[Document, ...]:
        """Return the records of a term of the Party or the National Assembly («Đại hội XIII», «Quốc hội XV»), of a type."""
        where, values = ("term = ? AND type = ?", (term, type_)) if type_ else ("term = ?", (term,))
        return self._documents(where, values)

    def by_day(self, day: date, type_: str | None = None) -> tuple[Document, ...]:
        """Return the records issued on a day, of a type."""
        where, values = ("issued = ? AND type = ?", (day.isoformat(), type_)) if type_ else ("issued = ?", (day.isoformat(),))
        return self._documents(where, values)

    def between(self, register: str, number: int) -> Between:
        """Return what stands right before and after a number in a register (`registers.register`).

        Only records that are sure of their day count; the number itself does not.
        """
        select = "SELECT entry, issued FROM documents WHERE register = ? AND entry"
        place = register, number
        before = self._connection.execute(f"{select} < ? ORDER BY entry DESC LIMIT 1", place).fetchone()
        after = self._connection.execute(f"{select} > ? ORDER BY entry LIMIT 1", place).fetchone()
        return Between(_entry(before), _entry(after))

    def provisions(self, document: Document) -> Provisions | None:
        """Return which provisions `document` has, None where that is not known."""
        return self._provisions_of(document.id)

    def _read_provisions(self, iri: str) -> Provisions | None:
        found = self._connection.execute("SELECT record FROM provisions WHERE iri = ?", (iri,)).fetchone()
        return msgspec.json.decode(found[0], type=Provisions) if found else None

    def done_by(self, document: Document) -> tuple[Reference, ...]:
        """Return what `document` does to others, each with the other document."""
        return self._done_by(document.id)

    def done_to(self, document: Document) -> tuple[Reference, ...]:
        """Return what others do to `document`, each with the other document."""
        return self._done_to(document.id)

    def _references(self, near: str, far: str, iri: str) -> tuple[Reference, ...]:
        found = self._connection.execute(
            # Both names are our own columns.
            f"""SELECT rel, relations.number, relations.issued, effective, confidence, other.record FROM relations
            LEFT JOIN documents other ON other.id = {far}
            WHERE {near} = (SELECT id FROM documents WHERE iri = ?) ORDER BY effective, relations.number""",  # noqa: S608
            (iri,),
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

    def cited_by(self, document: Document) -> tuple[Mention, ...]:
        """Return the office's own documents that cite `document`, the one that cites it most first."""
        return self._mentions("citings.target", "citings.source", document)

    def cites(self, document: Document) -> tuple[Mention, ...]:
        """Return what a document of the office's own cites and the corpus holds, the most cited first."""
        return self._mentions("citings.source", "citings.target", document)

    def _mentions(self, near: str, far: str, document: Document) -> tuple[Mention, ...]:
        found = self._connection.execute(
            f"""SELECT other.record, sum(count) FROM citings JOIN documents other ON other.id = {far}
            WHERE {near} = (SELECT id FROM documents WHERE iri = ?)
            GROUP BY other.id ORDER BY sum(count) DESC, other.issued""",  # noqa: S608  # our own columns
            (document.id,),
        )
        return tuple(Mention(self._decode(record), times) for record, times in found)

    def most_cited(self, limit: int, type_: str | None = None, *, own: bool = False) -> tuple[Cited, ...]:
        """Return the documents, of a type, that are cited most: by the office's own (`own`), or by records and by texts."""
        relations = "" if own else "UNION ALL SELECT target, source FROM relations WHERE target IS NOT NULL"
        mentions = "0" if own else "coalesce(record ->> '$.mentions', 0)"
        found = self._connection.execute(
            f"""WITH edges (target, source) AS (
                SELECT target, source FROM citings WHERE target IS NOT NULL AND target != source {relations}
            ), counted AS (SELECT target, count(DISTINCT source) AS here FROM edges GROUP BY target)
            SELECT record, coalesce(here, 0), {mentions} AS mentions
            FROM documents {"JOIN" if own else "LEFT JOIN"} counted ON target = documents.id
            WHERE coalesce(here, 0) + mentions > 0 AND type = coalesce(?, type)
            ORDER BY coalesce(here, 0) + mentions DESC, issued LIMIT ?""",  # noqa: S608  # our own columns
            (type_, limit),
        )
        return tuple(Cited(self._decode(record), here, count) for record, here, count in found)


def _entry(row: tuple[int, str] | None) -> Entry | None:
    return Entry(row[0], date.fromisoformat(row[1])) if row else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
