"""A search from the text that was typed to what is shown: citations first, then words, then what was meant perhaps."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple, Self

from legalref.checking import validity
from legalref.corpus import Corpus
from legalref.model import Document, Order, Span, Validity
from legalref.searching.asked import All, Any, Everything, Field, Is, Node, Without
from legalref.searching.direct import meant
from legalref.searching.engine import Engine, Found
from legalref.searching.filters import Filters
from legalref.searching.language import Reading, read
from legalref.searching.marks import marks, wanted
from legalref.searching.suggest import suggested

DEFAULT_LIMIT: Final = 20
FEW: Final = 5
"""Hits up to which another query is thought of."""
MANY: Final = 4
"""How many times as many hits another query must have to be suggested beside a few."""

Facets = Mapping[str, tuple[tuple[str, int], ...]]
"""type, issuer, place, status, year → values with the number of records, the most frequent first."""


class Hit(NamedTuple):
    """A record found, whether it applies today, and where the words asked for stand in its title (code points)."""

    document: Document
    validity: Validity
    marks: tuple[Span, ...]
    is_direct: bool = False
    """Whether the query names this record, by number or name."""


class Hits(NamedTuple):
    """What a search found: one page of hits, how many there are, and how the query was taken."""

    hits: tuple[Hit, ...]
    total: int
    all_words: bool
    """Whether what was asked for is in each hit; else these have some of the words."""
    suggestion: str | None = None
    """What was meant perhaps, where nothing or almost nothing was found."""
    is_suggested: bool = False
    """Whether the hits are those of the suggestion."""
    facets: Facets = {}  # noqa: RUF012  # never written to


class _Wanted(NamedTuple):
    """How the hits are to be given."""

    limit: int
    offset: int
    order: Order
    facets: bool


class Index:
    """The full-text index of a corpus, searched in the language of queries."""

    def __init__(self, folder: Path, corpus: Corpus) -> None:
        """Open the index in `folder`, whose records are those of `corpus`. Raises IndexProblem where it is damaged.

        Whoosh's files hold pickles, which run code when opened: `folder` must be one that this user built.
        """
        self.corpus = corpus
        try:
            self._engine = Engine(folder, corpus)
        except BaseException:
            corpus.close()
            raise

    def __enter__(self) -> Self:
        """Return the index itself."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the files, the corpus among them."""
        self._engine.close()
        self.corpus.close()

    def search(
        self,
        text: str,
        filters: Filters = Filters(),  # noqa: B008  # frozen
        *,
        limit: int = DEFAULT_LIMIT,
        page: int = 1,
        order: Order = Order.RELEVANCE,
        typing: bool = False,
        facets: bool = False,
    ) -> Hits:
        """Return one page of what `text` asks for in the language of queries (`language.read`).

        Where no record has all that was asked for, those of the likeliest meant query are returned, else those that have
        some of the words. `typing` takes the last word as the beginning of one. Raises QueryProblem.
        """
        how = _Wanted(limit, (page - 1) * limit, order, facets)
        reading = _within(read(text, typing=typing), filters)
        found = self._all(reading, how)
        if found and (found.total > FEW or typing):
            return found
        return self._meant(reading, filters, how, found) or found or self._some(reading, how) or Hits((), 0, all_words=True)

    def _meant(self, reading: Reading, filters: Filters, how: _Wanted, found: Hits | None) -> Hits | None:
        """Return what was found with the likeliest other query beside it, or what that finds where nothing was; None for none."""
        meant = suggested(reading, self, self.corpus)
        other = meant and self._all(_within(read(meant.text), filters), how)
        if not meant or not other:
            return None
        if found is None and meant.is_sure:
            return other._replace(suggestion=meant.text, is_suggested=True)
        some = found or self._some(reading, how)
        if some and (found is None or other.total >= MANY * found.total):
            return some._replace(suggestion=meant.text)
        return found

    def count(self, node: Node) -> int:
        """Return how many records match a query."""
        return self._engine.count(node)

    def frequency(self, word: str) -> int:
        """Return how many records have a folded word."""
        return self._engine.frequency(word)

    def first(self, node: Node, limit: int) -> tuple[str, ...]:
        """Return the identifiers of the best records, at most `limit`."""
        return self._engine.answer(node, limit=limit).ids

    def _all(self, reading: Reading, how: _Wanted) -> Hits | None:
        """Return the records that the words name, then those that have all that was asked for; None where there are none."""
        named = tuple(record.id for record in meant(reading.plain, self.corpus, date.today()))
        if named and reading.filters:
            passing = self._engine.answer(_all((Is(Field.ID, named), *reading.filters)), limit=len(named)).ids
            named = tuple(id_ for id_ in named if id_ in passing)
        return self._page(reading, named, how)

    def _page(self, reading: Reading, named: tuple[str, ...], how: _Wanted) -> Hits | None:
        """Return a page of the named records, in their order, before the others; in another order than relevance, among them."""
        ids: tuple[str, ...] = ()
        node = reading.ranked
        if named and how.order is Order.RELEVANCE:
            ids = named[how.offset : how.offset + how.limit]
            node = _all((node, Without(Is(Field.ID, named))))
        elif named:
            node = Any((reading.node, Is(Field.ID, named)))
        first = len(named) if ids or how.order is Order.RELEVANCE else 0
        found = self._engine.answer(node, limit=how.limit - len(ids), offset=max(0, how.offset - first), order=how.order)
        total = found.total + first
        if not total:
            return None
        facets = self._facets(Any((reading.node, Is(Field.ID, named))) if named else reading.node) if how.facets else {}
        return Hits(self._hits((*ids, *found.ids), reading, named), total, all_words=True, facets=facets)

    def _some(self, reading: Reading, how: _Wanted) -> Hits | None:
        """Return the records that have some of the words; None where there are none."""
        node = reading.some
        found = self._engine.answer(node, limit=how.limit, offset=how.offset, order=how.order, facets=how.facets) if node else None
        return Hits(self._hits(found.ids, reading, ()), found.total, all_words=False, facets=found.facets) if found else None

    def _facets(self, node: Node) -> Facets:
        return self._engine.answer(node, limit=1, facets=True).facets

    def _hits(self, ids: tuple[str, ...], reading: Reading, named: tuple[str, ...]) -> tuple[Hit, ...]:
        today, asked = date.today(), wanted(reading.node)
        found = ((id_, self.corpus.by_id(id_)) for id_ in ids)
        return tuple(
            Hit(record, validity(record, self.corpus, today), marks(record.title or "", asked), id_ in named)
            for id_, record in found
            if record is not None
        )


def _within(reading: Reading, filters: Filters) -> Reading:
    """Return a query narrowed by the options of the command line, too."""
    nodes = tuple(filters.nodes())
    if not nodes:
        return reading
    return reading._replace(node=_all((reading.node, *nodes)), filters=(*reading.filters, *nodes))


def _all(parts: tuple[Node, ...]) -> Node:
    parts = tuple(part for part in parts if not isinstance(part, Everything)) or (Everything(),)
    return parts[0] if len(parts) == 1 else All(parts)
