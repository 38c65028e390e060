"""What a number says by its letters: the types and bodies of its codes, and how it should be written.

State papers: slashes between number, year and symbol, dashes inside the symbol (Nghị định 34/2016/NĐ-CP, Điều 58). Party papers:
a dash before the type, a slash before the body (Hướng dẫn 36-HD/VPTW 2018, II.1.3).
"""

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import Final

from legalref.model import Citation, Document, Form
from legalref.orthography import fold, number_key, year_of
from legalref.vocabulary import Issuer, document_types, issuers

_GROUP: Final = re.compile(r"[^\W\d_]+(?:[&.,][^\W\d_]+)*\d*")
_PARTS: Final = re.compile(r"(?P<ordinal>\d+(?:\s?[a-zđ](?![^\W\d_]))?)\W*(?:(?P<year>(?:19|20)\d{2})\W*)?(?P<rest>[^\W\d_].*)")
"""Ordinal with its letter, year, and the symbol, whatever stands between them."""
_ORDINAL: Final = re.compile(r"^\d+\s?[a-zđA-ZĐ]{0,2}(?=[-/])")
_REMEMBERED: Final = 4096
"""Numbers that are remembered with what they say: every rule asks, and texts repeat them."""
_PARTY_BODY: Final = re.compile(r"(?:[A-ZĐ]{2,8})?TW|[A-ZĐ]{0,6}TU|ĐU|HU|QU|ThU|TXU|BCSĐ")
LAST_OLD_YEAR: Final = 1997
"""The last year in which numbers of State papers carried no year, were written in many ways, and had symbols made by no rule:
«87-CT» is the Chairman's, the TC of «89-TC/TCT» a ministry's.
"""
_PARLIAMENT: Final = re.compile(r"(?:UBTV)?QH\d{1,2}$")
_OF_PARLIAMENT: Final = frozenset({"Luật", "Bộ luật", "Nghị quyết", "Pháp lệnh", "Hiến pháp", "Nghị quyết liên tịch"})
_ODD: Final = (
    Form.SWAPPED, Form.NO_SEPARATOR, Form.REPEATED, Form.SPACED, Form.LOOKALIKE, Form.SLIP, Form.CASE, Form.SIGN, Form.GLUED,
)  # fmt: skip
"""What the rules for writing numbers do not allow; the rest is the medium's (line ends, missing diacritics, encodings)."""


@lru_cache(_REMEMBERED)
def groups(number: str) -> tuple[str, ...]:
    """Return the groups of letters of a number, the letter of «30a» left out: `NĐ`, `CP` of «30/2020/NĐ-CP»."""
    return tuple(_GROUP.findall(_ORDINAL.sub("", number)))


@cache
def _types() -> dict[str, frozenset[str]]:
    found = defaultdict(set)
    for row in document_types():
        for code in row.codes:
            found[fold(code)].add(row.name)
    return {code: frozenset(names) for code, names in found.items()}


@cache
def _bodies() -> dict[str, tuple[Issuer, ...]]:
    found = defaultdict(list)
    for row in issuers():
        for code in row.codes:
            found[number_key(code)].append(row)
    return {code: tuple(rows) for code, rows in found.items()}


@lru_cache(_REMEMBERED)
def type_code(number: str) -> tuple[str, frozenset[str]] | None:
    """Return the code of a type in a number and the types that it stands for; None where no group is one.

    The National Assembly's symbol stands for what it and its Standing Committee issue (Luật 64/2025/QH15, Điều 4).
    """
    parliament = _PARLIAMENT.search(number)
    if parliament and not set(map(fold, groups(number))) & set(_types()):
        return parliament.group(), _OF_PARLIAMENT
    for group in groups(number)[:2]:
        if fold(group) in _types():
            return group, _types()[fold(group)]
    return None


@lru_cache(_REMEMBERED)
def bodies(number: str) -> dict[str, tuple[Issuer, ...]]:
    """Return the codes of listed bodies in a number, each with the bodies that bear it."""
    return {group: _bodies()[number_key(group)] for group in groups(number) if number_key(group) in _bodies()}


def odd_writing(citation: Citation, document: Document | None) -> tuple[str, list[Form]] | None:
    """Return how a number should be written and what is odd about it; None where nothing is, or where it is not certain."""
    number = citation.number or ""
    found: list[Form] = [form for form in citation.form if form in _ODD]
    if Form.UNMARKED in citation.form or Form.ENCODING in citation.form:
        found = [form for form in found if form not in (Form.CASE, Form.SLIP)]
    right = right_number(number, document)
    if right is None or _is_old(citation, document) or (document is None and Form.SLIP in found):
        return None
    if document and not found and number != right and _shape(number.replace("TƯ", "TW")) != _shape(right):
        found = [Form.SWAPPED]
    return (right, found) if found else None


def _is_old(citation: Citation, document: Document | None) -> bool:
    """Tell whether a number without a year is of the time when numbers were written in many ways."""
    number = document.number if document else citation.number
    year = str(document.issued.year) if document else (citation.date or "")[:4]
    return not year_of(number) and year.isdigit() and int(year) <= LAST_OLD_YEAR


def _shape(number: str) -> str:
    """Return a number with its separators, all else that may be written in several ways left out."""
    letters = re.sub(r"[&.,]", "", fold(number))
    joint = letters.replace("ttlt/", "ttlt-").replace("ttlb/", "ttlb-")
    return re.sub(r"(?<![\d])0+(?=\d)", "", re.sub(r"\s", "", joint))


def right_number(number: str, document: Document | None) -> str | None:
    """Return a number as the rules ask, that of its record where there is one; None where its parts cannot be told."""
    if document and document.number:
        return document.number
    match = _PARTS.fullmatch(number)
    if not match:
        return None
    parts = [part for part in re.split(r"[-/\s]+", match["rest"]) if part]
    year = match["year"]
    if not year and len(parts) > 1 and re.fullmatch(r"(?:19|20)\d{2}", parts[-1]):
        year = parts.pop()
    if not year and len(parts) == 1:
        return None  # «255CT» of the old time has only a body
    if not year and len(parts) > 1 and any(map(_PARTY_BODY.fullmatch, parts[:2])):
        if _PARTY_BODY.fullmatch(parts[0]):  # «05-TW/CT»
            parts[:2] = parts[1::-1]
        return f"{match['ordinal']}-{parts[0]}/{'/'.join(parts[1:])}"
    return "/".join(filter(None, (match["ordinal"], year, "-".join(parts))))
