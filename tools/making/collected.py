"""The rows of `corpus/collected/`: documents and relations that were looked up one by one, each with its sources.

Schema and rules: corpus/collected/README.md. They are held to it here, with file and line.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from legalref.model import Conflict, Relation, Status

from .tables import FIELDS, Row

_Ships = Literal["official", "crosschecked", "mined", "single"]


class Collected(msgspec.Struct, forbid_unknown_fields=True):
    """A document as it was looked up; `note` is for the reader of the row and does not ship."""

    number: str | None
    type: str
    issuer: str | None
    issued: date
    title: str | None
    sources: tuple[str, ...]
    confidence: _Ships
    place: str | None = None
    effective: date | None = None
    expired: date | None = None
    status: Status = Status.UNKNOWN
    status_as_of: date | None = None
    names: tuple[str, ...] = ()
    term: str | None = None
    signer: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    note: str | None = None


class Correction(msgspec.Struct, forbid_unknown_fields=True):
    """What other sources show to be wrong in a record of the tables: `set` is believed, the old value kept as a conflict."""

    type: str
    number: str | None
    issued: str
    set: dict[str, str | None]
    sources: tuple[str, ...]
    reason: str
    same_as: str | None = None
    """The number of the record that this one turns out to be; the two are joined by the rules or not at all."""


_Schema = TypeVar("_Schema", bound=msgspec.Struct)


def documents(folder: Path) -> list[Row]:
    """Return the collected documents as rows without ids, those of the first file first."""
    return [_record(row) for file in _files(folder, relations=False) for row in rows(file, Collected)]


def relations(folder: Path) -> list[Row]:
    """Return the collected relations as rows."""
    return [msgspec.to_builtins(row) for file in _files(folder, relations=True) for row in rows(file, Relation)]


def corrections(folder: Path) -> list[Path]:
    """Return the files of corrections."""
    return sorted(folder.glob("*corrections*.jsonl"))


def _files(folder: Path, *, relations: bool) -> list[Path]:
    files = sorted(file for file in folder.glob("*.jsonl") if "corrections" not in file.stem)
    return [file for file in files if ("relations" in file.stem) is relations]


def rows(file: Path, schema: type[_Schema]) -> Iterator[_Schema]:
    """Yield the rows of a file of `schema`; leaves the program with file and line at one that does not hold to it."""
    for line, text in enumerate(file.read_bytes().splitlines(), 1):
        try:
            yield msgspec.json.decode(text, type=schema)
        except msgspec.DecodeError as error:
            sys.exit(f"{file}:{line}: {error}")


def _record(row: Collected) -> Row:
    values = msgspec.to_builtins(row)
    empty: dict[str, list[str]] = {"names": [], "conflicts": [], "sources": []}
    record = {field: values.get(field, empty.get(field)) for field in FIELDS if field != "id"}
    return {field: list(value) if isinstance(value, tuple) else value for field, value in record.items()}
