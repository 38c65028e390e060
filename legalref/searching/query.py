"""What a user typed → a Whoosh query: every word must stand somewhere, the exact number first."""

from datetime import date
from typing import Final

import msgspec
from whoosh import query

from legalref.model import Status
from legalref.orthography import fold, number_key, words
from legalref.vocabulary import document_types

BOOSTS: Final = {"number": 4.0, "names": 3.0, "title": 1.0, "issuer": 0.6, "type": 0.3}
"""How much a word weighs by the field it stands in."""

_EXACT_NUMBER: Final = 60.0
_FIRST_YEAR: Final = 1945
_NAMED_TYPE: Final = 8.0
"""For a record of the type that the words name: «nghi quyet 57»."""
_SHORTEST_PREFIX: Final = 2
_PREFIXED: Final = ("number", "names", "title")


class Filters(msgspec.Struct, frozen=True):
    """What narrows a search; each is free of accents and case, and None does not narrow."""

    type: str | None = None
    issuer: str | None = None
    place: str | None = None
    status: Status | None = None
    from_year: int | None = None
    to_year: int | None = None

    def narrowing(self, today: date) -> query.Query | None:
        """Return the query that a document must match, or None for all."""
        parts = [
            *([query.Term("whole_type", fold(self.type))] if self.type else []),
            *([query.Term("status", self.status.value)] if self.status else []),
            *(query.Term("issuer", word) for word in words(self.issuer or "")),
            *(query.Term("place", word) for word in words(self.place or "")),
            *([self._years(today)] if self.from_year or self.to_year else []),
        ]
        return query.And(parts) if parts else None

    def _years(self, today: date) -> query.Query:
        first, last = max(self.from_year or 0, _FIRST_YEAR), min(self.to_year or today.year, today.year) + 1
        return query.Or([query.Term("year", str(year)) for year in range(first, last + 1)])


def parse(text: str, *, typing: bool = False) -> query.Query:
    """Return the query for words in any order, with or without diacritics.

    `typing` lets the last word be the beginning of one. An empty text matches everything.
    """
    asked = words(text)
    if not asked:
        return query.Every()
    last = len(asked) - 1
    found: query.Query = query.And([_anywhere(word, typing=typing and at == last) for at, word in enumerate(asked)])
    named = [query.Term("whole_type", type_, boost=_NAMED_TYPE) for type_ in named_types(asked)]
    if named:
        found = query.AndMaybe(found, query.Or(named))
    return query.Or([query.Term("key", number_key(text), boost=_EXACT_NUMBER), found])


def named_types(asked: list[str]) -> list[str]:
    """Return the types, folded, whose words stand side by side among the words asked for."""
    line = f" {' '.join(asked)} "
    types = {fold(row.name): [fold(word) for word in (*row.words, *row.abbr)] for row in document_types()}
    return [name for name, spellings in types.items() if any(f" {spelling} " in line for spelling in spellings)]


def any_word(text: str) -> query.Query:
    """Return the query for any of the words, for when no document has them all."""
    return query.Or([_anywhere(word, typing=False) for word in words(text)])


def _anywhere(word: str, *, typing: bool) -> query.Query:
    ways: list[query.Query] = [query.Term(field, word, boost=boost) for field, boost in BOOSTS.items()]
    if typing and len(word) >= _SHORTEST_PREFIX:
        # Scoring each expansion of a short prefix costs a second; one constant score for all, a fraction of it.
        ways.append(query.ConstantScoreQuery(query.Or([query.Prefix(field, word) for field in _PREFIXED]), score=0.5))
    return query.Or(ways)
