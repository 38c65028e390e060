"""Several rows of one document → one record.

The same type, number, place and day (for local papers also the issuer) are one document; so are the number and day of a
Party paper, whose tables differ on «Quyết định» and «Quy định». Sources are joined and gaps filled. A record that has the
number of a stronger one on another day, in a series where a number is given once, becomes a conflict of that one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from legalref.corpus.terms import congress_of
from legalref.orthography import fold, is_party_number, number_key, words, year_of

from .tables import STRENGTH, Row, difference

_PARLIAMENT = re.compile(r"(?:nq|pl)(?=ubtvqh)")
"""«755/2005/NQ-UBTVQH11» is «755/2005/UBTVQH11»."""
_SHARED = re.compile(r"-L/CTN$")
"""One order of the President promulgated several laws, which share its number."""
_TITLE_BEGINS = 40
"""Code points by which two titles are one; tables cut them at different ends."""
_FARTHEST = timedelta(days=550)
"""Days between two dates of one document that a source may have misread; a wrong year is the most."""
_ALIKE = 0.5
"""Share of the words of the shorter title by which two titles speak of one thing."""


def key(record: Row) -> tuple[Any, ...]:
    """Return what makes two rows one document. The issuer counts for local papers, whose bodies share symbols."""
    local = record["issuer"] if record["place"] else None
    kind = None if is_party_number(record["number"]) and not record["place"] else record["type"]
    number = _PARLIAMENT.sub("", number_key(record["number"] or "")) or _named(record)
    if _SHARED.search(record["number"] or ""):
        number += " " + _named(record)
    return kind, number, local, record["place"], record["issued"]


def _named(record: Row) -> str:
    """Return a folded title: it tells documents of one day apart that have no number."""
    return fold(record["title"] or "")


def united(rows: Iterable[Row]) -> list[Row]:
    """Return one record for each document, in the order in which they come up.

    A row without a number is the document of its type, day and title that another has with one.
    """
    records: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        known = records.get(key(row))
        records[key(row)] = joined(known, row) if known else row
    numbered = {(row["type"], row["issued"], _named(row)): at for at, row in records.items() if row["number"] and row["title"]}
    for at, row in list(records.items()):
        same = None if row["number"] else numbered.get((row["type"], row["issued"], _named(row)))
        if same and not row["place"]:
            records[same] = joined(records[same], records.pop(at)) | {"number": records[same]["number"]}
    return list(records.values())


def joined(first: Row, second: Row) -> Row:
    """Return one record of two; the stronger is believed, the first where they are alike, and the other fills its gaps."""
    number = first["number"]  # the first table has the canonical spelling
    if STRENGTH.index(second["confidence"]) < STRENGTH.index(first["confidence"]):
        first, second = second, first
    sources = list(dict.fromkeys([*first["sources"], *second["sources"]]))
    record = {field: second[field] if first[field] in (None, []) else first[field] for field in first}
    record |= {field: _newer(first, second)[field] for field in ("status", "status_as_of", "expired")}
    differing = [
        difference(second, field)
        for field in ("type", "issuer")
        if second[field] and second[field] != first[field] and first[field]
    ]
    conflicts = [*first["conflicts"], *second["conflicts"], *differing]
    record["conflicts"] = [item for at, item in enumerate(conflicts) if item not in conflicts[:at]]
    record["names"] = list(dict.fromkeys([*first["names"], *second["names"]]))
    record |= {"sources": sources, "number": number}
    best = first["confidence"]
    record["confidence"] = "crosschecked" if best == "mined" and len(sources) > len(first["sources"]) else best
    return record


def _newer(first: Row, second: Row) -> Row:
    """Return the row whose status rests on the newer evidence; the first where neither is newer."""
    return max(first, second, key=lambda row: (row["status"] != "unknown", row["status_as_of"] or ""))


def without_memory(records: list[Row], rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Hold the rows without a source against the records.

    Return the rows that a record gives another day, and the rows that none confirms. A row that a record confirms
    gives it nothing: what it says beside number and day has no source.
    """
    days: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    known: dict[tuple[str, str], Row] = {}
    for record in records:
        if not record["place"]:
            known[number_key(record["number"] or ""), record["issued"]] = record
            days[scope(record)].add(record["issued"])
    other_day: list[Row] = []
    left: list[Row] = []
    for row in rows:
        same = known.get((number_key(row["number"] or ""), row["issued"]))
        if same is None or not (row["number"] or same["type"] == row["type"]):
            (other_day if scope(row) and days[scope(row)] else left).append(row)
    return other_day, left


def scope(record: Row) -> tuple[Any, ...]:
    """Return the series in which the number of a record is given once, with the number; empty where there is none."""
    if record["place"] or not record["number"]:
        return ()
    number = number_key(record["number"])
    if is_party_number(record["number"]):
        term = record["term"] or congress_of(record["number"], record["issued"])
        return ("party", number, term) if term else ()
    return (record["type"], number) if year_of(record["number"]) else ()


def of_one_type(records: list[Row]) -> list[Row]:
    """Keep one record of number, day, issuer and title; the type of a later table is a conflict of the first."""
    first: dict[tuple[Any, ...], Row] = {}
    kept = []
    for record in records:
        title = fold(record["title"] or "")[:_TITLE_BEGINS]
        same = first.setdefault((record["number"], record["issued"], record["issuer"], record["place"], title), record)
        if same is record or not (title and record["number"]):
            kept.append(record)
        else:
            same["conflicts"].append(difference(record, "type"))
    return kept


def without_contradictions(records: list[Row]) -> list[Row]:
    """Turn each record whose number a better supported one has on another day into a conflict of that one.

    Two strong records of the Party are taken for one only where their titles speak of one thing: that a number was given
    once a term is the rule, and was not always kept.
    """
    best: dict[tuple[Any, ...], Row] = {}
    for record in sorted(records, key=_support):
        if scope(record):
            best.setdefault(scope(record), record)
    kept = []
    for record in records:
        other = best.get(scope(record))
        if other is None or other is record or not _contradicts(record, other):
            kept.append(record)
        else:
            other["conflicts"].append(difference(record, "issued"))
            if "single" not in (record["confidence"], other["confidence"]):
                print(f"two days: {record['number']} {record['issued']} given up for {other['issued']}")
    return kept


def _support(record: Row) -> tuple[int, int]:
    return STRENGTH.index(record["confidence"]), -len(record["sources"])


def _contradicts(weaker: Row, stronger: Row) -> bool:
    if stronger["confidence"] == "single":
        return False
    if not is_party_number(weaker["number"]):
        return True
    if abs(date.fromisoformat(weaker["issued"]) - date.fromisoformat(stronger["issued"])) > _FARTHEST:
        return False
    first, second = set(words(weaker["title"] or "")), set(words(stronger["title"] or ""))
    return len(first & second) >= _ALIKE * min(len(first), len(second))
