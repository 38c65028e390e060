"""Faults of the tables that have a rule, record by record; what a rule takes away stays visible as a conflict."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from legalref.corpus.series import misdated, outlying
from legalref.corpus.terms import assembly, assembly_years, congress_of
from legalref.model import Document
from legalref.numerals import roman
from legalref.orthography import D_LETTERS, DASHES, INVISIBLE, SPACES, is_party_number, number_key
from legalref.vocabulary import issuers

from .collected import Correction, corrections, rows
from .tables import Row, difference
from .titles import mended

_SYMBOL = re.compile(r"\d+[a-zA-Z]?/(?:\d{4}/)?(?:NĐ|NQ|QĐ|CT|TT|TTLT)[-/](?P<bodies>[\w&.-]+)")
_HALF = re.compile(r"-B$")
"""A number whose line broke inside the code of a ministry."""
_BARE = re.compile(r"[\d/]+")
"""A number without its symbol names nothing."""
_NO_SUCH_SYMBOL = re.compile(r"/(?:19|20)\d{2}/QĐ-CP$")
"""The Government issues no decisions since numbers carry their year (Luật Ban hành văn bản quy phạm pháp luật 1996, Điều 1)."""
_PARLIAMENT = re.compile(r"\d/(?P<body>UBTVQH|QH)\d{1,2}$")
_OF_PARLIAMENT = {"QH": "Quốc hội", "UBTVQH": "Ủy ban Thường vụ Quốc hội"}
_OTHER_HALF = re.compile(r"[A-ZĐ]{1,5}(?:- ?[A-ZĐ]{2,9})*(?= )")
"""Where the rest of the number stands: before the title."""
_ISSUERS = {
    "Bộ Chính trị, Ban Bí thư": "Bộ Chính trị; Ban Bí thư",
    "Ban Chỉ đạo Trung ương về tổng kết Nghị quyết số 18-NQ/TW": "Ban Chỉ đạo Trung ương",
}
"""Issuers as tables write them → as our records do."""


def whole(records: Iterable[Row]) -> list[Row]:
    """Mend titles, names, terms, and numbers that were broken in two; leave out numbers whose other half is lost."""
    kept = []
    for record in records:
        record |= {field: _clean(record[field]) for field in ("number", "title", "issuer")}
        _join_number(record)
        number = record["number"] or ""
        if _HALF.search(number) or _BARE.fullmatch(number) or _NO_SUCH_SYMBOL.search(number):
            continue
        record["title"] = None if _is_stripped(record["title"] or "") else mended(record)
        if record["effective"] and record["effective"] < record["issued"]:
            record["conflicts"] = [*record["conflicts"], difference(record, "effective")]
            record["effective"] = None  # it may reach back, or be misread
        record["names"] = [name for name in record["names"] if not _is_stripped(name)]
        record["issuer"] = _ISSUERS.get(record["issuer"], record["issuer"])
        record["term"] = _term(record) or record["term"]
        kept.append(record)
    return kept


def _clean(text: str | None) -> str | None:
    """Return text in NFC with one Đ, one dash and one space."""
    if text is None:
        return None
    text = unicodedata.normalize("NFC", text).translate({**D_LETTERS, **DASHES, **SPACES, **dict.fromkeys(map(ord, INVISIBLE))})
    return re.sub(r"\s+", " ", text).strip()


def _join_number(record: Row) -> None:
    """Complete a number that lost its end: the term of the National Assembly, or half of the code of a ministry."""
    if re.search(r"/QH$", record["number"] or ""):
        of_year = [term for term, (first, last) in assembly_years().items() if first <= int(record["issued"][:4]) <= last]
        record["number"] += str(of_year[0]) if len(of_year) == 1 else ""
    rest = _OTHER_HALF.match(record["title"] or "") if _HALF.search(record["number"] or "") else None
    if rest:
        record["number"] += rest.group().replace(" ", "")
        title = record["title"][rest.end() :].strip()
        record["title"] = title[:1].upper() + title[1:]


def _is_stripped(name: str) -> bool:
    """Tell whether a name or a title has lost its diacritics: «Luật Luat hien ghep»."""
    return len(name.split()) > 4 and name.partition(" ")[2].replace(" năm ", "").isascii()  # noqa: PLR2004  # shorter ones may have none


def _term(record: Row) -> str | None:
    """Return the term that the number of a central record, or for the Party its day, says."""
    if record["place"]:
        return None
    of_assembly = assembly(record["number"])
    if of_assembly:
        return f"Quốc hội khóa {roman(of_assembly)}"
    return congress_of(record["number"], record["issued"]) if is_party_number(record["number"]) else None


def by_symbol(records: list[Row]) -> list[Row]:
    """Take the issuer from the symbol where the two differ and the symbol names known central bodies only."""
    bodies = {number_key(code): row for row in issuers() for code in row.codes if code != "TW"}
    for record in records:
        parliament = _PARLIAMENT.search(record["number"] or "")
        if parliament and record["issuer"] and _OF_PARLIAMENT[parliament["body"]] not in record["issuer"]:
            record["conflicts"].append(difference(record, "issuer"))
            record["issuer"] = _OF_PARLIAMENT[parliament["body"]]
        match = _SYMBOL.fullmatch(record["number"] or "")
        codes = [number_key(code) for code in match["bodies"].split("-")] if match else []
        named = [bodies[code] for code in codes if code in bodies]
        if record["place"] or not record["issuer"] or not named or len(named) < len(codes):
            continue
        recorded = set(record["issuer"].split("; "))
        if recorded.isdisjoint({row.name for row in named} | {row.of for row in named}) or len(named) > len(recorded):
            record["conflicts"].append(difference(record, "issuer"))
            record["issuer"] = "; ".join(row.name for row in named)
    return records


def in_term(records: list[Row]) -> list[Row]:
    """Weaken records whose day lies outside the term of the National Assembly that their number names."""
    for record in records:
        first, last = assembly_years().get(assembly(record["number"]) or 0, (1, 9999))
        if not record["place"] and not first <= int(record["issued"][:4]) <= last:
            print(f"outside its term: {record['number']} {record['issued']}")
            record["confidence"] = "single"
    return records


def in_order(records: list[Row]) -> list[Row]:
    """Weaken records whose date does not fit their number; where one source's other date fits, take that."""
    documents = [msgspec.convert({"id": str(at), **record}, Document) for at, record in enumerate(records)]
    for document in outlying(document for document in documents if document.confidence != "single"):
        print(f"far past its series: {document.number}")
        records[int(document.id)]["confidence"] = "single"
    found = list(misdated(documents))
    print(f"dates out of the order of numbers: {len(found)}")
    for wrong in found:
        record = records[int(wrong.document.id)]
        record["confidence"] = "single"
        others = {item["value"] for item in record["conflicts"] if item["field"] == "issued" and item["value"]}
        fitting = [day for day in others if wrong.admits(date.fromisoformat(day))]
        if len(fitting) == 1:
            kept = [item for item in record["conflicts"] if item["value"] != fitting[0]]
            was = difference(record, "issued")
            record |= {"issued": fitting[0], "confidence": "mined", "conflicts": [*kept, was]}
    return records


def corrected(records: list[Row], folder: Path) -> list[Row]:
    """Apply the corrections in `folder`: facts that other sources show to be wrong, the old value kept as a conflict.

    A correction of a record that there is not, or not any more, is said.
    """
    known = {(record["type"], record["number"], record["issued"]): record for record in records}
    found = [(file, line, row) for file in corrections(folder) for line, row in enumerate(rows(file, Correction), 1)]
    for file, line, row in found:
        record = known.get((row.type, row.number, row.issued))
        if record is None:
            print(f"{file}:{line}: not applied, no record {row.type} {row.number} {row.issued}")
            continue
        record["conflicts"] += [difference(record, field) for field in row.set if record[field] is not None]
        record["sources"] = list(dict.fromkeys([*record["sources"], *row.sources]))
        record |= row.set
    return records
