"""What one record must be, beyond its schema: each rule a small function, its message beside it.

A rule about how the corpus writes (`_SHIPPED`) is not asked of records that the program read in the user's own files:
they say what those say.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Final

from legalref.corpus.facts import identity
from legalref.corpus.terms import LAWS, assembly, assembly_years, congress
from legalref.model import Confidence, Document, Status
from legalref.numerals import roman
from legalref.orthography import D_LETTERS, DASHES, INVISIBLE, SPACES, is_party_number, year_of
from legalref.vocabulary import document_types, issuers

NUMBER: Final = re.compile(r"\d{1,5}(?:\.\d{1,3})?[A-Za-z]{0,3}(?:[-/][0-9A-ZĐƯa-z&.]+)+")
"""A number with its symbol: `30/2020/NĐ-CP`, `99-QĐ/TW`."""
_NUMBERLESS: Final = frozenset({"Hiến pháp", "Cương lĩnh", "Điều lệ", "Nghị quyết", "Báo cáo", "Chiến lược", "Kết luận"})
_NUMBERED: Final = date(2002, 7, 1)
"""Since the eleventh National Assembly every text of a law shows its number; before, some are known by name and day only."""
_FORBIDDEN: Final = frozenset(map(chr, [*D_LETTERS, *DASHES, *SPACES])) | INVISIBLE
_STRIPPED: Final = re.compile(r"QD\b|(?<![A-ZĐ])ND-|HDBT|HDNN|HDND|BGDDT|BLDTBXH")
"""Codes that have lost their Đ or their accents."""
_UNPADDED: Final = re.compile(r"\d[A-Za-z]?[-/]")
_HALF: Final = re.compile(r"-[A-Z]$|/QH$")
"""The end of a number that was broken off."""
_PARTY_SYMBOL: Final = re.compile(r"[/-](?:TW|VPTW|BTCTW|UBKTTW|BNCTW|BTGTW|BDVTW)(?:/nb)?$")
_LOCAL_BODY: Final = re.compile(
    r"(?:Chủ tịch )?(?:Ủy ban nhân dân|Hội đồng nhân dân|Thường trực Hội đồng nhân dân|Tỉnh ủy|Thành ủy|Đảng ủy|Ban|Văn phòng|Sở"
    r"|Ủy ban Mặt trận Tổ quốc)\b.*"
)
FIRST: Final = date(1945, 9, 2)
"""No document of this State is older; the Party's own may be."""


def faults(document: Document) -> Iterator[str]:
    """Yield the messages of the rules that a record breaks."""
    rules = _ALWAYS if document.confidence is Confidence.OWN else _ALWAYS | _SHIPPED
    yield from (message for message, breaks in rules.items() if breaks(document))


def _number_is_malformed(document: Document) -> bool:
    if document.number is None:
        return document.type not in _NUMBERLESS and not (document.type in LAWS and document.issued < _NUMBERED)
    return not NUMBER.fullmatch(document.number)


def _number_is_not_canonical(document: Document) -> bool:
    number = document.number or ""
    swapped = _PARTY_SYMBOL.search(number) and not is_party_number(number)
    return bool(_STRIPPED.search(number) or _UNPADDED.match(number) or _HALF.search(number) or (swapped and not document.place))


def _year_differs(document: Document) -> bool:
    year = year_of(document.number)
    return year is not None and int(year) != document.issued.year


def _is_outside_its_term(document: Document) -> bool:
    """Tell whether the day of a law lies outside the term of the Assembly that its number names; a weak one may be misread."""
    term = assembly(document.number)
    if term is None or document.place or document.confidence is Confidence.SINGLE:
        return False
    first, last = assembly_years().get(term, (0, 0))
    return not first <= document.issued.year <= last


def _has_another_term(document: Document) -> bool:
    """Tell whether the recorded term is not that of the number, or of the day for the Party."""
    if document.term is None:
        return False
    of_number, of_day = assembly(document.number), congress(document.issued.isoformat())
    if document.term.startswith("Quốc hội"):
        return of_number is not None and document.term != f"Quốc hội khóa {roman(of_number)}"
    return of_day is not None and document.term != of_day


def _text_is_not_clean(document: Document) -> bool:
    text = " ".join(filter(None, [document.number, document.type, document.issuer, document.title, *document.names]))
    return not unicodedata.is_normalized("NFC", text) or not _FORBIDDEN.isdisjoint(text)


def _title_is_flawed(document: Document) -> bool:
    title = document.title
    if title is None:
        return False
    return not title or title != title.strip() or title[0] != title[0].upper() or "  " in title or title.endswith(("…", "|"))


def _names_are_flawed(document: Document) -> bool:
    names = document.names
    return len(set(names)) != len(names) or any(not name or name != name.strip() or "  " in name for name in names)


def _issuer_is_unknown(document: Document) -> bool:
    known = _bodies()
    return any(body not in known and not (document.place and _LOCAL_BODY.fullmatch(body)) for body in document.issuers)


@cache
def _bodies() -> frozenset[str]:
    return frozenset(row.name for row in issuers())


@cache
def _types() -> frozenset[str]:
    return frozenset({row.name for row in document_types()} | {"Hiến pháp"})


def _applies_too_early(document: Document) -> bool:
    """Tell whether a document is «not yet in force» on a day on which it is."""
    known = document.effective and document.status_as_of
    return bool(known) and document.status is Status.NOT_YET_IN_FORCE and document.effective <= document.status_as_of  # type: ignore[operator]


_ALWAYS: Final[dict[str, Callable[[Document], bool]]] = {
    "fault.id": lambda d: d.id != identity(d),
    "fault.number": _number_is_malformed,
    "fault.future": lambda d: d.issued > date.today(),
    "fault.text": _text_is_not_clean,
    "fault.effective": lambda d: d.effective is not None and d.effective < d.issued,
    "fault.expired": lambda d: d.expired is not None and d.expired < d.issued,
    "fault.expiry_effective": lambda d: bool(d.expired and d.effective) and d.expired < d.effective,  # type: ignore[operator]
    "fault.expiry_status": lambda d: d.expired is not None and d.status is not Status.EXPIRED,
    "fault.as_of": lambda d: d.status is not Status.UNKNOWN and d.status_as_of is None,
    "fault.no_status": lambda d: d.status is Status.UNKNOWN and d.status_as_of is not None,
    "fault.not_yet": _applies_too_early,
    "fault.sources": lambda d: not d.sources or not all(source.strip() for source in d.sources),
    "fault.title": _title_is_flawed,
    "fault.names": _names_are_flawed,
    "fault.place": lambda d: d.place is not None and not d.issuer,
}
"""Message of the fault → whether a record has it."""
_SHIPPED: Final[dict[str, Callable[[Document], bool]]] = {
    "fault.canonical": _number_is_not_canonical,
    "fault.past": lambda d: d.issued < FIRST and not (d.term or "").startswith("Đại hội"),
    "fault.year": _year_differs,
    "fault.assembly": _is_outside_its_term,
    "fault.term": _has_another_term,
    "fault.type": lambda d: d.type not in _types(),
    "fault.issuer": _issuer_is_unknown,
    "fault.conflict": lambda d: any(item.field not in Document.__struct_fields__ for item in d.conflicts),
}
