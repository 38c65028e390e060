"""LR53x, LR54x and LR56x: how provisions, numbers and days are written out, and what Party papers do otherwise."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from legalref.checking.form import number_edits
from legalref.checking.rule import Case, Remark
from legalref.checking.style import begin_of, end_of, has_title
from legalref.model import Edit, Kind
from legalref.orthography import fold, is_party_number, year_of

_LARGE_TO_SMALL: Final = re.compile(r"\bdieu \w{1,5},? (?:diem|khoan) (?!.*\bdieu )|\bkhoan \w{1,5},? diem (?!.*\bkhoan )")
_UNIT: Final = re.compile(r"(?<!các )\b(điều|chương|mục|tiểu mục|phần|Khoản|Điểm)(?=\s+(?:\d|[IVXLC]+\b|[a-zđ]\d?\b))")
_AFTER_ITEM: Final = re.compile(r"(?:^|[\n.:;!?“\"«(–•*+]|(?:^|\n)[ \t]*\d{1,3}|\d[.)]|\b[a-zđ]\)|[-–])\s*\Z")
"""Right before the beginning of a sentence or of an item, where a capital stands by right."""
_OWN_RULES_SINCE: Final = 2011
"""Year of Thông tư 01/2011/TT-BNV; how older numbers were padded is not judged."""
_ORDINAL: Final = re.compile(r"(?<![\d/.-])[1-9](?=[-/])")
_DAY: Final = re.compile(r"ngày\s+(?P<day>[1-9])(?=[/.-]\d|\s+tháng)")
_MONTH: Final = re.compile(r"(?:ngày\s+\d{1,2}[/.-]|tháng\s+)(?P<month>[12])(?=[/.-]\d{4}|\s+năm)")
_COLON: Final = re.compile(r"\s*:")
_NUMBER_WORD: Final = re.compile(r"\bs[ốó]\s*:\s*(?=\d)", re.IGNORECASE)
_ABOUT: Final = re.compile(r"\bV/v\b", re.IGNORECASE)
_FRONT_AS_PARTY: Final = re.compile(r"(?P<ordinal>\d+[a-zđ]?)-(?P<type>[A-ZĐ][A-Za-zĐ]*)/(?P<body>MTT[WQ](?:-[A-ZĐ]+)*)")
_CELL: Final = re.compile(r"[-/]CB\b")
_NOT_A_CELLS: Final = frozenset({"Chỉ thị", "Thông tri", "Hướng dẫn", "Quy định"})
_COMPETENCE_SINCE: Final = "2026-01-09"
_SECRET: Final = re.compile(r"[ ,]{0,3}\(?(?:độ |tài liệu )?(?:tuyệt |tối )?mật\b", re.IGNORECASE)
_CLOSE: Final = 12


def provision_order(case: Case) -> Iterator[Remark]:
    """LR531: a provision is named from the smallest unit to the largest."""
    places = {place.dieu for place in case.citation.pinpoints}
    if len(places) == 1 and _LARGE_TO_SMALL.search(" ".join(fold(_reference(case)).split())):
        yield Remark("LR531", {"cited": " ".join(_reference(case).split())})


def provision_capitals(case: Case) -> Iterator[Remark]:
    """LR532: «Điều», «Chương», «Mục», «Phần» with a capital; «khoản», «điểm» without, but at the beginning of a sentence."""
    if not case.citation.pinpoints:
        return
    begin, surface, content = begin_of(case.citation), _reference(case), case.sheet.text.content
    found = [unit for unit in _UNIT.finditer(surface) if not _opens_sentence(content, begin + unit.start())]
    edits = tuple(Edit(begin + unit.start(), begin + unit.end(), _other_case(unit[1])) for unit in found)
    if found:
        words = {unit[1]: _other_case(unit[1]) for unit in found}
        values = {"cited": ", ".join(words), "right": ", ".join(words.values())}
        yield Remark("LR532", values, edits=edits)


def _other_case(word: str) -> str:
    return word[0].swapcase() + word[1:]


def _opens_sentence(content: str, at: int) -> bool:
    """Tell whether a capital at `at` is that of a sentence; a small letter never is."""
    return content[at].isupper() and _AFTER_ITEM.search(content, max(0, at - _CLOSE), at) is not None


def unpadded_number(case: Case) -> Iterator[Remark]:
    """LR541: a number below 10 has a nought before it."""
    citation, record = case.citation, case.resolution.document
    found = _ORDINAL.search(case.sheet.text.content, citation.start, citation.end)
    year = (record and str(record.issued.year)) or year_of(citation.number) or (citation.date or "")[:4]
    is_padded = record is None or (record.number or "").startswith("0")
    if citation.kind is Kind.FULL and found and is_padded and year.isdigit() and int(year) >= _OWN_RULES_SINCE:
        values = {"cited": citation.number, "right": f"0{citation.number}"}
        yield Remark("LR541", values, edits=(Edit(found.start(), found.end(), f"0{found[0]}"),))


def unpadded_day(case: Case) -> Iterator[Remark]:
    """LR542: a day below 10 and the months 1 and 2 have a nought before them."""
    content, low, high = case.sheet.text.content, case.citation.end, end_of(case.citation)
    if not case.citation.day or content.count("ngày", low, high) > 1:
        return
    starts = [found.start(1) for pattern in (_DAY, _MONTH) if (found := pattern.search(content, low, high))]
    if starts:
        edits = tuple(Edit(at, at + 1, f"0{content[at]}") for at in sorted(starts))
        yield Remark("LR542", {"cited": " ".join(content[low:high].split()).strip(" ,")}, edits=edits)


def colon_after_number_word(case: Case) -> Iterator[Remark]:
    """LR561: no colon after «số» in the number of a Party paper."""
    citation, content = case.citation, case.sheet.text.content
    word = _NUMBER_WORD.search(content, citation.start, citation.end)
    if word and is_party_number(citation.number):
        colon = _COLON.search(content, word.start(), word.end())
        edits = (Edit(colon.start(), colon.end(), ""),) if colon else ()
        yield Remark("LR561", {"cited": " ".join(citation.text.split())}, edits=edits)


def about_in_letters(case: Case) -> Iterator[Remark]:
    """LR562: «về việc» is written out."""
    content, end = case.sheet.text.content, end_of(case.citation)
    found = _ABOUT.search(content, end, end + _CLOSE)
    if found:
        yield Remark("LR562", {}, edits=(Edit(found.start(), found.end(), "về việc"),))


def beyond_a_cell(case: Case) -> Iterator[Remark]:
    """LR563: a Party cell issues no chỉ thị, thông tri, hướng dẫn and quy định."""
    citation = case.citation
    is_cell = _CELL.search(citation.number or "") or (citation.issuer or "").lower().startswith("chi bộ")
    if is_cell and citation.type in _NOT_A_CELLS and (citation.date or _COMPETENCE_SINCE) >= _COMPETENCE_SINCE:
        yield Remark("LR563", {"type": citation.type})


def secret_in_full(case: Case) -> Iterator[Remark]:
    """LR564: a paper marked as secret is named with its title."""
    citation, content, end = case.citation, case.sheet.text.content, end_of(case.citation)
    places = [citation.end, end]
    if citation.title:
        at = content.find(citation.title, citation.end, end + len(citation.title) + _CLOSE)
        places += [at + len(citation.title)] if at >= 0 else []
    marks = filter(None, (_SECRET.match(content, place) for place in places))
    for mark in marks:
        if citation.number and has_title(case):
            yield Remark("LR564", {"mark": mark[0].strip(" ,()")})
            return


def number_of_the_front(case: Case) -> Iterator[Remark]:
    """LR571: the number of a paper of the Fatherland Front has a slash behind it, and dashes inside its symbol."""
    number, record = case.citation.number or "", case.resolution.document
    parts = _FRONT_AS_PARTY.fullmatch(number)
    if parts and (record is None or record.number != number):
        right = f"{parts['ordinal']}/{parts['type']}-{parts['body']}"
        yield Remark("LR571", {"cited": number, "right": right}, edits=number_edits(case, right))


def _reference(case: Case) -> str:
    return case.sheet.text.content[begin_of(case.citation) : end_of(case.citation)]


RULES: Final[tuple[Callable[[Case], Iterator[Remark]], ...]] = (
    provision_order,
    provision_capitals,
    unpadded_number,
    unpadded_day,
    colon_after_number_word,
    about_in_letters,
    beyond_a_cell,
    secret_in_full,
    number_of_the_front,
)
