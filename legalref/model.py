"""The values that travel from room to room: frozen, slotted, and nothing but data.

Offsets are Unicode code points into the text of a file as read. Days are `datetime.date`; a date
that a text gives only in part («năm 2018») stays the ISO prefix it gives: `2018`, `2018-03`.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

import msgspec

Day = date


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Location(msgspec.Struct, frozen=True):
    """Where a person finds a place in a file: line and column from 1 of the text as read; the rest where the file has it."""

    line: int
    column: int
    page: int | None = None
    paragraph: int | None = None
    cell: str | None = None
    """«B7» in a sheet; «1:2:3» is table 1, row 2, column 3 in a document."""
    note: str | None = None
    """The mark of a footnote or endnote; `header`, `footer`, `text box`."""
    part: str | None = None
    """The sheet, the attachment or the member of an archive."""


class Mark(NamedTuple):
    """Where a stretch of a text begins, and where in the file it stands; numbers from 1."""

    start: int
    page: int | None = None
    paragraph: int | None = None
    cell: str | None = None
    note: str | None = None
    part: str | None = None


class Remark(NamedTuple):
    """What has to be said of a file that was read: the key of a message and its values."""

    message: str
    values: dict[str, object]

    @property
    def unread(self) -> bool:
        """Whether something of the file was not read."""
        return self.message in _UNREAD


_UNREAD: Final = frozenset(("remark.cut", "remark.members", "remark.pages_without_text", "remark.part_unread"))


class Text:
    """A file as read: its path as the user gave it, its characters, and the way back to lines, pages and cells."""

    def __init__(
        self, path: str, content: str, marks: Sequence[Mark] = (), remarks: Sequence[Remark] = (), format_: str | None = None
    ) -> None:
        """Keep `content` untouched: every offset anywhere counts its code points. `marks` are in order.

        `format_` is what the file was (`reading.formats.Format`), if it was one.
        """
        self.path = path
        self.content = content
        self.marks = marks
        self.remarks = remarks
        self.format = format_

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(map(len, self.content.splitlines(keepends=True)))]

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [mark.start for mark in self.marks]

    def locate(self, offset: int) -> Location:
        """Return where `offset` stands: its line and column, and what the file knows besides."""
        line = bisect_right(self._line_starts, offset)
        column = offset - self._line_starts[line - 1] + 1
        at = bisect_right(self._mark_starts, offset) - 1
        return Location(line, column, *self.marks[at][1:]) if at >= 0 else Location(line, column)


class Kind(StrEnum):
    """How a citation names its document."""

    FULL = "full"
    """A number with its symbol: «Quyết định số 99-QĐ/TW»."""
    SHORT = "short"
    """A type and a bare number: «Nghị định 30/2020», «Chỉ thị 05»."""
    NAMED = "named"
    """A name or an occasion without a number: «Luật Đất đai»."""
    SELF = "self"
    """The text's own document: «Nghị định này»."""
    BACK = "back"
    """A document named before: «Quyết định nói trên», or by a name that was agreed on."""
    PROVISION = "provision"
    """A provision without a document: «khoản 2 Điều 5»."""


DOCUMENTS: Final = frozenset({Kind.FULL, Kind.SHORT, Kind.NAMED})
"""The kinds that name a document."""


class Form(StrEnum):
    """What is odd about how a citation is written."""

    DECOMPOSED = "decomposed"
    """Letters and their marks apart (NFD)."""
    LOOKALIKE = "lookalike"
    """Ð or Ɖ for Đ."""
    SIGN = "sign"
    """A dash or slash that is not the one of the keyboard: «99–QĐ/TW»."""
    SPACE = "space"
    """A no-break space, a tab, or a character of no width."""
    WRAPPED = "wrapped"
    """A line ends inside."""
    UNMARKED = "unmarked"
    """Without diacritics: «quyet dinh so …»."""
    SPACED = "spaced"
    """Spaces round a separator: «36 - NQ/TW»."""
    GLUED = "glued"
    """No space before the number: «số30/2020/NĐ-CP»."""
    NO_SEPARATOR = "no_separator"
    """A separator is missing: «1356 CV/TU», «12/2012TT-BCT»."""
    REPEATED = "repeated"
    """Two separators for one: «03/-CV/BCSĐ»."""
    SWAPPED = "swapped"
    """The parts or separators of another series: «217/QĐ-TW», «05-TW/CT», «30/NĐ-CP/2020»."""
    CASE = "case"
    """The symbol in lower case: «99-qđ/tw»."""
    SLIP = "slip"
    """A letter that a scan took for a digit: «3O/2020/NĐ-CP»."""
    ENCODING = "encoding"
    """Left in an old or broken encoding: «N§-CP», «NÑ-CP», «Nghị định s&ocirc;́ …»."""


class Pinpoint(msgspec.Struct, frozen=True, omit_defaults=True):
    """One provision of a document, from the largest unit down; labels as the text writes them."""

    phan: str | None = None
    chuong: str | None = None
    muc: str | None = None
    dieu: str | None = None
    khoan: str | None = None
    diem: str | None = None
    phu_luc: str | None = None


class Citation(msgspec.Struct, frozen=True):
    """One mention of one document in a text. The order of the fields is the order of the JSON contract."""

    path: str
    start: int
    end: int
    text: str
    kind: Kind
    type: str | None
    number: str | None
    name: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    pinpoints: tuple[Pinpoint, ...] = ()
    reference: Span = Span(0, 0)
    relation: str | None = None
    location: Location = Location(1, 1)
    form: tuple[Form, ...] = ()
    antecedent: Span | None = None
    """The earlier citation of the same text that this mention stands for, where that is certain."""


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


class Resolution(msgspec.Struct, frozen=True):
    """A citation's document, or why there is none."""

    state: State
    document: Document | None = None
    candidates: tuple[Document, ...] = ()
    differs: dict[str, tuple[str, str]] = {}
    """Field → (cited, recorded)."""
    reason: Reason | None = None
    """For `unchecked`, `not_in_corpus` and `ambiguous`, and for what is linked with a reserve."""


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


class Finding(msgspec.Struct, frozen=True):
    """What a rule says of a citation, in the language asked for."""

    rule: str
    severity: Severity
    message: str
    fix: str | None = None


class Order(StrEnum):
    """The order of what a search finds."""

    RELEVANCE = "relevance"
    DATE = "date"
    """The newest first."""


class CheckedCitation(msgspec.Struct, frozen=True):
    """A citation with all that was found out about it."""

    citation: Citation
    resolution: Resolution
    validity: Validity | None
    findings: tuple[Finding, ...]
