"""Tables as text (.csv): the text stays as it is, every cell that has something in it gets its address."""

import re
from collections import Counter
from functools import cache
from typing import Final

from legalref.errors import UnreadableInput
from legalref.model import Mark
from legalref.reading.blocks import column_name
from legalref.reading.content import Budget, Content

_DELIMITERS: Final = "\t;|,"
"""Where two are as even, the first: a comma also stands in numbers and sentences, once in each row."""
_LOOKED_AT: Final = 65_536
_MOST_ROWS: Final = 100
_PER_CELL: Final = 100
"""What a cell costs, in bytes: its mark."""


def read_text(text: str, path: str, budget: Budget) -> Content:
    """Return `text` itself with a mark at every cell, so that an offset is the one in the file.

    The delimiter is the one that gives the most rows the same number of cells. The csv module does not say where a cell
    stands, and its sniffer is slow on some inputs; the quoting is the one it has by default.
    """
    if not text.strip():
        raise UnreadableInput("error.empty", path=path)
    delimiter = delimiter_of(text)
    marks: list[Mark] = []
    row, column = 1, 1
    for cell in _cells(delimiter).finditer(text):
        written, end = cell.group("cell", "end")
        if written and not written.isspace() and written != '""':
            budget.spend(_PER_CELL)
            marks.append(Mark(cell.start(), cell=f"{column_name(column)}{row}"))
        if end == delimiter:
            column += 1
        else:
            row, column = row + 1, 1
            budget.tick()
    return Content(text, tuple(marks))


@cache
def _cells(delimiter: str) -> re.Pattern[str]:
    """Return the pattern of a cell and of what ends it: every repetition gives nothing back, so its time is linear."""
    sign = re.escape(delimiter)
    quoted = r'"(?:[^"]++|"")*+"?+'
    return re.compile(rf"(?P<cell>(?P<quoted>{quoted})?+(?P<rest>[^{sign}\r\n]*+))(?P<end>{sign}|\r\n?+|\n|\Z)")


def delimiter_of(text: str) -> str:
    """Return the delimiter of the first rows; a comma where nothing tells."""
    evenness = {each: _evenness(text, each) for each in _DELIMITERS}
    return max(evenness, key=evenness.__getitem__) if any(evenness.values()) else ","


def _evenness(text: str, delimiter: str) -> float:
    """Return what share of the first rows has the most frequent number of cells; 0 for a single column.

    A row where characters follow a closing quotation mark speaks against the delimiter.
    """
    widths: list[int] = []
    width = 1
    for cell in _cells(delimiter).finditer(text, 0, _LOOKED_AT):
        if cell["quoted"] and cell["rest"].strip():
            width = -_LOOKED_AT
        if cell["end"] == delimiter:
            width += 1
            continue
        if width != 1 or cell["cell"]:
            widths.append(width)
        width = 1
        if len(widths) == _MOST_ROWS:
            break
    several = Counter(each for each in widths if each > 1).most_common(1)
    return several[0][1] / len(widths) if several else 0.0
