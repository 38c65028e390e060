"""Records like one: those that share the rarest pairs of words of its title, of the same type, issuer and topic rather."""

import re
from itertools import pairwise
from typing import Final

from legalref.model import Document
from legalref.orthography import fold, words
from legalref.searching.asked import All, Any, Field, Is, Node, Phrase, Rather, Rows, Without, Word
from legalref.searching.engine import Engine

_PAIRS: Final = 6
"""Pairs of words that are looked for, the rarest of the title."""
_TELLING: Final = 3
"""Of these, the pairs that count for more when both words stand together."""
_DAY: Final = re.compile(r"ngay \d{1,2}(?: thang |/)\d{1,2}(?: nam |/)\d{4}")
"""A day says when another document was issued, not what this one is about."""


def similar(document: Document, engine: Engine, filters: tuple[Node, ...] = ()) -> Node | None:
    """Return the query for the records like `document`, within `filters`; None where its title says nothing."""
    pairs = _rarest(document, engine)
    if not pairs:
        return None
    itself = engine.corpus.row(document.id)
    others = All((Any(pairs), Without(Rows((itself,) if itself else ())), *filters))
    return Rather(others, (*pairs[:_TELLING], _kin(document)))


def _rarest(document: Document, engine: Engine) -> tuple[Node, ...]:
    """Return the pairs of neighbours in title and names of which the fewest other records have both words, but some have."""
    texts = (document.title or "", *document.names[:1])
    pairs = dict.fromkeys(pair for text in texts for pair in pairwise(words(_DAY.sub(" ", fold(text)))) if _says(*pair))
    counted = sorted((count, pair) for pair in pairs if (count := engine.count(All(tuple(map(Word, pair))))) > 1)
    return tuple(Phrase(pair) for _, pair in counted[:_PAIRS])


def _says(one: str, other: str) -> bool:
    """Tell whether two neighbours are two words, or number and year of another document."""
    return one.isdigit() == other.isdigit()


def _kin(document: Document) -> Node:
    """Return the filter on records of the same type and issuer."""
    issuers = tuple(" ".join(words(issuer)) for issuer in document.issuers)
    type_ = Is(Field.TYPE, (fold(document.type),))
    return All((type_, Is(Field.ISSUER, issuers))) if issuers else type_
