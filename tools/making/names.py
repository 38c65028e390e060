"""What people call documents: names with their sources (`corpus/names.jsonl`), and those that follow from a record.

They are put into the records when those are made, not when they are loaded: a record is whole in its one line, and all
that reads records (catalogue, index, a copy of the file) has its names.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

from legalref.corpus.terms import LAWS
from legalref.model import Name
from legalref.vocabulary import names

from .collected import rows
from .tables import Row

_AMENDING = re.compile(r"(?:Về )?(?:việc )?(?:Sửa đổi|Bổ sung|Bãi bỏ|Thi hành|Gia hạn|Kéo dài|sửa đổi|bổ sung|bãi bỏ)")
_PLENUM = re.compile(r"Nghị quyết Trung ương \d+ khóa [IVX]+")


def named(records: list[Row], file: Path) -> list[Row]:
    """Give the records their names; leaves the program with file and line at a name of `file` without a record."""
    for record in records:
        record["names"] = record["names"] or _of_law(record)
    _of_plenums(records)
    known = {(record["type"], record["number"], record["issued"]): record for record in records if not record["place"]}
    for line, row in enumerate(rows(file, Name) if file.exists() else (), 1):
        named_one = known.get((row.type, row.number, row.issued.isoformat()))
        if named_one is None:
            sys.exit(f"{file}:{line}: no record {row.type} {row.number} {row.issued}")
        named_one["names"].append(row.name)
    for record in records:
        record["names"] = list(dict.fromkeys([*record["names"], *_shortened(record)]))
    return records


def _of_law(record: Row) -> list[str]:
    """Return what a law is called by its title: «Luật Đấu thầu», and with its year; none where it amends another."""
    title = record["title"]
    if record["type"] not in LAWS or record["place"] or not title or _AMENDING.match(title):
        return []
    name = f"{record['type']} {title}"
    return [name, f"{name} {record['issued'][:4]}", f"{name} năm {record['issued'][:4]}"]


def _shortened(record: Row) -> list[str]:
    """Return the names with the letters that the vocabulary has for a code: «BLHS 2015»."""
    letters = {row.name: row.short for row in names().short}
    return [
        letters[name] + year
        for name in record["names"]
        if name in letters and record["type"] in LAWS
        for year in ("", f" {record['issued'][:4]}")
    ]


def _of_plenums(records: list[Row]) -> None:
    """Give the resolutions of one plenum its name: those that the Central Committee issued on the day of one that has it."""
    plenums: dict[str, set[str]] = defaultdict(set)
    resolutions = [row for row in records if row["type"] == "Nghị quyết" and row["issuer"] == "Ban Chấp hành Trung ương"]
    for record in resolutions:
        plenums[record["issued"]] |= {name for name in record["names"] if _PLENUM.fullmatch(name)}
    for record in resolutions:
        found = plenums[record["issued"]]
        record["names"] = list(dict.fromkeys([*record["names"], *(found if len(found) == 1 else ())]))
