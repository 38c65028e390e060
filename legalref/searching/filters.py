"""What narrows a search beside its words: the options of the command line."""

from collections.abc import Iterator

import msgspec

from legalref.linking.shortened import spelled_out
from legalref.model import Status
from legalref.orthography import fold
from legalref.searching.asked import Field, Is, Node, Years
from legalref.searching.pieces import composed


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
        for field, value in ((Field.ISSUER, self.issuer), (Field.PLACE, self.place)):
            if spelled := " ".join(spelled_out(composed(value or ""))):
                yield Is(field, (spelled,))
        if self.status:
            yield Is(Field.STATUS, (self.status.value,))
        if self.from_year or self.to_year:
            yield Years(self.from_year, self.to_year)
