"""The index of words, opened for searching. Nothing outside this room knows Whoosh."""

from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from whoosh import index
from whoosh.sorting import FieldFacet

from legalref.checking import validity
from legalref.corpus import Corpus
from legalref.errors import IndexProblem
from legalref.model import Document, Order, Span, Validity
from legalref.orthography import fold, words
from legalref.searching.query import Filters, any_word, parse

DEFAULT_LIMIT: Final = 20


class Hit(NamedTuple):
    """A record found, whether it applies today, and where the words asked for stand in its title (code points)."""

    document: Document
    validity: Validity
    marks: tuple[Span, ...]


class Hits(NamedTuple):
    """What a search found: the first hits, how many there are, and whether all words are in each."""

    hits: tuple[Hit, ...]
    total: int
    all_words: bool


class Index:
    """The full-text index of a corpus."""

    def __init__(self, folder: Path, corpus: Corpus) -> None:
        """Open the index in `folder`, whose records are those of `corpus`. Raises IndexProblem where it is damaged.

        Whoosh's files hold pickles, which run code when opened: `folder` must be one that this user built.
        """
        self.corpus = corpus
        try:
            self._searcher = index.open_dir(folder, readonly=True).searcher()
        except Exception as error:  # a damaged pickle may raise anything at all
            corpus.close()
            raise IndexProblem("error.index_damaged", path=folder, detail=error) from error

    def __enter__(self) -> Self:
        """Return the index itself."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the files, the corpus among them."""
        self._searcher.close()
        self.corpus.close()

    def search(
        self,
        text: str,
        filters: Filters = Filters(),  # noqa: B008  # frozen
        *,
        limit: int = DEFAULT_LIMIT,
        order: Order = Order.RELEVANCE,
        typing: bool = False,
    ) -> Hits:
        """Return the best records for words with or without diacritics, at most `limit`.

        Where no record has all words, records that have some are returned and `all_words` is false.
        `typing` takes the last word as the beginning of one.
        """
        narrowed = filters.narrowing(date.today())
        options = {"limit": limit, "filter": narrowed}
        if order is Order.DATE or not words(text):
            options["sortedby"] = FieldFacet("issued", reverse=True)
        results = self._searcher.search(parse(text, typing=typing), **options)
        all_words = len(results) > 0 or not words(text)
        if not all_words:
            results = self._searcher.search(any_word(text), **options)
        hits = tuple(self._hits(results, words(text)))
        return Hits(hits, len(results) if hits else 0, all_words)

    def _hits(self, results: Any, asked: list[str]) -> list[Hit]:
        found = (self.corpus.by_id(result["id"]) for result in results)
        today = date.today()
        return [
            Hit(document, validity(document, self.corpus, today), marks(document.title or "", asked))
            for document in found
            if document is not None
        ]


def marks(title: str, asked: list[str]) -> tuple[Span, ...]:
    """Return where words that were asked for, or begin with the last of them, stand in a title."""
    folded = fold(title)
    found, at = [], 0
    for word in words(title):
        start = folded.index(word, at)
        at = start + len(word)
        if word in asked or (asked and word.startswith(asked[-1]) and len(asked[-1]) > 1):
            found.append(Span(start, at))
    return tuple(found)
