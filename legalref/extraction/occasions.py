"""Resolutions and conclusions that are called by the occasion that passed them.

«Nghị quyết Đại hội XIII», «Nghị quyết Đại hội đại biểu Đảng bộ tỉnh … lần thứ XX», «Nghị quyết Trung ương 4 khóa XII»,
«Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Trung ương khóa X».
"""

import re
from collections.abc import Iterator
from typing import Final

from legalref.extraction.candidates import Candidate
from legalref.extraction.heads import type_of
from legalref.extraction.patterns import Match, lazy
from legalref.model import Kind
from legalref.orthography import is_spelling_of

_TYPE: Final = r"(?P<type>nghi {1,4}quyet|ket {1,4}luan|nq)"
_TRUNG_UONG: Final = r"(?:trung {1,4}uong|tw|t\.?u(?= ?[0-9ivx]))"
_BODY: Final = (
    rf"(?:cua {{1,4}})?(?:dai {{1,4}}hoi|dh (?=dang|[ivx])|hoi {{1,4}}nghi|lan thu|(?:ban chap hanh |bch )?{_TRUNG_UONG})"
)
_SIGNS: Final = (
    re.compile(rf"quyet {{1,4}}{_BODY}"),
    re.compile(rf"luan {{1,4}}{_BODY}"),
    re.compile(rf"nq ?{_BODY}"),
)
"""Where the type ends and its occasion begins; each pattern begins with a literal."""
_HEAD_AT_END: Final = lazy(rf"(?r)(?:{_TYPE}) {{0,4}}[a-z. ]{{2,24}}\Z")
_LONGEST_HEAD: Final = 12
"""Code points of the type, left of its last word."""
_ROMAN: Final = r"(?P<roman>[ivx]{1,6})(?![a-z0-9])"
_NO_UNIT: Final = r"(?![0-9]|[-/][0-9a-z]| {1,4}(?:thang|lan|nam|ngay|nguoi|dong)(?![a-z]))"
_TENS: Final = "muoi(?: (?:mot|hai|ba|bon|tu|lam|nam|sau))?"
_SPELT: Final = rf"(?:nhat|hai|ba|tu|bon|nam|sau|bay|tam|chin|{_TENS})(?![a-z])"
_ORDINAL: Final = rf"(?:[0-9]{{1,2}}{_NO_UNIT}|(?P<numeral>[ivx]{{1,5}})(?![a-z0-9])|{_SPELT})"
_CONGRESS: Final = lazy(
    rf"{_TYPE} {{1,4}}(?:cua {{1,4}})?(?:dai {{1,4}}hoi|dh) {{1,4}}(?!(?:co )?dong )(?:[^;:.()\[\]\"\n0-9]{{1,90}}? )??"
    rf"(?:(?:lan {{1,4}})?thu {{1,4}})?(?:{_ROMAN}|thu {_ORDINAL})"
)
_OF_PARTY_BODY: Final = lazy(
    rf"{_TYPE} {{1,4}}dai {{1,4}}hoi {{1,4}}(?:dai {{1,4}}bieu {{1,4}})?dang {{1,4}}bo (?!cac |bo |co so)"
    r"(?:[a-z-]+(?: [a-z-]+){0,7}?)"
    r"(?=[,;:.()\"\n]| ?\Z| (?:va|cua|lan thu|nhiem ky|den|da|voi|trong|gan|vao|cac|ve|xac dinh|de ra) )"
)
_CENTRE: Final = rf"(?:(?:ban chap hanh |bch )?{_TRUNG_UONG}|bchtw|(?:ban chap hanh|bch) t\.?u)(?: dang)?(?: cong san viet nam)?"
_TERM: Final = rf"(?:,? {{0,4}}khoa {{1,4}}{_ROMAN}|,? {{0,4}}\(khoa {{1,4}}{_ROMAN}\))"
_PLENUM: Final = lazy(
    rf"{_TYPE} ?(?:cua )?(?:hoi nghi )?(?:"
    rf"(?:lan thu )(?P<first>{_ORDINAL}),? (?:cua )?{_CENTRE}{_TERM}?"
    rf"|{_CENTRE}(?: lan thu)? ?(?P<then>{_ORDINAL}){_TERM}?)"
)


def occasions(text: str, folded: str) -> Iterator[Candidate]:
    """Find resolutions and conclusions that are called by their occasion, in no order."""
    for sign in _SIGNS:
        for place in sign.finditer(folded):
            head = _HEAD_AT_END.search(folded, max(0, place.start() - _LONGEST_HEAD), place.end())
            found = _occasion(text, folded, head.start()) if head else None
            if found:
                yield found


def _occasion(text: str, folded: str, at: int) -> Candidate | None:
    if at and folded[at - 1].isalnum():
        return None
    match = _PLENUM.match(folded, at) or _congress(text, folded, at)
    if not match or not _has_capitals(text, match):
        return None
    type_ = type_of(text[match.start("type") : match.end("type")])
    if type_ is None:
        return None
    return Candidate(at, match.end(), Kind.NAMED, type_, "", match.end(), " ".join(text[at : match.end()].split()))


def _has_capitals(text: str, match: Match) -> bool:
    """Tell whether the occasion is written with a capital, as names are, and numerals and «TƯ» in capitals."""
    occasion = text[match.end("type") : match.end()].lstrip()
    numeral = match.span("numeral") if "numeral" in match.re.groupindex else (-1, -1)
    if "TU" in occasion.replace(".", ""):  # «TU» is a province's committee; «TƯ» is the centre
        return False
    shouted = numeral[0] < 0 or text[slice(*numeral)].isupper()
    return any(map(str.isupper, occasion)) and shouted


def _congress(text: str, folded: str, at: int) -> Match | None:
    """Return the congress whose term ends the name; its numeral is in capitals, which tells «V» from a letter."""
    found = _CONGRESS.match(folded, at, at + 160)
    roman = found.span("roman") if found else (-1, -1)
    if found and (roman[0] < 0 or text[slice(*roman)].isupper()):
        return found
    party = _OF_PARTY_BODY.match(folded, at, at + 160)
    return party if party and is_spelling_of(text[at : at + 4], "nghị") else None
