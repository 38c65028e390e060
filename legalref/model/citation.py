"""What a text cites, as it stands there. A date given only in part («năm 2018») stays the ISO prefix: `2018`, `2018-03`."""

import datetime as dt
from enum import StrEnum
from typing import Final

import msgspec

from legalref.model.text import Location, Span


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


_WHOLE_DAY: Final = len("2020-03-05")

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

    @property
    def is_dated(self) -> bool:
        """Whether the date is given to the day, be it one that no calendar has."""
        return len(self.date or "") == _WHOLE_DAY

    @property
    def day(self) -> dt.date | None:
        """The date where it is given to the day and a calendar has it, else None."""
        try:
            return dt.date.fromisoformat(self.date) if self.date and self.is_dated else None
        except ValueError:
            return None
