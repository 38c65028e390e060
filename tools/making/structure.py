"""Which provisions exist: the rows of `structure.jsonl.xz` that belong to a record of ours.

A row ships with the record of its type, number and day; where the number carries its year and one record has it,
whatever day the row has (the code's notes sometimes give the day of another document). A row without a record would
never be asked for, and stays out.
"""

import json
import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from legalref.model import Document, Provisions
from legalref.orthography import number_key, year_of

Row = dict[str, Any]
TABLE = "structure.jsonl.xz"


def provisions(source: Path, documents: Iterable[Document]) -> list[Provisions]:
    """Return the provisions of the records, in the order of the records."""
    found: dict[str, Row] = {}
    own = _Owners(documents)
    for line in lzma.decompress((source / TABLE).read_bytes()).splitlines():
        row = json.loads(line)
        record = own.record(row)
        if record and record.id not in found:
            found[record.id] = row
    order = [document.id for document in own.documents if document.id in found]
    return [msgspec.convert(_shipped(identifier, found[identifier]), Provisions) for identifier in order]


class _Owners:
    """The records by what a row of provisions says of its document."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = list(documents)
        self._named: dict[tuple[str, str], list[Document]] = defaultdict(list)
        for document in self.documents:
            self._named[document.type, number_key(document.number or "")].append(document)

    def record(self, row: Row) -> Document | None:
        """Return the one record that a row belongs to, or None."""
        named = self._named[row["type"], number_key(row["number"] or "")]
        if row["number"] is None and row["issued"] is None:
            named = [document for document in named if row.get("name") in document.names]
            return named[0] if len(named) == 1 else None
        same_day = [document for document in named if document.issued.isoformat() == row["issued"]]
        if len(same_day) == 1:
            return same_day[0]
        return named[0] if len(named) == 1 and year_of(row["number"]) and not same_day else None


def _shipped(identifier: str, row: Row) -> Row:
    """Return a row in our schema."""
    return {
        "document": identifier,
        "wording": row["text"],
        "source": row["source"],
        "dieu": row["dieu"],
        "gaps": row.get("gaps", ()),
        "doubt": row.get("doubt", {}),
        "others": [{"source": source, **other} for source, other in sorted(row.get("other", {}).items())],
        "attached": row.get("attached", ()),
        "chuong": row["chuong"],
        "muc": row.get("muc", {}),
        "phu_luc": row["phu_luc"],
    }


def packed(rows: Iterable[Provisions]) -> bytes:
    """Return rows as compressed JSON Lines, the same bytes for the same rows."""
    return lzma.compress(b"".join(_lines(rows)), preset=9 | lzma.PRESET_EXTREME)


def _lines(rows: Iterable[Provisions]) -> Iterator[bytes]:
    for row in rows:
        yield msgspec.json.encode(row) + b"\n"
