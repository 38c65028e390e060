"""What a search asks for: the tree that the query language is read into and that the engine answers.

Words are folded (`orthography.words`): lower case, no diacritics, one spelling of hòa and hoà.
"""

from enum import StrEnum
from typing import NamedTuple, TypeAlias


class Field(StrEnum):
    """What a filter looks at; the values are folded whole, not words of them, but for `ISSUER` and `PLACE`."""

    TYPE = "type"
    ISSUER = "issuer"
    """Matches where every word of the value is in the issuer's name."""
    PLACE = "place"
    STATUS = "status"


class Word(NamedTuple):
    """A word anywhere in a record."""

    folded: str
    written: str | None = None
    """The word in NFC lower case as it was typed, where it was typed with diacritics: what has this form ranks first."""


class Beginning(NamedTuple):
    """A word that is still being typed."""

    folded: str


class Phrase(NamedTuple):
    """Words that stand side by side in one field."""

    words: tuple[str, ...]


class Is(NamedTuple):
    """A filter on one field; any of the values will do."""

    field: Field
    values: tuple[str, ...]


class Rows(NamedTuple):
    """The records that stand in these rows of the catalogue."""

    rows: tuple[int, ...]


class Years(NamedTuple):
    """A filter on the year of issue, both ends within it; None is open."""

    first: int | None
    last: int | None


class All(NamedTuple):
    """Every part."""

    parts: tuple["Node", ...]


class Any(NamedTuple):
    """One part or several."""

    parts: tuple["Node", ...]


class Without(NamedTuple):
    """Records that do not have a part."""

    part: "Node"


class Rather(NamedTuple):
    """The records of `must`; of these, what has a part of `may` comes first. `may` changes neither hits nor counts."""

    must: "Node"
    may: tuple["Node", ...]


class Everything(NamedTuple):
    """Every record."""


Node: TypeAlias = Word | Beginning | Phrase | Is | Rows | Years | All | Any | Without | Rather | Everything
