"""The oracle: the same tree of a query, answered by stock Whoosh, which knows nothing of what we keep beside it."""

from collections import Counter
from collections.abc import Callable
from math import log
from pathlib import Path
from typing import Self

from whoosh import index, query, scoring

from legalref.corpus import Corpus
from legalref.model import Document
from legalref.orthography import words
from legalref.searching import asked, weights
from legalref.searching.schema import WORDS, WRITTEN, written

K1, B, NORM, UNIT = 1.2, 0.75, 256, 100


class _Scorer(scoring.BaseScorer):
    def __init__(self, score: Callable[[int], int]) -> None:
        self._score = score

    def score(self, matcher):  # noqa: ANN001, ANN202
        return self._score(matcher.id())

    def max_quality(self):  # noqa: ANN202
        return 1e12

    def block_quality(self, _matcher):  # noqa: ANN001, ANN202
        return 1e12


class _Worth(scoring.WeightingModel):
    """A word counts NORM, in a title by its length; `final` takes away what matching counts and multiplies by the standing."""

    use_final = True

    def scorer(self, searcher, fieldname, _text, qf=1):  # noqa: ANN001, ANN202, ARG002
        if fieldname != "title":
            return _Scorer(lambda _at: NORM)
        average = searcher.get_parent().reader().field_length("title") / searcher.get_parent().doc_count_all()

        def measured(at: int) -> int:
            length = min(searcher.doc_field_length(at, "title"), 255)
            return round(NORM * (K1 + 1) / (1 + K1 * (1 - B + B * length / average)))

        return _Scorer(measured)

    def final(self, searcher, docnum, score):  # noqa: ANN001, ANN202
        return (score - 1) * searcher.reader().column_reader("standing")[docnum]


class _Rows(query.ColumnQuery):
    def estimate_size(self, ixreader):  # noqa: ANN001, ANN202
        return ixreader.doc_count_all()


class Stock:
    def __init__(self, folder: Path, corpus: Corpus, text: Callable[[Document], str]) -> None:
        self.corpus, self.text = corpus, text
        self.searcher = index.open_dir(folder).searcher(weighting=_Worth())
        self.reader = self.searcher.reader()
        self.row = self.reader.column_reader("row")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.searcher.close()

    def answer(self, node: asked.Node) -> list[tuple[int, int]]:
        """Return (worth, number of the record) of every hit, the best first; of equals the first."""
        asked_for = query.AndMaybe(query.ConstantScoreQuery(self.matching(node), 1), self.scoring(node))
        results = self.searcher.search(asked_for, limit=None)
        return sorted(((round(score), number) for score, number in results.top_n), key=lambda hit: (-hit[0], hit[1]))

    def document(self, number: int) -> Document:
        return self.corpus.at([self.row[number]])[0]

    def by(self, hits: list[tuple[int, int]], *columns: str) -> list[int]:
        """Return the numbers of hits by columns, the highest first."""
        values = [self.reader.column_reader(column) for column in columns]
        return sorted((number for _, number in hits), key=lambda number: (*(-value[number] for value in values), number))

    def matching(self, node: asked.Node) -> query.Query:  # noqa: C901, PLR0911  # one line a node
        match node:
            case asked.Word(word):
                return query.Or([query.Term(field, word) for field in WORDS])
            case asked.Beginning(start):
                return query.Or([query.Prefix(field, start) for field in WORDS])
            case asked.Phrase(wanted):
                return self._such_that(lambda document: _side_by_side(wanted, document, self.text(document)))
            case asked.Rows(rows):
                return self._such_that(lambda document: self.corpus.row(document.id) in rows)
            case asked.Is(field, values):
                name = {"type": "whole_type"}.get(field.value, field.value)
                whole = name in ("whole_type", "status")
                return query.Or(
                    [query.And([query.Term(name, part) for part in ([value] if whole else words(value))]) for value in values]
                )
            case asked.Years(first, last):
                return query.Or([query.Term("year", str(year)) for year in range(first or 1900, (last or 2100) + 1)])
            case asked.All(parts):
                return query.And([query.Every(), *map(self.matching, parts)])
            case asked.Any(parts):
                return query.Or([*map(self.matching, parts)])
            case asked.Without(part):
                return query.And([query.Every(), query.Not(self.matching(part))])
            case asked.Rather(must, _):
                return self.matching(must)
            case _:
                return query.Every()

    def _such_that(self, holds: Callable[[Document], bool]) -> query.Query:
        rows = {row for row, document in self.corpus.rows() if holds(document)}
        # Alone, this query has no score, and finds deleted records, too.
        return query.And([query.Every(), query.ConstantScoreQuery(_Rows("row", rows.__contains__), 1)])

    def scoring(self, node: asked.Node) -> query.Query:
        terms: Counter[tuple[str, str]] = Counter()
        parts: Counter[asked.Node] = Counter()
        self._weigh(node, terms, parts)
        return query.Or(
            [
                *(query.Term(field, word, boost=weight) for (field, word), weight in terms.items() if weight),
                *(query.ConstantScoreQuery(self.matching(part), weight * NORM) for part, weight in parts.items()),
            ]
        )

    def _weigh(self, node: asked.Node, terms: Counter[tuple[str, str]], parts: Counter[asked.Node]) -> None:
        match node:
            case asked.Word(word, marked):
                most = max(self.reader.doc_frequency(field, word) for field in WORDS)
                says = UNIT * (log(self.reader.doc_count_all() / (most + 1)) + 1)
                terms.update({(field, word): round(says * weights.FIELDS[field]) for field in WORDS})
                if marked:
                    terms[WRITTEN, written(marked)] += round(says * weights.WRITTEN)
            case asked.Beginning(start):
                self._weigh(asked.Word(start), terms, parts)
                parts[node] += round(UNIT * weights.BEGINNING)
            case asked.Phrase(wanted):
                for word in wanted:
                    self._weigh(asked.Word(word), terms, parts)
            case asked.All(inner) | asked.Any(inner):
                for part in inner:
                    self._weigh(part, terms, parts)
            case asked.Rather(must, may):
                self._weigh(must, terms, parts)
                for part in may:
                    parts[part] += round(UNIT * weights.RATHER)
            case _:
                pass


def _side_by_side(wanted: tuple[str, ...], document: Document, text: str) -> bool:
    """Tell whether the words stand side by side in number, a name, title, the issuers' names, or full text."""
    fields = (document.number, *document.names, document.title, document.issuer, text)
    return any(f" {' '.join(wanted)} " in f" {' '.join(words(field or ''))} " for field in fields)
