"""The key under which all spellings of a name meet: of laws, charters, programmes, and papers called by their occasion.

«BCHTW» and «Ban Chấp hành Trung ương Đảng», «lần thứ tư» and «4», «năm 2013» and «2013» are one; so «Nghị quyết Hội nghị
lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII», «NQTW 4 (khoá XII)» and «Nghị quyết Trung ương 4 khóa XII» have one key.
"""

import re
from typing import Final

from legalref.numerals import of_roman
from legalref.orthography import words

_YEAR: Final = re.compile(r"(?P<name>.+?) (?:nam )?(?P<year>(?:19|20)\d{2})")
_TYPE: Final = r"(?P<type>nghi quyet|ket luan|nq) ?(?:cua )?"
_CENTRE: Final = r"(?:ban chap hanh |bch ?)?(?:trung uong|tw)(?: dang)?(?: cong san viet nam)?"
_TERM: Final = r"(?: khoa (?P<term>[ivx]+))?"
_UNITS: Final = {
    "nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_ORDINAL: Final = rf"(?:\d{{1,2}}|[ivx]+|muoi(?: (?:{'|'.join(_UNITS)}))?|{'|'.join(_UNITS)})"
_PLENUM: Final = re.compile(
    rf"{_TYPE}(?:hoi nghi )?"
    rf"(?:(?:lan )?thu (?P<first>{_ORDINAL}) (?:cua )?{_CENTRE}|{_CENTRE}(?: lan thu)? ?(?P<then>{_ORDINAL})){_TERM}"
)
_CONGRESS: Final = re.compile(
    rf"{_TYPE}(?:dai hoi|dh)(?: dai bieu toan quoc)?(?: dang)?(?: lan)?(?: thu)? (?P<congress>{_ORDINAL})(?: cua dang| dang)?"
)


def name_key(name: str) -> str:
    """Return the key of a name: folded words, «năm» before a year left out, a plenum or congress written in one way."""
    key = re.sub(r" nam (?=\d{4}$)", " ", " ".join(words(name)))
    return _occasion(key) or key


def year_apart(key: str) -> tuple[str, int] | None:
    """Return the key of a name without the year at its end, and the year; None where it has none."""
    match = _YEAR.fullmatch(key)
    return (match["name"], int(match["year"])) if match else None


def _occasion(key: str) -> str | None:
    """Return the one way of writing a plenum's or a congress's paper; None for any other name."""
    spelled = re.sub(r"^nq ?(?=tw|dh)|^nqtw", lambda match: "nq tw" if match.group().endswith("tw") else "nq ", key)
    spelled = spelled.replace("bchtw", "bch tw")
    congress = _CONGRESS.fullmatch(spelled)
    if congress:
        return f"{_type(congress['type'])} dai hoi {_number(congress['congress'])}"
    plenum = _PLENUM.fullmatch(spelled)
    if not plenum:
        return None
    term = f" khoa {plenum['term']}" if plenum["term"] else ""
    return f"{_type(plenum['type'])} trung uong {_number(plenum['first'] or plenum['then'])}{term}"


def _type(word: str) -> str:
    return "nghi quyet" if word == "nq" else word


def _number(ordinal: str) -> int:
    """Return the number that digits, Roman numerals or words say."""
    if ordinal.isdigit():
        return int(ordinal)
    if ordinal.startswith("muoi"):
        return 10 + _UNITS.get(ordinal.removeprefix("muoi").strip(), 0)
    return _UNITS.get(ordinal) or of_roman(ordinal)
