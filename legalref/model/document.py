"""What the corpus knows: documents, and what they do to each other. Days are `datetime.date`."""

from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

Day = date


class Status(StrEnum):
    """Whether a document applies, as its record or its validity on a day says."""

    IN_FORCE = "in_force"
    PARTLY_EXPIRED = "partly_expired"
    EXPIRED = "expired"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How well a fact is supported, from the strongest to the weakest."""

    OFFICIAL = "official"
    """The official code, the gazette or the text itself."""
    CROSSCHECKED = "crosschecked"
    """Two sources agree on the date."""
    MINED = "mined"
    """Citations in at least two files (State), or one source seen (Party, local)."""
    OWN = "own"
    """Read by the program in a document or list of the user's own."""
    SINGLE = "single"
    """Read once, in one citation: enough to recognise and suggest, never to accuse."""


class Conflict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value that a source gave and that was not taken."""

    field: str
    value: str | None
    source: str


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record of the corpus (schema: corpus/README.md). What is not known is null, never guessed."""

    id: str
    number: str | None
    type: str
    issuer: str | None
    place: str | None
    issued: Day
    effective: Day | None
    expired: Day | None
    status: Status
    status_as_of: Day | None
    title: str | None
    names: tuple[str, ...]
    term: str | None
    signer: str | None
    topic: str | None
    articles: int | None
    sources: tuple[str, ...]
    confidence: Confidence
    mentions: int | None
    conflicts: tuple[Conflict, ...]

    @property
    def issuers(self) -> tuple[str, ...]:
        """The issuing bodies, one or several."""
        return tuple(self.issuer.split("; ")) if self.issuer else ()

    @property
    def label(self) -> str:
        """What a person calls the document: type and number, or its first name."""
        if self.number:
            return f"{self.type} {self.number}"
        return self.names[0] if self.names else self.type


class Rel(StrEnum):
    """What one document does to another; read «from … to»."""

    REPLACES = "replaces"
    REPEALS = "repeals"
    REPEALS_PART = "repeals_part"
    AMENDS = "amends"
    DETAILS = "details"
    GUIDES = "guides"
    CORRECTS = "corrects"
    CONSOLIDATES = "consolidates"
    SUSPENDS = "suspends"
    BASED_ON = "based_on"


ENDING: Final = frozenset({Rel.REPLACES, Rel.REPEALS})
"""What takes a document out of force altogether."""
CHANGING: Final = frozenset({Rel.AMENDS, Rel.REPEALS_PART})
"""What changes a part of it, and leaves the rest (Luật 64/2025/QH15, Điều 57 khoản 1)."""


class Relation(msgspec.Struct, frozen=True, rename={"source_number": "from", "source_issued": "from_issued"}):
    """An edge of the corpus between two documents, each named by number and day of issue."""

    source_number: str
    source_issued: Day
    rel: Rel
    to: str
    to_issued: Day | None
    effective: Day | None
    source: str
    confidence: Confidence


class Reference(msgspec.Struct, frozen=True):
    """The far end of a relation: a record where the corpus has it, else the number alone."""

    rel: Rel
    number: str
    issued: Day | None
    effective: Day | None
    confidence: Confidence
    document: Document | None = None


class Name(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What people call a document, and where that was seen."""

    name: str
    number: str | None
    type: str
    issued: Day
    source: str


class Citing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That one document of the user's own cites another, as often as `count`; the far end is named as the text names it."""

    source: str
    """Identifier of the citing record."""
    type: str | None
    number: str | None
    name: str | None
    date: str | None
    """Day of issue as far as the text gives it, an ISO prefix."""
    count: int
