"""Names and nicknames of documents, each with the source in which it was seen (`corpus/names.jsonl`)."""

import sys
from pathlib import Path

from legalref.model import Name

from .collected import rows
from .tables import Row


def named(records: list[Row], file: Path) -> list[Row]:
    """Give the records the names of `file`; leaves the program with file and line at a name without a record.

    They are put into the records when those are made, not when they are loaded: a record is whole in its one line,
    and all that reads records (catalogue, index, a copy of the file) has its names.
    """
    if not file.exists():
        return records
    known = {(record["type"], record["number"], record["issued"]): record for record in records if not record["place"]}
    for line, row in enumerate(rows(file, Name), 1):
        record = known.get((row.type, row.number, row.issued.isoformat()))
        if record is None:
            sys.exit(f"{file}:{line}: no record {row.type} {row.number} {row.issued}")
        record["names"] = list(dict.fromkeys([*record["names"], row.name]))
    return records
