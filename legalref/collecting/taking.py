"""A file → what it holds, ready to be added. Runs in any process: it writes nothing, and loads no front end."""

import hashlib
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import msgspec

from legalref.collecting.documents import item_of
from legalref.collecting.drafts import Draft
from legalref.collecting.items import Taken
from legalref.collecting.lists import JSONL, Reader
from legalref.collecting.texts import pack
from legalref.errors import UnreadableInput
from legalref.model import Remark, Text
from legalref.reading import MOST_BYTES, STDIN, read
from legalref.reading.formats import Format

LISTS: Final = frozenset({Format.XLSX, Format.CSV})
"""Formats that hold rows, each of a document of its own."""
_OF_PARTS: Final = frozenset({Format.ARCHIVE, Format.MAIL})
"""Formats that hold several files: which of them is the document is not known."""


def is_list(path: str, format_: str | None) -> bool:
    """Tell whether a file is a list of documents."""
    return format_ in LISTS or path.lower().endswith(JSONL)


def take(path: str, given: Draft, most_bytes: int = MOST_BYTES) -> tuple[Taken, tuple[Remark, ...]]:
    """Return what a file holds, and what has to be said of reading it. Raises UnreadableInput."""
    before = _state(path)
    text = read(path, most_bytes=most_bytes)
    if text.format in _OF_PARTS:
        raise UnreadableInput("error.of_parts", path=text.path)
    seen = datetime.fromtimestamp(before.st_mtime, UTC).date() if before else date.today()
    base = Taken(
        sha256=sha256_of(path) if path != STDIN else hashlib.sha256(text.content.encode()).hexdigest(),
        size=before.st_size if before else len(text.content.encode()),
        mtime_ns=before.st_mtime_ns if before else 0,
        format="jsonl" if path.lower().endswith(JSONL) else text.format or "",
        items=(),
    )
    fill = _from_list if is_list(path, text.format) else _from_document
    return fill(base, text, given, Path(path).name, seen), tuple(text.remarks)


def sha256_of(path: str) -> str:
    """Return the checksum of a file. Raises UnreadableInput."""
    try:
        with Path(path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableInput("error.unreadable", path=path, detail=error) from error


def _from_document(base: Taken, text: Text, given: Draft, source: str, seen: date) -> Taken:
    return msgspec.structs.replace(base, items=(item_of(text, given, source, seen),), text=pack(text))


def _from_list(base: Taken, text: Text, given: Draft, source: str, seen: date) -> Taken:
    reader = Reader(text, given, source, seen)
    items = tuple(reader.items())
    return msgspec.structs.replace(base, items=items, mapped=tuple(reader.mapped))


def _state(path: str) -> os.stat_result | None:
    try:
        return Path(path).stat() if path != STDIN else None
    except (OSError, ValueError):  # reading it says so
        return None
