"""What narrows a search beside its words: the options of the command line."""

from collections.abc import Iterator

import msgspec

from legalref.model import Status
from legalref.orthography import fold, words
from legalref.searching.asked import Field, Is, Node, Years


class Filters(msgspec.Struct, frozen=True):
    """What narrows a search; each is free of accents and case, and None does not narrow."""

    type: str | None = None
    issuer: str | None = None
    place: str | None = None
    status: Status | None = None
    from_year: int | None = None
    to_year: int | None = None

    def nodes(self) -> Iterator[Node]:
        """Yield what a record must be."""
        if self.type:
            yield Is(Field.TYPE, (fold(self.type),))
        if words(self.issuer or ""):
            yield Is(Field.ISSUER, (" ".join(words(self.issuer or "")),))
        if words(self.place or ""):
            yield Is(Field.PLACE, (" ".join(words(self.place or "")),))
        if self.status:
            yield Is(Field.STATUS, (self.status.value,))
        if self.from_year or self.to_year:
            yield Years(self.from_year, self.to_year)
