"""A file → what it holds, ready to be added. Runs in any process: it writes nothing, and loads no front end."""

import hashlib
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import msgspec

from legalref.collecting.documents import given_item, item_of
from legalref.collecting.drafts import Draft, missing
from legalref.collecting.items import Item, Taken
from legalref.collecting.lists import JSONL, Reader
from legalref.collecting.texts import pack
from legalref.errors import UnreadableInput, UsageProblem
from legalref.model import Remark, Text
from legalref.reading import MOST_BYTES, STDIN, printable, read
from legalref.reading.formats import Format

LISTS: Final = frozenset({Format.XLSX, Format.CSV})
"""Formats that hold rows, each of a document of its own."""
_OF_PARTS: Final = frozenset({Format.ARCHIVE, Format.MAIL})
"""Formats that hold several files: which of them is the document is not known."""


def is_list(path: str, format_: str | None) -> bool:
    """Tell whether a file is a list of documents."""
    return format_ in LISTS or path.lower().endswith(JSONL)


def take(path: str, given: Draft, most_bytes: int = MOST_BYTES) -> tuple[Taken, tuple[Remark, ...]]:
    """Return what a file holds, and what has to be said of reading it. Raises UnreadableInput.

    Scanned pages without a text layer are taken only with all that makes a record given, as a record without a text.
    Raises UsageProblem for a list with what is given of one document.
    """
    state = _state(path)
    seen = datetime.fromtimestamp(state.st_mtime, UTC).date() if state else date.today()
    try:
        text = read(path, most_bytes=most_bytes)
    except UnreadableInput as error:
        if error.message != "error.scanned" or missing(given):
            raise
        item = given_item(given, printable(Path(path).name), seen)
        return _base(path, state, b"", Format.PDF, (item,)), (Remark("remark.no_text_kept", {"path": printable(path)}),)
    if text.format in _OF_PARTS:
        raise UnreadableInput("error.of_parts", path=text.path)
    format_ = "jsonl" if path.lower().endswith(JSONL) else text.format or ""
    base = _base(path, state, text.content.encode(), format_, ())
    listed = is_list(path, text.format)
    if listed and (given.number or given.issued):
        raise UsageProblem("error.one_document", path=text.path)
    fill = _from_list if listed else _from_document
    return fill(base, text, given, printable(Path(path).name), seen), tuple(text.remarks)


def _base(path: str, state: os.stat_result | None, content: bytes, format_: str, items: tuple[Item, ...]) -> Taken:
    """Return what a file is; of standard input, which can be read but once, what was read tells."""
    return Taken(
        sha256=hashlib.sha256(content).hexdigest() if path == STDIN else sha256_of(path),
        size=state.st_size if state else len(content),
        mtime_ns=state.st_mtime_ns if state else 0,
        format=format_,
        items=items,
    )


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
