"""What the search of legalref is measured beside: SQLite's FTS5, and tantivy where it is installed.

Both get the same folded words in the same fields with the same weights, tell how many records there are in all, and fetch
the records of the page from the same catalogue.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from legalref.corpus import Corpus
from legalref.model import Document
from legalref.orthography import number_key, words
from legalref.searching.weights import FIELDS

PAGE = 20
NAMES = ("number", "names", "title", "issuer", "type")
COUNTED = ("type", "issuer", "place", "status", "year")
_BATCH = 5000


class Asked(NamedTuple):
    """One query: its kind, and what of the rest the kind uses."""

    kind: str
    words: tuple[str, ...] = ()
    beginning: str = ""
    number: str = ""
    type: str = ""
    page: int = 1


def rows(corpus: Corpus) -> Iterator[tuple[int, Document, tuple[str, ...], tuple[str, ...]]]:
    """Yield row, record, its folded words by field and its values to count, of every record."""
    for row, document in corpus.rows():
        given = (document.number, " ".join(document.names), document.title, f"{document.issuer} {document.place}", document.type)
        folded = tuple(" ".join(words(value or "")) for value in given)
        values = (document.type, document.issuer or "", document.place or "", document.status.value, str(document.issued.year))
        yield row, document, folded, values


class Fts5:
    """SQLite's own full-text index."""

    name: ClassVar = f"FTS5 (SQLite {sqlite3.sqlite_version})"

    def __init__(self, path: Path, corpus: Corpus) -> None:
        """Build the index at `path`, and open it."""
        self._corpus = corpus
        self._connection = connection = sqlite3.connect(path, isolation_level=None)
        columns = ", ".join(NAMES)
        connection.executescript(
            f"""PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE VIRTUAL TABLE words USING fts5({columns}, content='', prefix='2 3', tokenize='ascii');
            CREATE TABLE records (id INTEGER PRIMARY KEY, key TEXT, issued TEXT, {", ".join(COUNTED)}); BEGIN"""
        )
        for row, document, folded, values in rows(corpus):
            connection.execute(f"INSERT INTO words (rowid, {columns}) VALUES (?, ?, ?, ?, ?, ?)", (row, *folded))  # noqa: S608
            given = row, number_key(document.number or ""), document.issued.isoformat(), *values
            connection.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)", given)
        connection.executescript("CREATE INDEX by_key ON records (key); CREATE INDEX by_day ON records (issued)")
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._rank = f"bm25(words, {', '.join(str(FIELDS[name]) for name in NAMES)})"

    def ask(self, asked: Asked) -> int | None:
        """Answer a query and return how many records it has; None where there is no way to ask it."""
        quoted = [f'"{word}"' for word in asked.words]
        ways: dict[str, Callable[[], int]] = {
            "number": lambda: self._page("SELECT id FROM records WHERE key = ?", (number_key(asked.number),)),
            "and": lambda: self._matching(" AND ".join(quoted)),
            "facets": lambda: self._counted(" AND ".join(quoted), asked.type),
            "typing": lambda: self._matching(" AND ".join([*quoted, f"{asked.beginning}*"])),
            "or": lambda: self._matching(" OR ".join(quoted)),
            "phrase": lambda: self._matching(f'"{" ".join(asked.words)}"'),
            "date": lambda: self._by_day(asked.page),
        }
        return ways[asked.kind]() if asked.kind in ways else None

    def _page(self, query: str, values: tuple[object, ...]) -> int:
        found = [row for (row,) in self._connection.execute(f"{query} LIMIT {PAGE}", values)]
        self._corpus.at(found)
        return len(found)

    def _matching(self, match: str) -> int:
        self._page(f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY {self._rank}", (match,))  # noqa: S608
        return int(self._connection.execute("SELECT count(*) FROM words WHERE words MATCH ?", (match,)).fetchone()[0])

    def _counted(self, match: str, type_: str) -> int:
        joined = "words JOIN records ON records.id = words.rowid WHERE words MATCH ? AND records.type = ?"
        self._page(f"SELECT words.rowid FROM {joined} ORDER BY {self._rank}", (match, type_))  # noqa: S608
        counts = " UNION ALL ".join(f"SELECT '{name}', {name}, count(*) FROM hits GROUP BY {name}" for name in COUNTED)  # noqa: S608
        query = f"WITH hits AS MATERIALIZED (SELECT records.* FROM {joined}) {counts}"  # noqa: S608
        found = self._connection.execute(query, (match, type_)).fetchall()
        return sum(count for name, _, count in found if name == "type")

    def _by_day(self, page: int) -> int:
        self._connection.execute("SELECT count(*) FROM records").fetchone()
        found = self._connection.execute(
            f"SELECT id FROM records ORDER BY issued DESC LIMIT {PAGE} OFFSET ?",  # noqa: S608
            (PAGE * (page - 1),),
        )
        return len(self._corpus.at(row for (row,) in found.fetchall()))


class Tantivy:
    """The search library in Rust; for the record."""

    def __init__(self, path: Path, corpus: Corpus) -> None:
        """Build the index in the folder `path`, and open it. Raises ImportError where tantivy is not installed."""
        self._tantivy: Any = import_module("tantivy")
        self.name = f"tantivy {import_module('importlib.metadata').version('tantivy')}"
        self._corpus = corpus
        builder = self._tantivy.SchemaBuilder()
        for name in NAMES:
            builder.add_text_field(name, stored=False, tokenizer_name="whitespace")
        for name in ("key", *(f"whole_{name}" for name in COUNTED)):
            builder.add_text_field(name, stored=False, tokenizer_name="raw", fast=True)
        builder.add_integer_field("row", stored=True, fast=True)
        builder.add_integer_field("issued", fast=True)
        path.mkdir()
        self._index = self._tantivy.Index(builder.build(), path=str(path))
        writer = self._index.writer(heap_size=256_000_000, num_threads=1)
        for row, document, folded, values in rows(corpus):
            made = self._tantivy.Document(row=row, issued=int(document.issued.strftime("%Y%m%d")))
            for name, value in zip(NAMES, folded, strict=True):
                made.add_text(name, value)
            made.add_text("key", number_key(document.number or ""))
            for name, value in zip(COUNTED, values, strict=True):
                made.add_text(f"whole_{name}", value)
            writer.add_document(made)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()
        self._schema = self._index.schema

    def ask(self, asked: Asked) -> int | None:
        """Answer a query and return how many records it has; None where there is no way to ask it."""
        ways: dict[str, Callable[[], int]] = {
            "number": lambda: self._page(self._term("key", number_key(asked.number))),
            "and": lambda: self._page(self._parsed(" AND ".join(asked.words))),
            "facets": lambda: self._counted(asked),
            "typing": lambda: self._page(self._typing(asked)),
            "or": lambda: self._page(self._parsed(" OR ".join(asked.words))),
            "phrase": lambda: self._page(self._parsed(f'"{" ".join(asked.words)}"')),
            "typo": lambda: self._page(self._all(self._fuzzy(word) for word in asked.words)),
            "date": lambda: self._page(self._tantivy.Query.all_query(), order="issued", skip=PAGE * (asked.page - 1)),
        }
        return ways[asked.kind]() if asked.kind in ways else None

    def _page(self, query: Any, order: str | None = None, skip: int = 0) -> int:
        options = {"order_by_field": order} if order else {}
        found = self._searcher.search(query, PAGE, count=True, offset=skip, **options)
        self._corpus.at(self._searcher.doc(address)["row"][0] for _, address in found.hits)
        return int(found.count)

    def _parsed(self, text: str) -> Any:
        return self._index.parse_query(text, list(NAMES), field_boosts={name: FIELDS[name] for name in NAMES})

    def _term(self, field: str, value: str) -> Any:
        return self._tantivy.Query.term_query(self._schema, field, value)

    def _all(self, queries: Iterable[Any]) -> Any:
        return self._tantivy.Query.boolean_query([(self._tantivy.Occur.Must, query) for query in queries])

    def _fuzzy(self, word: str) -> Any:
        return self._tantivy.Query.fuzzy_term_query(self._schema, "title", word, distance=1)

    def _typing(self, asked: Asked) -> Any:
        begun = self._tantivy.Query.regex_query(self._schema, "title", f"{asked.beginning}.*")
        return self._all([self._parsed(" AND ".join(asked.words)), begun])

    def _counted(self, asked: Asked) -> int:
        query = self._all([self._parsed(" AND ".join(asked.words)), self._term("whole_type", asked.type)])
        self._searcher.aggregate(query, {name: {"terms": {"field": f"whole_{name}", "size": 1000}} for name in COUNTED})
        return self._page(query)
