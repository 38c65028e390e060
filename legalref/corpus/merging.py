"""One record of the office's own and the shipped one of the same document: the office's first, nothing lost."""

from typing import Final

import msgspec

from legalref.model import Confidence, Conflict, Document, Status
from legalref.orthography import words

_FIRST_OF_OFFICE: Final = ("issuer", "title", "signer")
"""What the office reads off the paper itself; where the shipped fact differs, it is kept as a conflict."""
_FIRST_OF_FACTS: Final = ("effective", "expired", "topic", "articles", "mentions", "term")
"""What the paper in the office's hand cannot know or rarely says."""


def together(own: Document, shipped: Document) -> Document:
    """Return one record of two of the same identity; a value that is not taken is a conflict that names its source."""
    first = {field: getattr(own, field) or getattr(shipped, field) for field in _FIRST_OF_OFFICE}
    second = {field: _known(getattr(shipped, field), getattr(own, field)) for field in _FIRST_OF_FACTS}
    standing = own if own.status is not Status.UNKNOWN and shipped.status is Status.UNKNOWN else shipped
    return msgspec.structs.replace(
        own,
        **first,
        **second,
        status=standing.status,
        status_as_of=standing.status_as_of,
        names=tuple(dict.fromkeys((*own.names, *shipped.names))),
        sources=tuple(dict.fromkeys((*own.sources, *shipped.sources))),
        confidence=Confidence.OWN if shipped.confidence is Confidence.SINGLE else shipped.confidence,
        conflicts=(*own.conflicts, *shipped.conflicts, *_conflicts(own, shipped)),
    )


def _known(first: object, second: object) -> object:
    return second if first is None else first


def _conflicts(own: Document, shipped: Document) -> list[Conflict]:
    """Return the shipped values that gave way, and the office's that did, but for another way of writing the same."""
    given = [(field, getattr(shipped, field), getattr(own, field), shipped) for field in _FIRST_OF_OFFICE]
    given += [(field, getattr(own, field), getattr(shipped, field), own) for field in ("effective", "expired")]
    return [
        Conflict(field, str(value), ", ".join(source.sources))
        for field, value, taken, source in given
        if value and taken and words(str(value)) != words(str(taken))
    ]
