"""The index of words, opened for searching. Nothing outside this room knows Whoosh. (A stand-in.)"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any as Anything
from typing import NamedTuple

from whoosh import index, query
from whoosh.sorting import FieldFacet

from legalref.corpus import Corpus
from legalref.errors import IndexProblem
from legalref.model import Document, Order
from legalref.searching import asked
from legalref.searching.weights import BEGINNING, FIELDS, RATHER

_FIELDS = {name: weight for name, weight in FIELDS.items() if name != "text"}


class Found(NamedTuple):
    ids: tuple[str, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]


class Engine:
    """The full-text index of a corpus."""

    def __init__(self, folder: Path, corpus: Corpus) -> None:
        """Open the index in `folder`. Raises IndexProblem where it is damaged."""
        self.corpus = corpus
        try:
            self._searcher = index.open_dir(folder, readonly=True).searcher()
        except Exception as error:  # a damaged pickle may raise anything at all
            raise IndexProblem("error.index_damaged", path=folder, detail=error) from error

    def close(self) -> None:
        """Close the files."""
        self._searcher.close()

    def answer(self, node: asked.Node, *, limit: int = 20, offset: int = 0, order: Order = Order.RELEVANCE, facets: bool = False) -> Found:
        options: dict[str, Anything] = {"limit": max(1, limit + offset)}
        if order is not Order.RELEVANCE or not _has_words(node):
            options["sortedby"] = FieldFacet("issued", reverse=True)
        results = self._searcher.search(_query(node), **options)
        counts = {}
        if facets:
            counts = _facets([self.corpus.by_id(self._searcher.stored_fields(doc)["id"]) for doc in results.docs()])
        ids = tuple(result["id"] for result in results)[offset : offset + limit]
        return Found(ids, len(results), counts)

    def count(self, node: asked.Node) -> int:
        return sum(1 for _ in self._searcher.docs_for_query(_query(node)))

    def frequency(self, word: str) -> int:
        return self.lexicon().get(word, 0)

    def lexicon(self) -> Mapping[str, int]:
        if not hasattr(self, "_lexicon"):
            reader = self._searcher.reader()
            counts: Counter[str] = Counter()
            for field in ("title", "names", "issuer"):
                for term in reader.lexicon(field):
                    counts[term.decode()] += reader.doc_frequency(field, term)
            self._lexicon = counts
        return self._lexicon


def _facets(documents: list[Document | None]) -> dict[str, tuple[tuple[str, int], ...]]:
    from legalref.checking import validity  # noqa: F401

    known = [d for d in documents if d]
    return {
        "type": tuple(Counter(d.type for d in known).most_common()),
        "issuer": tuple(Counter(i for d in known for i in d.issuers).most_common()),
        "place": tuple(Counter(d.place for d in known if d.place).most_common()),
        "status": tuple(Counter(d.status.value for d in known).most_common()),
        "year": tuple(Counter(str(d.issued.year) for d in known).most_common()),
    }


def _has_words(node: asked.Node) -> bool:
    if isinstance(node, asked.Word | asked.Beginning | asked.Phrase):
        return True
    if isinstance(node, asked.Rather):
        return _has_words(node.must)
    return isinstance(node, asked.All | asked.Any) and any(map(_has_words, node.parts))


def _query(node: asked.Node) -> query.Query:
    match node:
        case asked.Word():
            return query.Or([query.Term(field, node.folded, boost=boost) for field, boost in _FIELDS.items()])
        case asked.Beginning():
            return query.ConstantScoreQuery(
                query.Or([query.Prefix(field, node.folded) for field in ("number", "names", "title")]), score=BEGINNING
            )
        case asked.Phrase():
            return query.And([_query(asked.Word(word)) for word in node.words])
        case asked.Is():
            return query.Or([_is(node.field, value) for value in node.values])
        case asked.Years():
            first, last = max(node.first or 0, 1900), min(node.last or 2100, 2100)
            return query.Or([query.Term("year", str(year)) for year in range(first, last + 1)])
        case asked.All():
            musts = [part for part in node.parts if not isinstance(part, asked.Without)]
            nots = [_query(part.part) for part in node.parts if isinstance(part, asked.Without)]
            must = query.And([_query(part) for part in musts]) if musts else query.Every()
            return query.AndNot(must, query.Or(nots)) if nots else must
        case asked.Any():
            return query.Or([_query(part) for part in node.parts])
        case asked.Without():
            return query.AndNot(query.Every(), _query(node.part))
        case asked.Rather():
            may = [part for part in node.may if isinstance(part, asked.Is)]
            if not may:
                return _query(node.must)
            boosted = query.Or([query.Term("whole_type", v, boost=RATHER) for part in may for v in part.values])
            return query.AndMaybe(_query(node.must), boosted)
        case _:
            return query.Every()


def _is(field: asked.Field, value: str) -> query.Query:
    if field is asked.Field.ID:
        return query.Term("id", value)
    if field is asked.Field.TYPE:
        return query.Term("whole_type", value)
    if field is asked.Field.STATUS:
        return query.Term("status", value)
    return query.And([query.Term(field.value, word) for word in value.split()])
