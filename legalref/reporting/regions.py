"""Spans of a text as regions of SARIF: lines, and columns in UTF-16 code units, from 1; bytes where they are known."""

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final

PLAIN: Final = frozenset({None, "text", "csv"})
"""The formats whose text as read is the file itself, line for line."""
_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_BLOCK: Final = 4096
"""Code points that are measured together, so that the time does not grow with findings times length."""


class Regions:
    """A text's lines; `data` are the bytes of its file, where they are at hand."""

    def __init__(self, content: str, data: bytes | None = None) -> None:
        """Find where lines begin: SARIF breaks them at CR LF, LF and CR."""
        self._content = content
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(content))]
        self._read_starts = [0, *accumulate(map(len, content.splitlines(keepends=True)))]
        self._mark = _mark(content, data)
        blocks = [content[at : at + _BLOCK] for at in range(0, len(content), _BLOCK)]
        self._units = [0, *accumulate(map(units, blocks))]
        self._bytes = [0, *accumulate(map(octets, blocks))]

    def of(self, start: int, end: int) -> dict[str, int]:
        """Return the region of a span of code points."""
        first, last = self._line(start), self._line(end)
        region = {
            "startLine": first,
            "startColumn": self._column(first, start),
            "endLine": last,
            "endColumn": self._column(last, end),
        }
        if self._mark is None:
            return region
        before, until = (self._count(offset, self._bytes, octets) for offset in (start, end))
        return region | {"byteOffset": self._mark + before, "byteLength": until - before}

    def offset(self, line: int, column: int) -> int:
        """Return the code point at a line and column of a text as read (columns in code points)."""
        return min(self._read_starts[line - 1] + column - 1, len(self._content))

    def _line(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def _column(self, line: int, offset: int) -> int:
        begin, end = (self._count(at, self._units, units) for at in (self._starts[line - 1], offset))
        return end - begin + 1

    def _count(self, offset: int, blocks: Sequence[int], measure: Callable[[str], int]) -> int:
        """Return how much stands before an offset: what is known of the blocks before it, and the rest measured."""
        block = offset // _BLOCK
        return blocks[block] + measure(self._content[block * _BLOCK : offset])


def _mark(content: str, data: bytes | None) -> int | None:
    """Return how many bytes stand before a text in UTF-8 in its file; None where the file is not just that text."""
    if data is None:
        return None
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    return mark if data[mark:] == content.encode("utf-8", "replace") else None


def units(text: str) -> int:
    """Return how many UTF-16 code units a text takes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def octets(text: str) -> int:
    """Return how many bytes of UTF-8 a text takes."""
    return len(text.encode("utf-8", "surrogatepass"))
