"""A list as read → its rows: the cells of workbooks and of tables in text, the objects of JSON Lines."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final, NamedTuple

import msgspec

from legalref.errors import UnreadableInput
from legalref.model import Text
from legalref.reading.blocks import column_name
from legalref.reading.formats import Format
from legalref.reading.table import delimiter_of

_ADDRESS: Final = re.compile(r"([A-Z]+)([0-9]+)")
_DELIMITERS: Final = (",", ";", "\t", "|")
_LONGEST_CELL: Final = 1 << 24
_ESCAPED: Final = re.compile(r"'(?=['=+\-@\t\r])")


class Row(NamedTuple):
    """A row: its number from 1, and the filled cells by column: a letter, or the key of an object."""

    number: int
    cells: dict[str, str]


class Sheet(NamedTuple):
    """The rows of one table, top down; `name` where the file has several."""

    name: str | None
    rows: list[Row]


class Object(NamedTuple):
    """A line of JSON Lines: its number from 1, and its object; None for what is none."""

    line: int
    fields: dict[str, Any] | None


def readings(text: Text) -> Iterator[list[Sheet]]:
    """Yield what the tables of a file may be: one reading of a workbook, of a table in text one for each delimiter.

    The likeliest delimiter comes first. Raises UnreadableInput for a table whose quoting is broken.
    """
    if text.format == Format.XLSX:
        yield _of_workbook(text)
        return
    content = text.content.removeprefix("\ufeff")
    for delimiter in dict.fromkeys((delimiter_of(content), *_DELIMITERS)):
        yield [Sheet(None, list(_of_text(text.path, content, delimiter)))]


def _of_workbook(text: Text) -> list[Sheet]:
    found: dict[str, dict[int, dict[str, str]]] = {}
    ends = [*text.marks[1:], text.marks[-1]._replace(start=len(text.content))] if text.marks else []
    for mark, after in zip(text.marks, ends, strict=True):
        address = _ADDRESS.fullmatch(mark.cell or "")
        if address:
            rows = found.setdefault(mark.part or "", {})
            rows.setdefault(int(address[2]), {})[address[1]] = text.content[mark.start : after.start].strip()
    return [Sheet(name, [Row(number, rows[number]) for number in sorted(rows)]) for name, rows in found.items()]


def _of_text(path: str, content: str, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, 1):
            filled = {column_name(at): inert(cell) for at, cell in enumerate(cells, 1) if cell.strip()}
            if filled:
                yield Row(number, filled)
    except csv.Error as error:
        raise UnreadableInput("error.damaged", path=path, detail=error) from error


def inert(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a sheet from taking it for a formula."""
    return _ESCAPED.sub("", cell.strip(), count=1) if cell.lstrip().startswith("'") else cell.strip()


def objects(text: Text) -> Iterator[Object]:
    """Yield the lines of JSON Lines; empty ones are passed over."""
    starts = [0, *(match.end() for match in re.finditer("\n", text.content)), len(text.content)]
    for number, (start, end) in enumerate(pairwise(starts), 1):
        line = text.content[start:end].strip().removeprefix("\ufeff")
        if line:
            yield Object(number, _object(line))


def _object(line: str) -> dict[str, Any] | None:
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
    return found if isinstance(found, dict) else None
