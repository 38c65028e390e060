"""A search from the text that was typed to what is shown: citations first, then words, then what was meant perhaps."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple, Self

from legalref.checking import validity
from legalref.corpus import Corpus
from legalref.model import Document, Order, Span, Text, Validity
from legalref.orthography import fold
from legalref.searching.asked import All, Any, Beginning, Node, Phrase, Rather, Rows, Without, Word
from legalref.searching.direct import named_by
from legalref.searching.engine import DEFAULT_LIMIT, Engine, Found
from legalref.searching.filters import Filters
from legalref.searching.language import Reading, read
from legalref.searching.marks import marks, wanted
from legalref.searching.similar import similar
from legalref.searching.snippets import Snippet, snippet
from legalref.searching.suggest import suggested
from legalref.searching.unknown import refuse_unknown

FEW: Final = 5
"""Hits up to which another query is thought of."""
MANY: Final = 3
"""How many times as many hits another query must have to be suggested beside a few."""

Facets = Mapping[str, Sequence[tuple[str, int]]]
"""type, issuer, place, status, year → values with the number of records, the most frequent first."""


class Hit(NamedTuple):
    """A record found, whether it applies today, and where the words asked for stand in its title (code points)."""

    document: Document
    validity: Validity
    marks: tuple[Span, ...]
    is_direct: bool = False
    """Whether the query names this record, by number or name."""
    snippet: Snippet | None = None
    """The passage of its text, where the office has the text and the title does not say it all."""


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


def _no_text(_record: str) -> None:
    """Return that no record has a text."""


class _Wanted(NamedTuple):
    """How the hits are to be given."""

    limit: int
    offset: int
    order: Order
    facets: bool


class Index:
    """The full-text index of a corpus, searched in the language of queries."""

    def __init__(self, folder: Path, corpus: Corpus, text_of: Callable[[str], Text | None] = _no_text) -> None:
        """Open the index in `folder`, whose records are those of `corpus`. Raises IndexProblem where it is damaged.

        `text_of` gives the text of a record by its identifier, where there is one.

        Whoosh's files hold pickles, which run code when opened: `folder` must be one that this user built.
        """
        self.corpus = corpus
        self._text_of = text_of
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
        some of the words. Where no words are asked for, the newest come first. `typing` takes the last word as the beginning
        of one. Raises QueryProblem.
        """
        reading = _within(read(text, typing=typing), filters)
        if order is Order.RELEVANCE and not wanted(reading.node):
            order = Order.DATE
        how = _Wanted(limit, (page - 1) * limit, order, facets)
        found = self._all(reading, how)
        if found is None and not typing:
            refuse_unknown(reading.filters, self._engine)
        if found and (found.total > FEW or typing or (found.hits[:1] and found.hits[0].is_direct)):
            return found
        return self._other(reading, filters, how, found) or self._some(reading, how) or Hits((), 0, all_words=True)

    def _other(self, reading: Reading, filters: Filters, how: _Wanted, found: Hits | None) -> Hits | None:
        """Return what was found, or what the likeliest other query finds where nothing was; None for nothing.

        A query that is not sure, or that finds much more than the few, is only suggested.
        """
        meant = suggested(reading, self._engine, self._text_of)
        other = self._all(_within(read(meant.text), filters), how) if meant else None
        if meant is None or other is None:
            return found
        if found is None and meant.is_sure:
            return other._replace(suggestion=meant.text, is_suggested=True)
        some = found or self._some(reading, how) or Hits((), 0, all_words=True)
        return some._replace(suggestion=meant.text) if other.total >= MANY * some.total or found is None else some

    def like(
        self,
        document: Document,
        filters: Filters = Filters(),  # noqa: B008  # frozen
        *,
        limit: int = DEFAULT_LIMIT,
        page: int = 1,
        order: Order = Order.RELEVANCE,
        facets: bool = False,
    ) -> Hits:
        """Return one page of the records like `document`: that share rare words of its title, its type and issuer rather."""
        node = similar(document, self._engine, tuple(filters.nodes()))
        if node is None:
            return Hits((), 0, all_words=True)
        found = self._engine.answer(node, limit=limit, offset=(page - 1) * limit, order=order, facets=facets)
        return Hits(self._hits(_with_rows(found), node, frozenset()), found.total, all_words=True, facets=found.facets)

    def _all(self, reading: Reading, how: _Wanted) -> Hits | None:
        """Return the records that the words name, then those that have all that was asked for; None where there are none.

        In another order than by relevance, the named stand among the others.
        """
        named = self._named(reading)
        by_name = Rows(named)
        node: Node = reading.ranked
        first: tuple[int, ...] = ()
        if named and how.order is Order.RELEVANCE:
            first, node = named, _and(node, Without(by_name))
        elif named:
            node = Any((reading.node, by_name))
        page = first[how.offset : how.offset + how.limit]
        offset = max(0, how.offset - len(first))
        found = self._engine.answer(node, limit=how.limit - len(page), offset=offset, order=how.order)
        total = len(first) + found.total
        if not total:
            return None
        facets = self._facets(Any((reading.node, by_name)) if named else reading.node) if how.facets else {}
        records = zip((*page, *found.rows), (*self.corpus.at(page), *found.documents), strict=True)
        return Hits(self._hits(records, reading.node, frozenset(named)), total, all_words=True, facets=facets)

    def _named(self, reading: Reading) -> tuple[int, ...]:
        """Return the rows of the records that the words name, within the filters, the foremost first."""
        named = named_by(reading.plain, self.corpus)
        return self._engine.foremost(_and(Rows(named), *reading.filters)) if named else ()

    def meant(self, text: str) -> Document | None:
        """Return the foremost of the records that `text` names, None where it names none."""
        rows = self._engine.foremost(Rows(named_by(text, self.corpus)))
        return next(iter(self.corpus.at(rows[:1])), None)

    def _some(self, reading: Reading, how: _Wanted) -> Hits | None:
        """Return the records that have some of the words; None where there are none."""
        if reading.some is None:
            return None
        found = self._engine.answer(reading.some, limit=how.limit, offset=how.offset, order=how.order, facets=how.facets)
        if not found.total:
            return None
        return Hits(self._hits(_with_rows(found), reading.node, frozenset()), found.total, all_words=False, facets=found.facets)

    def _facets(self, node: Node) -> Facets:
        return self._engine.answer(node, limit=0, facets=True).facets

    def _hits(self, records: Iterable[tuple[int, Document]], node: Node, named: frozenset[int]) -> tuple[Hit, ...]:
        """Return records with their rows as hits; those in the rows `named` are direct."""
        asked = wanted(node)
        return tuple(self._hit(record, asked, row in named) for row, record in records)

    def _hit(self, record: Document, asked: Sequence[Word | Beginning | Phrase], is_direct: bool) -> Hit:
        title = record.title or ""
        places = marks(title, asked)
        says_all = is_direct or len({fold(title[slice(*place)]) for place in places}) >= len(asked)
        text = None if says_all else self._text_of(record.id)
        passage = snippet(text, asked) if text else None
        return Hit(record, validity(record, self.corpus, date.today()), places, is_direct, passage)


def _with_rows(found: Found) -> Iterable[tuple[int, Document]]:
    return zip(found.rows, found.documents, strict=True)


def _within(reading: Reading, filters: Filters) -> Reading:
    """Return a query narrowed by the options of the command line, too."""
    nodes = tuple(filters.nodes())
    return reading._replace(node=_and(reading.node, *nodes), filters=(*reading.filters, *nodes)) if nodes else reading


def _and(node: Node, *others: Node) -> Node:
    if isinstance(node, Rather):
        return Rather(_and(node.must, *others), node.may)
    return All((node, *others)) if others else node
