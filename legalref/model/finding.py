"""What was found out about a citation: its document, whether that applies on a day, and what a rule says."""

from enum import StrEnum

import msgspec

from legalref.model.citation import Citation
from legalref.model.document import Day, Document, Reference, Status
from legalref.model.text import Location


class State(StrEnum):
    """What linking found out about a citation. Never a verdict beyond what was compared."""

    RESOLVED = "resolved"
    MISMATCH = "mismatch"
    """One record is meant, and the citation differs from it in the fields named."""
    AMBIGUOUS = "ambiguous"
    """The text does not say enough to choose among the candidates, or to be sure of the only one."""
    NOT_IN_CORPUS = "not_in_corpus"
    """The corpus holds no such document. This says nothing on whether it exists."""
    UNCHECKED = "unchecked"
    """Not looked up, for the reason given."""


class Reason(StrEnum):
    """Why a resolution is not simply one record; the messages `reason.*` say it."""

    STANDARD = "standard"
    UNNUMBERED = "unnumbered"
    NO_NUMBER = "no_number"
    OTHER_DOCUMENTS = "other_documents"
    SEVERAL = "several"
    THIN = "thin"
    PLACE_UNNAMED = "place_unnamed"
    """Linked by number and day, though the text does not name the place of a local document."""
    OWN_NUMBER = "own_number"
    """The number in the head of the citing text itself."""
    IN_FORCE_THEN = "in_force_then"
    """Linked by a name without a year to the version that applied on the day of the text or of the check."""


class Weighed(msgspec.Struct, frozen=True):
    """A record that a citation may mean, with what speaks for and against it."""

    document: Document
    score: int
    """The sum of the weights (vocabulary/evidence.toml); higher is better."""
    agrees: dict[str, bool]
    """Field → whether citation and record agree; a field that says nothing is left out."""


class Slip(StrEnum):
    """What was probably written wrong in a citation that has no record, where another record fits all the rest."""

    NUMBER = "number"
    """One digit of the running number."""
    YEAR = "year"
    """The year inside the number."""
    SYMBOL = "symbol"
    """The letters after the number."""
    DATE = "date"
    """One digit of the day, or day and month exchanged."""


class Suggestion(msgspec.Struct, frozen=True):
    """The record that fits everything of a citation but one slip."""

    document: Document
    slip: Slip


class Resolution(msgspec.Struct, frozen=True):
    """A citation's document, or why there is none."""

    state: State
    document: Document | None = None
    weighed: tuple[Weighed, ...] = ()
    """Every record that bears the number or the name, the best first, each with its evidence."""
    differs: dict[str, tuple[str, str]] = {}
    """Field → (cited, recorded)."""
    reason: Reason | None = None
    """For `unchecked`, `not_in_corpus` and `ambiguous`, and for what is linked with a reserve."""
    suggestion: Suggestion | None = None

    @property
    def candidates(self) -> tuple[Document, ...]:
        """The records weighed, the best first."""
        return tuple(each.document for each in self.weighed)


class Validity(msgspec.Struct, frozen=True):
    """Whether a document applies on the day `as_of`, and how far that is known."""

    status: Status
    as_of: Day
    since: Day | None = None
    """The day from which this status holds."""
    known_until: Day | None = None
    """The day of the newest evidence; later changes are not known."""
    replaced_by: tuple[Reference, ...] = ()
    amended_by: tuple[Reference, ...] = ()
    suspended_by: tuple[Reference, ...] = ()
    """What suspended it, wholly or in part; whether it was restored since is not known."""


class Severity(StrEnum):
    """How much a finding weighs, from the heaviest to the lightest."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the heaviest."""
        return list(Severity).index(self)

    def weaker(self, other: "Severity") -> "Severity":
        """Return the lighter of the two."""
        return self if self.rank >= other.rank else other


class Edit(msgspec.Struct, frozen=True):
    """A correction of the text: what stands from `start` to `end` (code points of the text as read) becomes `text`."""

    start: int
    end: int
    text: str


class Finding(msgspec.Struct, frozen=True):
    """What a rule says of a citation, in the language asked for."""

    rule: str
    severity: Severity
    message: str
    fix: str | None = None
    """What to write instead, in words."""
    edits: tuple[Edit, ...] = ()
    """The correction as changes of the text, where it is safe to make it without a person: separators, Ð, spaces, padding."""
    also: tuple[Location, ...] = ()
    """Where else in the text the same is to be said of the same document."""


class Order(StrEnum):
    """The order of what a search finds."""

    RELEVANCE = "relevance"
    DATE = "date"
    """The newest first."""
    CITED = "cited"
    """What most texts cite first."""


class CheckedCitation(msgspec.Struct, frozen=True):
    """A citation with all that was found out about it."""

    citation: Citation
    resolution: Resolution
    validity: Validity | None
    findings: tuple[Finding, ...]
