"""The citations of one file as bytes, made wherever the work is done; and the parts of many files joined into one result.

A part is what would be written for its file alone. Other processes import this module: it loads neither typer nor rich.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from io import StringIO
from typing import Final, TextIO

import msgspec

from legalref.cli.parallel import Part
from legalref.extraction import extract
from legalref.model import Citation, Kind
from legalref.reading import MOST_BYTES, read
from legalref.reporting.machine import Row, citation_row, jsonl, write_csv, write_json


def part(file: str, form: str, kinds: frozenset[Kind], most_bytes: int = MOST_BYTES, *, original: bool = False) -> Part:
    """Return the citations of a file in the format `form`. Raises UnreadableInput."""
    text = read(file, most_bytes=most_bytes, original=original)
    return Part(_ENCODE[form](extract(text, kinds)), tuple(text.remarks))


def citations(parts: Iterable[bytes]) -> Iterator[Citation]:
    """Yield the citations of parts in the format «table»: it is laid out where all of them are."""
    decode = msgspec.json.Decoder(Citation).decode_lines
    for each in parts:
        yield from decode(each)


def join(form: str, parts: Iterable[bytes], stream: TextIO) -> None:
    """Write parts as one result in the format `form`, each as soon as it is there."""
    for text in _JOIN[form](parts):
        stream.write(text)
        stream.flush()


def _written(write: Callable[[Iterable[Row], TextIO], None], found: list[Citation]) -> bytes:
    stream = StringIO()
    write(map(citation_row, found), stream)
    return stream.getvalue().encode()


def _joined_lines(parts: Iterable[bytes]) -> Iterator[str]:
    yield from (each.decode() for each in parts)


def _joined_arrays(parts: Iterable[bytes]) -> Iterator[str]:
    """Yield one array of the arrays' items: what stands between «[» and «]», line ends with it."""
    before = "[\n"
    for each in parts:
        if items := each.decode().strip("[]\n"):
            yield before + items
            before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _joined_tables(parts: Iterable[bytes]) -> Iterator[str]:
    """Yield one table: the header of the first that has rows, and all rows."""
    filled = (each.decode() for each in parts if each)
    with suppress(StopIteration):
        yield next(filled)
    yield from (each.partition("\n")[2] for each in filled)


_ENCODE: Final[dict[str, Callable[[list[Citation]], bytes]]] = {
    "table": jsonl,
    "jsonl": jsonl,
    "json": partial(_written, write_json),
    "csv": partial(_written, write_csv),
}
_JOIN: Final[dict[str, Callable[[Iterable[bytes]], Iterator[str]]]] = {
    "jsonl": _joined_lines,
    "json": _joined_arrays,
    "csv": _joined_tables,
}
